package dev.nightjar.schedules.wire;

import org.jspecify.annotations.Nullable;

/**
 * A run that is to be done again.
 *
 * @param reason why; null: none is said
 */
public record RerunOrder(@Nullable String reason) {}
