package dev.nightjar.schedules.wire;

/** A version that is to be champion whatever its gates said. */
public record PromoteOrder(String version, String reason) {}
