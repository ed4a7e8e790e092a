package dev.nightjar.dataset;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds what a dataset held when, by the words that people use for it. Thread-safe. */
public final class DatasetVersions {

  /** All that the dataset holds now. */
  public static final String LATEST = "latest";

  private static final String POSITION = "@?[0-9]{1,18}";
  private static final String SNAPSHOT = "[0-9a-f]{8,64}";

  private final DatasetLog log;
  private final SnapshotStore snapshots;

  public DatasetVersions(ObjectStore store, DatasetLog log) {
    this.log = log;
    this.snapshots = new SnapshotStore(store);
  }

  /**
   * The version that a word names: a tag, {@code latest}, {@code 41} or {@code @41} (after that
   * entry of the log), or the first eight digits or more of a snapshot's id. What was retracted
   * later is there: it was used then.
   *
   * @throws DataException when there is none, with the nearest
   */
  public DatasetVersion named(String word) throws IOException {
    DatasetState now = log.state();
    now.defined();
    Long tagged = now.tags().get(word);
    if (tagged != null) {
      return DatasetVersion.of(word, log.stateAt(tagged));
    }
    if (word.equals(LATEST)) {
      return DatasetVersion.of(word, now);
    }
    if (word.matches(SNAPSHOT)) {
      List<String> ids =
          snapshots.ids(log.name()).stream().filter(id -> id.startsWith(word)).toList();
      if (ids.size() > 1) {
        throw new DataException(word + " begins the ids of " + ids.size() + " snapshots");
      }
      if (ids.size() == 1) {
        return snapshots
            .read(log.name(), ids.get(0))
            .map(s -> new DatasetVersion(word, s.logPosition(), s.schema(), s.segments()))
            .orElseThrow(() -> new DataException("snapshot " + word + " was just removed"));
      }
    }
    if (word.matches(POSITION)) {
      return at(word, now.position());
    }
    List<String> words = new ArrayList<>(now.tags().keySet());
    words.add(LATEST);
    throw new DataException(
        "dataset %s has no tag or snapshot %s%s (there are: %s, @1 to @%d)"
            .formatted(
                log.name(),
                word,
                Nearest.hint(word, words),
                String.join(", ", words),
                now.position()));
  }

  private DatasetVersion at(String word, long last) throws IOException {
    long position = Long.parseLong(word.startsWith("@") ? word.substring(1) : word);
    if (position < 1 || position > last) {
      throw new DataException(
          "%s: the log of dataset %s has the entries 1 to %d".formatted(word, log.name(), last));
    }
    return DatasetVersion.of(word, log.stateAt(position));
  }
}
