/**
 * Metrics whose intervals come from how much each row moves them, of rows that may have weights and
 * units: what {@code regression}, {@code multiclass} and others have in common. A metric is a
 * {@link dev.nightjar.influence.RowMetric}, and {@link dev.nightjar.influence.InfluenceEvaluator}
 * measures and compares.
 */
@NullMarked
package dev.nightjar.influence;

import org.jspecify.annotations.NullMarked;
