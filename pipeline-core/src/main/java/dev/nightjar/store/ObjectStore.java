package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Named immutable bytes. The only way to write is to create: an object, once there, is never
 * changed.
 *
 * <p>Implementations are thread-safe, and safe between processes: of several writers of one key
 * exactly one is told that it created the object.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Creates the object, or leaves the one that is there. Either nothing or all of it becomes
   * visible, and what was acknowledged survives a power cut.
   *
   * @return true when this call created it, false when an object of that name was there
   * @throws NotWrittenException when it is certain that this call wrote nothing
   * @throws IOException otherwise, when it is not known whether the object exists now: read it back
   */
  boolean create(ObjectKey key, byte[] content) throws IOException;

  /** As {@link #create(ObjectKey, byte[])}, from a file, streamed. */
  boolean create(ObjectKey key, Path content) throws IOException;

  /**
   * The bytes of the object, as a stream that the caller closes.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such object
   */
  InputStream open(ObjectKey key) throws IOException;

  /**
   * All bytes of a small object.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such object
   */
  default byte[] read(ObjectKey key) throws IOException {
    try (InputStream in = open(key)) {
      return in.readAllBytes();
    }
  }

  /** The size in bytes, or empty when there is no such object. */
  OptionalLong size(ObjectKey key) throws IOException;

  /** Whether the object is there. */
  default boolean exists(ObjectKey key) throws IOException {
    return size(key).isPresent();
  }

  /**
   * The keys below {@code folder} (a key without trailing slash, or empty for all) that sort after
   * {@code after} (empty for all), in the order of their characters.
   */
  List<ObjectKey> list(String folder, String after) throws IOException;

  /** What only housekeeping does; ordinary code never asks for it. */
  StoreUpkeep upkeep();

  /** What a person calls this store: a path or a URL, without secrets. */
  String location();

  @Override
  void close();
}
