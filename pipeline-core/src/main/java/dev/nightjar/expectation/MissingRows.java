package dev.nightjar.expectation;

import java.util.List;

/** When a row of several columns does not take part: Great Expectations' {@code ignore_row_if}. */
enum MissingRows {
  /** When every value is missing. */
  ALL,
  /** When a value is missing. */
  ANY,
  /** Never. */
  NONE;

  /** The word for a pair of columns; {@code both_values_are_missing} where nothing is written. */
  static MissingRows ofPair(Arguments a) {
    return switch (a.choice(
        "ignore_row_if", "both_values_are_missing", "either_value_is_missing", "neither")) {
      case "either_value_is_missing" -> ANY;
      case "neither" -> NONE;
      default -> ALL;
    };
  }

  /** The word for many columns; {@code all_values_are_missing} where nothing is written. */
  static MissingRows ofMany(Arguments a) {
    return switch (a.choice(
        "ignore_row_if", "all_values_are_missing", "any_value_is_missing", "never")) {
      case "any_value_is_missing" -> ANY;
      case "never" -> NONE;
      default -> ALL;
    };
  }

  Condition condition(List<String> columns) {
    List<Condition> each = columns.stream().<Condition>map(Condition.Missing::new).toList();
    return switch (this) {
      case ALL -> new Condition.All(each);
      case ANY -> new Condition.Any(each);
      case NONE -> new Condition.Not(Condition.TRUE);
    };
  }
}
