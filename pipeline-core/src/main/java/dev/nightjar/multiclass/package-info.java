/**
 * Models that say one of several classes, judged: {@link dev.nightjar.multiclass.ClassMetric} and
 * its catalogue. A new metric is added to {@link dev.nightjar.multiclass.ClassMetrics}; {@code
 * ClassMetricsTest} proves it.
 */
@NullMarked
package dev.nightjar.multiclass;

import org.jspecify.annotations.NullMarked;
