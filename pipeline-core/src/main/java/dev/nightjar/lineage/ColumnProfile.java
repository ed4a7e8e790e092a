package dev.nightjar.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds. NaN counts as null. Dates and timestamps have {@code min} and {@code max} in
 * ISO 8601, numbers as numbers.
 *
 * @param rows all rows
 * @param nulls those without a value
 * @param distinct values, approximately (HyperLogLog)
 * @param min smallest value; null: none, or no order
 * @param max largest value
 * @param mean of a number
 * @param quantiles of a number, approximately (t-digest): 5 %, 25 %, 50 %, 75 %, 95 %; empty
 *     otherwise
 * @param top the most frequent values of a text or boolean, most frequent first
 */
public record ColumnProfile(
    long rows,
    long nulls,
    long distinct,
    @Nullable String min,
    @Nullable String max,
    @Nullable Double mean,
    List<Double> quantiles,
    List<Top> top) {

  public ColumnProfile {
    quantiles = List.copyOf(quantiles);
    top = List.copyOf(top);
  }

  /** A value and how many rows have it. */
  public record Top(String value, long rows) {}
}
