package dev.nightjar.registry;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a registry's log changes.
 *
 * @param version to which version it happens
 * @param manifest of a version that is registered
 * @param origin where that manifest lies; null: under this model
 * @param logicalTime the instant that it counts from
 * @param champion of a move: who is champion after it
 */
record Effect(
    String version,
    @Nullable Digest manifest,
    @Nullable String origin,
    @Nullable Instant logicalTime,
    @Nullable String champion) {

  static Effect of(String version, @Nullable Instant logicalTime) {
    return new Effect(version, null, null, logicalTime, null);
  }

  static Effect champion(String version, @Nullable Instant logicalTime) {
    return new Effect(version, null, null, logicalTime, version);
  }

  /**
   * What a writer takes for granted.
   *
   * @param champion who is champion before it
   * @param testSnapshot id of the snapshot that was judged; null: it was no verdict
   */
  record Expectation(@Nullable String champion, @Nullable String testSnapshot) {}

  /**
   * The first entry of a shadow: the history of another model up to an instant.
   *
   * @param model the other model
   * @param position entries of its log that were seen
   * @param before moves of its champion from this instant on were left out; null: none
   */
  record Seed(String model, long position, @Nullable Instant before, List<Seeded> events) {}

  /** An event of the other model. */
  record Seeded(EventKind kind, Instant at, String actor, Effect effect, String reason) {}
}
