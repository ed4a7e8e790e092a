package dev.nightjar.upkeep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a pipeline keeps what can be spared.
 *
 * @param pipeline its name; shadow histories of it are meant too
 * @param rejected how long the models of rejected candidates are kept; null: for ever
 * @param scores how long the per-row scores of nights are kept; null: for ever
 */
public record RetentionRule(
    String pipeline, @Nullable Duration rejected, @Nullable Duration scores) {}
