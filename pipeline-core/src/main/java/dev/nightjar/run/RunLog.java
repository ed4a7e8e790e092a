package dev.nightjar.run;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The log of one run: numbered objects in the store, created once and never changed, {@code
 * runs/<pipeline>/<logical time>/<run id>/log/<number>.json}. Written while the run works, so that
 * any machine can follow it. Thread-safe.
 *
 * @param store where it is
 * @param slot what the run is for
 * @param run the run
 */
public record RunLog(ObjectStore store, Slot slot, RunId run) {

  /** A page has at most so many objects. */
  private static final int PAGE = 100;

  /**
   * What was written at once.
   *
   * @param writer tells a chunk from one that another process wrote under the same number
   */
  record Chunk(String writer, List<LogLine> lines) {}

  /**
   * Some lines, in the order in which they were written.
   *
   * @param next to be given to {@link #after} for the lines that follow
   */
  public record Page(List<LogLine> lines, long next) {

    public Page {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lines that follow a place; none when no more were written yet.
   *
   * @param place 0 for the beginning, or {@link Page#next}
   */
  public Page after(long place) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    long next = place;
    List<ObjectKey> keys = store.list(folder(), place == 0 ? "" : key(place).path());
    for (ObjectKey key : keys.subList(0, Math.min(PAGE, keys.size()))) {
      lines.addAll(CanonicalJson.read(store.read(key), Chunk.class).lines());
      next = number(key);
    }
    return new Page(lines, next);
  }

  /** The number of the last chunk; 0: there is none. */
  long last() throws IOException {
    List<ObjectKey> keys = store.list(folder(), "");
    return keys.isEmpty() ? 0 : number(keys.get(keys.size() - 1));
  }

  /** The object of a chunk, counted from 1. */
  ObjectKey key(long number) {
    return ObjectKey.of(folder(), String.format(Locale.ROOT, "%020d.json", number));
  }

  private String folder() {
    return ObjectKey.of(slot.folder().path(), run.hex(), "log").path();
  }

  private static long number(ObjectKey key) {
    String name = key.name();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }
}
