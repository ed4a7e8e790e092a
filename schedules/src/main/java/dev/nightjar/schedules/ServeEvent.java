package dev.nightjar.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an orchestrator did or met, as it stands in its log.
 *
 * @param at when
 * @param event one word: {@code listening}, {@code loaded}, {@code changed}, {@code removed},
 *     {@code broken}, {@code ignored}, {@code due}, {@code skipped}, {@code began}, {@code step},
 *     {@code prepared}, {@code ended}, {@code elsewhere}, {@code alert}, {@code trouble}
 * @param pipeline which one; null: none in particular
 * @param logicalTime the slot's; null: none
 * @param run the run's id; null: none
 * @param trace the id of the run's trace; null: there are no traces
 * @param text the rest, for people; may have several lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServeEvent(
    Instant at,
    String event,
    @Nullable String pipeline,
    @Nullable Instant logicalTime,
    @Nullable String run,
    @Nullable String trace,
    String text) {}
