package dev.nightjar.dataset;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The datasets of an object store, each a log under {@code datasets/<name>/log}. Thread-safe. */
public final class Datasets {

  private static final String FOLDER = "datasets";

  private final ObjectStore store;
  private final InstantSource clock;

  /**
   * The datasets of the store.
   *
   * @param clock gives entries their time
   */
  public Datasets(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** A dataset, which need not exist yet. Throws {@link DataException} when it is no name. */
  public DatasetLog dataset(String name) {
    SegmentNames.require("dataset", name);
    return new DatasetLog(store, FOLDER + "/" + name, name, clock);
  }

  /** The names of the datasets that have entries, sorted. */
  public List<String> names() throws IOException {
    return store.list(FOLDER, "").stream()
        .map(ObjectKey::path)
        .filter(path -> path.contains("/log/"))
        .map(path -> path.substring(FOLDER.length() + 1, path.indexOf("/log/")))
        .distinct()
        .sorted()
        .toList();
  }
}
