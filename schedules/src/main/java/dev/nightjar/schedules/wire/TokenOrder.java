package dev.nightjar.schedules.wire;

import org.jspecify.annotations.Nullable;

/**
 * A token that is to be made.
 *
 * @param role {@code viewer}, {@code operator}, {@code approver} or {@code admin}
 * @param lasts how long, as in {@code PT720H}; null: for ever
 */
public record TokenOrder(String name, String role, @Nullable String lasts) {}
