package dev.nightjar.expectation;

import java.util.List;

/**
 * Something that is true or not of one row, for an engine to translate. A missing value is a null
 * or, in a column of floating-point numbers, a NaN. Comparisons with a missing value are not true;
 * {@link Not} of something that is not true is true: there is no third truth value.
 *
 * <p>Literals have the type of their column: Long or Double for numbers, String, Boolean,
 * LocalDate, LocalDateTime.
 */
public sealed interface Condition {

  /** Always true. */
  Condition TRUE = new All(List.of());

  /** The value is null or NaN. */
  record Missing(String column) implements Condition {}

  /** The value lies within the bounds. */
  record Within(String column, Bounds bounds) implements Condition {}

  /** The text's number of characters (code points) lies within the bounds. */
  record LengthWithin(String column, Bounds bounds) implements Condition {}

  /** The value is one of the literals; never true when there are none. */
  record OneOf(String column, List<Object> values) implements Condition {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** The pattern is found anywhere in the text. */
  record Matches(String column, String regex) implements Condition {}

  /** The value is greater than that of the other column of the same row. */
  record Above(String column, String other, boolean orEqual) implements Condition {}

  /** The opposite. */
  record Not(Condition condition) implements Condition {}

  /** Every one is true; true when there are none. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one is true; false when there are none. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }
}
