package dev.nightjar.dataset;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots that runs read, one object for each: {@code datasets/<name>/snapshots/<id>.json}.
 * They are created once and never changed, since the id says all about them. Thread-safe.
 */
public final class SnapshotStore {

  private static final String SUFFIX = ".json";
  private static final int TRIES = 3;

  private final ObjectStore store;

  public SnapshotStore(ObjectStore store) {
    this.store = store;
  }

  /** Keeps the snapshot, unless it is kept already. */
  public void keep(Snapshot snapshot) throws IOException {
    ObjectKey key = key(snapshot.dataset(), snapshot.id());
    byte[] bytes = CanonicalJson.write(snapshot);
    IOException unknown = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        store.create(key, bytes);
        return;
      } catch (IOException e) {
        unknown = e;
      }
      if (store.exists(key)) {
        return;
      }
    }
    throw unknown != null ? unknown : new IOException("the object " + key + " comes and goes");
  }

  /** The ids of the dataset's snapshots, in order of their characters. */
  public List<String> ids(String dataset) throws IOException {
    List<String> ids = new ArrayList<>();
    for (ObjectKey key : store.list(folder(dataset), "")) {
      if (key.name().endsWith(SUFFIX)) {
        ids.add(key.name().substring(0, key.name().length() - SUFFIX.length()));
      }
    }
    return ids;
  }

  /** The snapshot with that id, or empty when none is kept. */
  public Optional<Snapshot> read(String dataset, String id) throws IOException {
    try {
      return Optional.of(CanonicalJson.read(store.read(key(dataset, id)), Snapshot.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static ObjectKey key(String dataset, String id) {
    return ObjectKey.of(folder(dataset), id + SUFFIX);
  }

  private static String folder(String dataset) {
    SegmentNames.require("dataset", dataset);
    return "datasets/" + dataset + "/snapshots";
  }
}
