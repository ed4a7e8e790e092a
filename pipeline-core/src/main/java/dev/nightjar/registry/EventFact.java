package dev.nightjar.registry;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a state knows of an event. The rest, which is its evidence before all, is in the log: {@link
 * ModelRegistry#events} reads it.
 *
 * @param seq number in the registry's log; events that a shadow took over all have 1
 * @param kind what happened
 * @param version to which version
 * @param logicalTime the instant that it counts from; null for the baseline, which has none
 * @param at when it was written; null: its kind never moves the champion
 * @param championBefore null: there was none
 * @param championAfter null: there is none
 * @param reason why the version is tainted; empty for every other kind
 */
public record EventFact(
    long seq,
    EventKind kind,
    String version,
    @Nullable Instant logicalTime,
    @Nullable Instant at,
    @Nullable String championBefore,
    @Nullable String championAfter,
    String reason) {

  /** When an event was written that moved the champion. */
  Instant moment() {
    return Objects.requireNonNull(at, "when the champion moved");
  }

  boolean isEarlierThan(Instant limit) {
    return logicalTime != null && logicalTime.isBefore(limit);
  }
}
