/**
 * Models that give each row any number of labels, judged: {@link
 * dev.nightjar.multilabel.LabelMetric} and its catalogue. A new metric is added to {@link
 * dev.nightjar.multilabel.LabelMetrics}; {@code LabelMetricsTest} proves it.
 */
@NullMarked
package dev.nightjar.multilabel;

import org.jspecify.annotations.NullMarked;
