package dev.nightjar.statistics;

/**
 * Candidate against a reference on the same rows.
 *
 * @param metric name of the metric
 * @param against {@code champion} or {@code baseline}
 * @param testSet name of the test set
 * @param slice name of the slice; empty for all rows
 * @param difference candidate minus reference, in the metric's good direction
 * @param low lower end of the central interval of level 2 × confidence − 1
 * @param high upper end of that interval
 * @param confidence one-sided, 0.95 for 95 %
 * @param pValue two-sided, of no difference; NaN when the method has none
 * @param method how the interval was made, such as {@code tango} or {@code delong}
 * @param n rows, of the metric's own denominator
 */
public record Comparison(
    String metric,
    String against,
    String testSet,
    String slice,
    double difference,
    double low,
    double high,
    double confidence,
    double pValue,
    String method,
    long n) {}
