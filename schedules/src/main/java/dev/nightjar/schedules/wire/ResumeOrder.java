package dev.nightjar.schedules.wire;

import org.jspecify.annotations.Nullable;

/**
 * A run that is to be gone on with.
 *
 * @param from the first step that is done again whatever was made before; null: none
 * @param reason why; null: none is said
 */
public record ResumeOrder(@Nullable String from, @Nullable String reason) {}
