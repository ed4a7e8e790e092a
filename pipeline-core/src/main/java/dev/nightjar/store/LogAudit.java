package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole {@link AppendLog} again, from entry 1 and by the objects alone, and goes on behind
 * what is damaged. Each entry's digest is held against the one that its successor names. Nothing
 * names the digest of the last entry: of that one it can only be said that it follows.
 */
public final class LogAudit {

  private static final Pattern NUMBERED = Pattern.compile("00[0-9]{18}\\.json");
  private static final String NOTHING = "nothing";
  private static final int NAMED_GAPS = 100;

  private final ObjectStore store;
  private final String prefix;
  private final List<Damage> damages = new ArrayList<>();
  private long bytes;
  private long read;

  private LogAudit(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** What was found. */
  public record Result(List<LogEntry> entries, List<Damage> damages, long read, long bytes) {
    public Result {
      entries = List.copyOf(entries);
      damages = List.copyOf(damages);
    }
  }

  /** Told of each entry that was read. */
  @FunctionalInterface
  public interface Listener {
    void read(ObjectKey key, long done, long total);
  }

  /**
   * Reads the log.
   *
   * @param prefix key of the log's owner, such as {@code models/flight-delays}
   * @return the entries that can be read, the damaged ones, and how many objects and bytes were
   *     read
   */
  public static Result of(ObjectStore store, String prefix, Listener listener) throws IOException {
    LogAudit audit = new LogAudit(store, prefix);
    List<Found> all = audit.all(listener);
    audit.judge(all);
    List<LogEntry> entries = all.stream().map(Found::entry).filter(Objects::nonNull).toList();
    return new Result(entries, audit.damages, audit.read, audit.bytes);
  }

  /**
   * A place in the log.
   *
   * @param digest null: there is nothing
   * @param entry null: it is none
   * @param trouble why it is none
   */
  private record Found(
      ObjectKey key, long seq, @Nullable Digest digest, @Nullable LogEntry entry, String trouble) {}

  private List<Found> all(Listener listener) throws IOException {
    List<Long> numbers = numbers();
    List<Found> all = new ArrayList<>();
    long last = 0;
    for (long seq : numbers) {
      // A foreign file may have any number: not each of those between is named.
      for (long gap = last + 1; gap < seq && gap - last <= NAMED_GAPS; gap++) {
        all.add(new Found(key(gap), gap, null, null, NOTHING));
      }
      Found found = found(seq);
      all.add(found);
      last = seq;
      listener.read(found.key(), read, numbers.size());
    }
    return all;
  }

  private List<Long> numbers() throws IOException {
    String folder = prefix + "/log";
    return store.list(folder, "").stream()
        .filter(key -> key.equals(ObjectKey.of(folder, key.name())))
        .filter(key -> NUMBERED.matcher(key.name()).matches())
        .map(key -> Long.parseLong(key.name().substring(0, 20)))
        .filter(seq -> seq > 0)
        .sorted()
        .toList();
  }

  private Found found(long seq) throws IOException {
    ObjectKey key = key(seq);
    byte[] content;
    try {
      content = store.read(key);
    } catch (NoSuchFileException e) {
      return new Found(key, seq, null, null, NOTHING);
    }
    read++;
    bytes += content.length;
    Digest digest = Digest.of(content);
    try {
      LogEntry entry = CanonicalJson.read(content, LogEntry.class);
      return entry.seq() == seq
          ? new Found(key, seq, digest, entry, "")
          : new Found(key, seq, digest, null, "one that says it is number " + entry.seq());
    } catch (IOException e) {
      return new Found(key, seq, digest, null, String.valueOf(e.getMessage()));
    }
  }

  private void judge(List<Found> all) {
    Map<String, Long> transactions = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Found here = all.get(i);
      LogEntry entry = here.entry();
      Digest named = named(all, i);
      if (here.digest() == null) {
        damage(here, "", named == null ? "an entry" : sha(named), NOTHING);
      } else if (named != null && !named.equals(here.digest())) {
        Digest next = named(all, i + 1);
        boolean believed = next == null || next.equals(all.get(i + 1).digest());
        damage(
            here,
            believed ? ", by what the next one says" : ", if the next one, damaged too, is right",
            sha(named),
            sha(here.digest()));
      } else if (entry == null) {
        damage(here, "", "an entry", here.trouble());
      }
      if (entry != null && entry.seq() == 1 && !entry.prevHash().equals(Digest.of(prefix))) {
        damage(here, ", in prevHash", sha(Digest.of(prefix)), sha(entry.prevHash()));
      }
      Long twin = entry == null ? null : transactions.putIfAbsent(entry.txnId(), entry.seq());
      if (twin != null) {
        damage(here, ", in txnId", "a transaction of its own", "that of entry " + twin);
      }
    }
  }

  /** The digest that the entry behind a place names; null: there is no such entry. */
  private static @Nullable Digest named(List<Found> all, int place) {
    LogEntry next = place + 1 < all.size() ? all.get(place + 1).entry() : null;
    return next != null && next.seq() == all.get(place).seq() + 1 ? next.prevHash() : null;
  }

  private void damage(Found here, String where, String expected, String found) {
    damages.add(new Damage(here.key(), "entry " + here.seq() + where, expected, found));
  }

  private static String sha(Digest digest) {
    return "SHA-256 " + digest;
  }

  private ObjectKey key(long seq) {
    return ObjectKey.of(prefix, "log", String.format(Locale.ROOT, "%020d.json", seq));
  }
}
