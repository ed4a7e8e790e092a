package dev.nightjar.store;

import java.io.IOException;
import java.util.Arrays;

/** An entry as it is in the store. Nobody writes to its bytes. */
final class StoredEntry {

  private final LogEntry entry;
  private final byte[] bytes;

  private StoredEntry(LogEntry entry, byte[] bytes) {
    this.entry = entry;
    this.bytes = bytes;
  }

  LogEntry entry() {
    return entry;
  }

  /**
   * Reads an entry, whatever the others are.
   *
   * @throws java.nio.file.NoSuchFileException when it is not there
   * @throws BrokenLogException when it is none, or that of another number
   */
  static StoredEntry read(ObjectStore store, LogKeys keys, long seq) throws IOException {
    return of(keys.entry(seq), seq, store.read(keys.entry(seq)));
  }

  static StoredEntry of(ObjectKey key, long seq, byte[] bytes) throws BrokenLogException {
    LogEntry entry;
    try {
      entry = CanonicalJson.read(bytes, LogEntry.class);
    } catch (IOException e) {
      throw new BrokenLogException(key, String.valueOf(e.getMessage()));
    }
    if (entry.seq() != seq) {
      throw new BrokenLogException(key, "it says that it is number " + entry.seq());
    }
    return new StoredEntry(entry, bytes);
  }

  Digest digest() {
    return Digest.of(bytes);
  }

  boolean hasBytes(byte[] others) {
    return Arrays.equals(bytes, others);
  }
}
