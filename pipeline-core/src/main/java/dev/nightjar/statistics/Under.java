package dev.nightjar.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A metric on rows that were changed: {@code auc under no weather}.
 *
 * @param metric the metric, or {@link Measure#FLIPS}
 * @param change the name of the change
 */
public record Under(String metric, String change) {

  /** What the candidate is called on the rows as they are. */
  public static final String UNCHANGED = "unchanged";

  private static final String WORD = " under ";

  /** What is meant; null when the name is not that of a metric under a change. */
  public static @Nullable Under named(String name) {
    int at = name.indexOf(WORD);
    return at < 1 ? null : new Under(name.substring(0, at), name.substring(at + WORD.length()));
  }

  /** The metric without what it is under. */
  public static String metric(String name) {
    Under under = named(name);
    return under == null ? name : under.metric();
  }

  /** The name of the metric under the change. */
  public String name() {
    return metric + WORD + change;
  }
}
