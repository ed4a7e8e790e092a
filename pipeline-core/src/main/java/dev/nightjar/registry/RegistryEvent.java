package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a model.
 *
 * @param seq number in the registry's log; events that a shadow took over all have 1
 * @param kind what happened
 * @param version to which version
 * @param logicalTime the instant that it counts from; null for the baseline, which has none
 * @param at when it was written
 * @param actor who did it
 * @param championBefore null: there was none
 * @param championAfter null: there is none
 * @param evidence what it was decided on
 * @param reason in words, perhaps empty
 */
public record RegistryEvent(
    long seq,
    EventKind kind,
    String version,
    @Nullable Instant logicalTime,
    Instant at,
    String actor,
    @Nullable String championBefore,
    @Nullable String championAfter,
    JsonNode evidence,
    String reason) {

  boolean isEarlierThan(Instant limit) {
    return logicalTime != null && logicalTime.isBefore(limit);
  }
}
