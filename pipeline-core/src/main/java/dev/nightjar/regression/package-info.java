/**
 * Models that predict numbers, judged: {@link dev.nightjar.regression.NumberMetric} and its
 * catalogue. A new metric is added to {@link dev.nightjar.regression.NumberMetrics}; {@code
 * NumberMetricsTest} proves it.
 */
@NullMarked
package dev.nightjar.regression;

import org.jspecify.annotations.NullMarked;
