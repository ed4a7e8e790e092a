package dev.nightjar.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What only housekeeping does to a store: see how old things are, and remove them. Ordinary code
 * never comes here, for to everybody else an object, once there, is there for good.
 *
 * <p>Implementations are thread-safe.
 */
public interface StoreUpkeep {

  /**
   * The objects below {@code folder} (as {@link ObjectStore#list} has it), with their sizes and
   * ages, in the order of their keys. What is removed meanwhile may be missing.
   */
  List<Stored> objects(String folder) throws IOException;

  /**
   * Removes an object for good; one that is not there is no error. What was acknowledged survives a
   * power cut.
   *
   * @throws IOException when it is not known whether the object is still there: remove it again
   */
  void remove(ObjectKey key) throws IOException;

  /** What writers began and have not finished: temporary files, multipart uploads. */
  List<Unfinished> unfinished() throws IOException;

  /** Removes what a writer began; what is not there any more is no error. */
  void abandon(Unfinished unfinished) throws IOException;

  /**
   * The time by the clock that also dates the objects.
   *
   * @throws IOException also when finding out takes a write and the store cannot be written to
   */
  Instant now() throws IOException;

  /** The bytes that still fit, or empty when the store has no such limit. */
  OptionalLong free() throws IOException;

  /**
   * The names in the store that no object of ours can have, in order: symbolic links, hidden files,
   * odd characters. Unfinished writes are none of them.
   */
  List<String> strangers() throws IOException;

  /**
   * Tries out what everything else relies on, on objects of its own that it removes again.
   *
   * @return what was tried, whether or not it went well
   */
  List<Capability> probe() throws IOException;

  /**
   * An object.
   *
   * @param key its name
   * @param bytes its size
   * @param modified when it was written, by the store's clock; may be a little earlier than when it
   *     became visible
   */
  record Stored(ObjectKey key, long bytes, Instant modified) {}

  /**
   * A write that was begun.
   *
   * @param name what the store calls it; only for {@link StoreUpkeep#abandon} and for people
   * @param since when it was begun or last went on, by the store's clock
   * @param bytes what of it is there; -1 when that is not known
   */
  record Unfinished(String name, Instant since, long bytes) {}

  /**
   * Something that a store must be able to do.
   *
   * @param name such as {@code create-only}
   * @param ok whether it can
   * @param sentence what was seen, and when it cannot, what to do
   */
  record Capability(String name, boolean ok, String sentence) {}
}
