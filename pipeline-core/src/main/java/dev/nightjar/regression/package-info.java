/**
 * Models that predict numbers, judged: {@link dev.nightjar.regression.NumberMetric} and its
 * catalogue, and the evaluator of every model on every test set and slice. A new metric is added to
 * {@link dev.nightjar.regression.NumberMetrics}; {@code NumberEvaluatorTest} proves it.
 */
@NullMarked
package dev.nightjar.regression;

import org.jspecify.annotations.NullMarked;
