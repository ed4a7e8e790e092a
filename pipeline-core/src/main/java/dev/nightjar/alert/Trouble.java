package dev.nightjar.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong now.
 *
 * @param name names it
 * @param alertKey the key of the alert that told of it
 * @param asOf the logical time that it is about; null: it has none
 */
public record Trouble(String name, String alertKey, @Nullable Instant asOf) {}
