package dev.nightjar.upkeep;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.store.Tombstones;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What earlier collections condemned.
 *
 * @param keys all of it
 * @param rounds since when it is known that every writer sees that a key is condemned, by the
 *     store's clock; a key whose collection was killed before it had written its round is missing
 */
record Condemnations(Set<ObjectKey> keys, Map<ObjectKey, Instant> rounds) {

  static Condemnations read(ObjectStore store) throws IOException {
    Map<ObjectKey, Instant> rounds = new HashMap<>();
    for (Stored object : store.upkeep().objects(Tombstones.ROUNDS)) {
      Tombstones.Round round = CanonicalJson.read(store.read(object.key()), Tombstones.Round.class);
      for (ObjectKey key : round.keys()) {
        rounds.merge(key, object.modified(), (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Set<ObjectKey> keys = new HashSet<>();
    for (ObjectKey key : store.list("tombstones/" + BlobFiles.FOLDER, "")) {
      keys.add(Tombstones.condemned(key));
    }
    return new Condemnations(keys, rounds);
  }

  boolean contains(ObjectKey key) {
    return keys.contains(key);
  }

  /** Since when the key is condemned for everybody; null: it is not. */
  @Nullable Instant since(ObjectKey key) {
    return rounds.get(key);
  }
}
