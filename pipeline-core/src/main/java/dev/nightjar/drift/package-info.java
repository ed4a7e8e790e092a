/**
 * How far the rows of test sets are from those that the candidate was made of: {@link
 * dev.nightjar.drift.ColumnDrift} of one column, {@link dev.nightjar.drift.DriftReport} of all. A
 * new measure is added to {@link dev.nightjar.statistics.DriftMeasure}; {@code ColumnDriftTest}
 * proves it.
 */
@NullMarked
package dev.nightjar.drift;

import org.jspecify.annotations.NullMarked;
