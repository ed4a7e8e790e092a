package dev.nightjar.schedules.wire;

import org.jspecify.annotations.Nullable;

/**
 * An earlier champion that is to be champion again.
 *
 * @param to null: the previous one
 * @param force even to a tainted version; null: no
 */
public record RollbackOrder(@Nullable String to, @Nullable Boolean force, String reason) {}
