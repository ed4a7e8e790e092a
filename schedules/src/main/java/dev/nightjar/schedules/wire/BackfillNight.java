package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A slot of a backfill, and what became of its night.
 *
 * @param night null: it is not over, or left no document
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackfillNight(BackfillSlotDocument slot, @Nullable NightDocument night) {}
