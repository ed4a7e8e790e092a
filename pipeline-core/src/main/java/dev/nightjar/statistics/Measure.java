package dev.nightjar.statistics;

/**
 * A number that was measured on a test set or one of its slices.
 *
 * @param model {@code candidate}, {@code champion} or {@code baseline}
 * @param metric name of the metric
 * @param testSet name of the test set
 * @param slice name of the slice, such as {@code Origin=IAH}; empty for all rows
 * @param value the point estimate, NaN when undefined
 * @param low lower end of the central interval, NaN when there is none
 * @param high upper end of the central interval, NaN when there is none
 * @param n rows of the metric's own denominator
 */
public record Measure(
    String model,
    String metric,
    String testSet,
    String slice,
    double value,
    double low,
    double high,
    long n) {

  /**
   * The share of rows on which candidate and champion decide otherwise: how much a promotion would
   * change, whether for better or worse.
   */
  public static final String CHURN = "churn";

  /**
   * The share of rows on which a model decides otherwise when they are changed; always {@link
   * Under} a change.
   */
  public static final String FLIPS = "flips";

  /** What the champion loses in 30 days of the metric that the gates ask for first. */
  public static final String STALENESS = "staleness";

  /** Whether the measure is of a champion, and says nothing where there is none. */
  public static boolean takesChampion(String metric) {
    return metric.equals(CHURN) || metric.equals(STALENESS);
  }

  /**
   * Whether the measure reads no labels, so that it tells nothing of them and wears no test set.
   */
  public static boolean readsNoLabels(String metric) {
    return metric.equals(CHURN)
        || DriftMeasure.named(metric) != null
        || Failures.named(metric) != null
        || Under.metric(metric).equals(FLIPS);
  }
}
