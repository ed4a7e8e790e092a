package dev.nightjar.statistics;

import org.jspecify.annotations.Nullable;

/**
 * The share of rows on which a model fails a case: {@code failures of later is never better}.
 *
 * @param of the name of the case
 */
public record Failures(String of) {

  /** The measure alone. */
  public static final String MEASURE = "failures";

  private static final String WORDS = MEASURE + " of ";

  /** What is meant; null when the name is not that of failures of a case. */
  public static @Nullable Failures named(String name) {
    return name.startsWith(WORDS) ? new Failures(name.substring(WORDS.length())) : null;
  }

  /** The name of the measure. */
  public String name() {
    return WORDS + of;
  }
}
