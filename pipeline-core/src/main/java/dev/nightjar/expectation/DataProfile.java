package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a data file looks like. Values are Long, Double, String, Boolean, LocalDate or
 * LocalDateTime; NaN counts as null.
 *
 * @param rows number of rows
 * @param columns the columns, in the file's order
 */
public record DataProfile(long rows, List<ColumnProfile> columns) {

  public DataProfile {
    columns = List.copyOf(columns);
  }

  /**
   * What a column looks like.
   *
   * @param name as the file wrote it
   * @param type the type that its values have
   * @param nulls rows without a value
   * @param distinct different values; exact up to {@link #EXACT}, else within a few per cent
   * @param min smallest value; null without one
   * @param max greatest value; null without one
   * @param mean of a numeric column; null for others, or without a value
   * @param samples some different values, in the order in which they first come
   * @param top the most frequent values, most frequent first
   */
  public record ColumnProfile(
      String name,
      ColumnType type,
      long nulls,
      long distinct,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable Double mean,
      List<Object> samples,
      List<Answer.ValueCount> top) {

    /** Up to so many different values are counted exactly. */
    public static final long EXACT = 50;

    public ColumnProfile {
      samples = List.copyOf(samples);
      top = List.copyOf(top);
    }
  }
}
