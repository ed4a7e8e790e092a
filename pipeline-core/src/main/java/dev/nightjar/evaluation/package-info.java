/**
 * Test sets, slices and metrics over primitive arrays. {@link Evaluator} is the way in; {@link
 * WeakSlices} searches for slices that nobody named.
 *
 * <p>A new metric: read {@link Metric}, add it to {@link Metrics} as one of its kinds, and {@code
 * MetricContractTest} proves it.
 */
@NullMarked
package dev.nightjar.evaluation;

import org.jspecify.annotations.NullMarked;
