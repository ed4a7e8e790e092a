package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads a log's entries in order and verifies that each names the one before. Not thread-safe.
 *
 * <p>It asks for the next number until there is none, since listing a folder of a hundred thousand
 * names costs more than the few entries behind a checkpoint. The numbers behind the end are probed:
 * only where one is there, the folder is listed.
 *
 * <p>So a log that has not changed costs two requests. One would not do: that the next number is
 * not there is true of the end and of a hole. A listing from the position on would tell them apart
 * in one request, but object stores charge it as twelve others, and where the objects are files,
 * all names are read for it.
 */
final class LogChain {

  private final ObjectStore store;
  private final LogKeys keys;
  private final Consumer<StoredEntry> reader;
  private long position;
  private Digest last;

  /** From the beginning. Each entry is handed to the reader, once. */
  LogChain(ObjectStore store, LogKeys keys, Consumer<StoredEntry> reader) {
    this.store = store;
    this.keys = keys;
    this.reader = reader;
    this.last = keys.beginning();
  }

  /** Goes on behind an entry with this number and digest. */
  void resume(long seq, Digest digest) {
    position = seq;
    last = digest;
  }

  /** Number of the last entry that was read. */
  long position() {
    return position;
  }

  /** The digest that the next entry names as the one before. */
  Digest last() {
    return last;
  }

  /** Reads the entries that were written since. */
  void catchUp() throws IOException {
    catchUp(2);
  }

  /**
   * As {@link #catchUp()}.
   *
   * @param probes how far behind the end to look for entries that would show a gap; doubled from 2
   */
  void catchUp(long probes) throws IOException {
    readOn();
    for (long ahead = 2; ahead <= probes; ahead *= 2) {
      if (store.exists(keys.entry(position + ahead))) {
        requireWhole();
        return;
      }
    }
  }

  private void readOn() throws IOException {
    while (next()) {
      // One by one, in order.
    }
  }

  /** Reads to the end that a listing shows; throws {@link BrokenLogException} at a gap. */
  void requireWhole() throws IOException {
    long end = position;
    String after = position == 0 ? "" : keys.entry(position).path();
    for (ObjectKey key : store.list(keys.entries(), after)) {
      OptionalLong number = LogKeys.number(keys.entries(), key);
      if (number.isPresent()) {
        end = Math.max(end, number.getAsLong());
      }
    }
    while (position < end) {
      // Not by the listing: one that was taken while others wrote may lack a number before its end.
      if (!next()) {
        throw new BrokenLogException(
            keys.entry(position + 1), "the entry is missing, but " + keys.entry(end) + " is there");
      }
    }
  }

  /** Reads up to this number at most. */
  void readTo(long limit) throws IOException {
    while (position < limit && next()) {
      // One by one, in order.
    }
  }

  /** Reads the next entry; false when there is none. */
  boolean next() throws IOException {
    try {
      add(store.read(keys.entry(position + 1)));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Adds the bytes of the next entry, verified. */
  LogEntry add(byte[] bytes) throws IOException {
    ObjectKey key = keys.entry(position + 1);
    StoredEntry stored = StoredEntry.of(key, position + 1, bytes);
    if (!stored.entry().prevHash().equals(last)) {
      throw new BrokenLogException(
          key,
          "it names "
              + stored.entry().prevHash()
              + " as the entry before, but "
              + (position == 0 ? "the log's name" : keys.entry(position))
              + " has SHA-256 "
              + last);
    }
    position++;
    last = stored.digest();
    reader.accept(stored);
    return stored.entry();
  }
}
