package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The verified entries of a log, as far as they were read. Not thread-safe. */
final class LogChain {

  private static final Pattern NUMBERED = Pattern.compile("\\d{20}\\.json");

  private final ObjectStore store;
  private final String folder;
  private final List<LogEntry> entries = new ArrayList<>();
  private final Map<String, LogEntry> byTransaction = new HashMap<>();
  private Digest last;

  LogChain(ObjectStore store, String prefix) {
    this.store = store;
    this.folder = prefix + "/log";
    this.last = Digest.of(prefix);
  }

  ObjectKey key(long seq) {
    return ObjectKey.of(folder, String.format(Locale.ROOT, "%020d.json", seq));
  }

  /** Number of the last entry that was read. */
  long position() {
    return entries.size();
  }

  /** The digest that the next entry names as the one before. */
  Digest last() {
    return last;
  }

  /** The digest of an entry that was read. */
  Digest digest(long seq) {
    return seq == position() ? last : entries.get((int) seq).prevHash();
  }

  List<LogEntry> entries() {
    return List.copyOf(entries);
  }

  @Nullable LogEntry find(String txnId) {
    return byTransaction.get(txnId);
  }

  /** Reads the entries that were written since. */
  void catchUp() throws IOException {
    String after = position() == 0 ? "" : key(position()).path();
    long end = position();
    for (ObjectKey key : store.list(folder, after)) {
      if (NUMBERED.matcher(key.name()).matches() && key.equals(ObjectKey.of(folder, key.name()))) {
        end = Long.parseLong(key.name().substring(0, 20));
      }
    }
    while (position() < end) {
      // Not by the listing: one that was taken while others wrote may lack a number before its end.
      if (!next()) {
        throw new BrokenLogException(
            key(position() + 1), "the entry is missing, but " + key(end) + " is there");
      }
    }
  }

  /** Reads the next entry; false when there is none. */
  boolean next() throws IOException {
    ObjectKey key = key(position() + 1);
    try {
      add(store.read(key));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Adds the bytes of the next entry, verified. */
  LogEntry add(byte[] bytes) throws IOException {
    ObjectKey key = key(position() + 1);
    LogEntry entry;
    try {
      entry = CanonicalJson.read(bytes, LogEntry.class);
    } catch (IOException e) {
      throw new BrokenLogException(key, String.valueOf(e.getMessage()));
    }
    if (entry.seq() != position() + 1) {
      throw new BrokenLogException(key, "it says that it is number " + entry.seq());
    }
    if (!entry.prevHash().equals(last)) {
      throw new BrokenLogException(
          key,
          "it names "
              + entry.prevHash()
              + " as the entry before, but "
              + (position() == 0 ? "the log's name" : key(position()))
              + " has SHA-256 "
              + last);
    }
    LogEntry twin = byTransaction.putIfAbsent(entry.txnId(), entry);
    if (twin != null) {
      throw new BrokenLogException(
          key, "transaction " + entry.txnId() + " is number " + twin.seq() + " already");
    }
    entries.add(entry);
    last = Digest.of(bytes);
    return entry;
  }
}
