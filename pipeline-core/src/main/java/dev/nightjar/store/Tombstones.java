package dev.nightjar.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What housekeeping writes down before it removes anything. Nothing of it is ever removed.
 *
 * <ul>
 *   <li>{@code tombstones/<key>.json}: the object is condemned; from then on no writer relies on
 *       it.
 *   <li>{@code tombstones/rounds/<id>.json}: which objects were condemned together. Written after
 *       all of them, so that its age by the store's clock is no more than theirs.
 *   <li>{@code tombstones/removals/<id>.json}: what was removed, when, why and by whom. Written
 *       before.
 * </ul>
 *
 * @param store where they are
 */
public record Tombstones(ObjectStore store) {

  /** The folder of rounds. */
  public static final String ROUNDS = "tombstones/rounds";

  /** How the reason begins when a rule of retention gave something up. */
  public static final String RETENTION = "retention of pipeline ";

  /** The folder of removals. */
  public static final String REMOVALS = "tombstones/removals";

  /**
   * An object that nothing needed when it was looked at.
   *
   * @param key the object
   * @param bytes its size
   * @param why in words
   * @param at when it was condemned, by the clock of who did it
   * @param by who did it
   */
  public record Condemned(ObjectKey key, long bytes, String why, Instant at, String by) {}

  /** Objects that were condemned together. */
  public record Round(Instant at, String by, List<ObjectKey> keys) {}

  /** Objects that were removed together. */
  public record Removal(Instant at, String by, List<Gone> objects) {}

  /** An object that was removed, and why. */
  public record Gone(ObjectKey key, long bytes, String why) {}

  /** Where it is written that an object is condemned. */
  public static ObjectKey condemnation(ObjectKey key) {
    return ObjectKey.of("tombstones", key.path() + ".json");
  }

  /** The object that a condemnation is about. */
  public static ObjectKey condemned(ObjectKey condemnation) {
    String path = condemnation.path();
    return new ObjectKey(path.substring("tombstones/".length(), path.length() - ".json".length()));
  }

  /** What is said to who looks for a blob that is not there: that, and when and why it went. */
  RemovedObjectException missing(Digest digest) throws IOException {
    ObjectKey key = Blobs.key(digest);
    List<ObjectKey> removals = store.list(REMOVALS, "");
    for (int i = removals.size() - 1; i >= 0; i--) {
      Removal removal = CanonicalJson.read(store.read(removals.get(i)), Removal.class);
      for (Gone gone : removal.objects()) {
        if (gone.key().path().startsWith(key.path())) {
          return new RemovedObjectException(key, removal.at(), removal.by(), gone.why());
        }
      }
    }
    Condemned condemned = CanonicalJson.read(store.read(condemnation(key)), Condemned.class);
    return new RemovedObjectException(key, condemned.at(), condemned.by(), condemned.why());
  }
}
