package dev.nightjar.schedules.wire;

/** Why somebody does something; it is recorded. */
public record Reason(String reason) {}
