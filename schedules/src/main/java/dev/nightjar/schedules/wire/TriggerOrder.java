package dev.nightjar.schedules.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A slot that is to be queued by hand.
 *
 * @param slot a day, a time of it, or an instant; null: the latest slot that is due
 * @param again whether a slot that has a finished run is run once more; null: no
 * @param params values for the pipeline's parameters, by name; null: none
 * @param reason why; null: none is said
 */
public record TriggerOrder(
    @Nullable String slot,
    @Nullable Boolean again,
    @Nullable Map<String, String> params,
    @Nullable String reason) {}
