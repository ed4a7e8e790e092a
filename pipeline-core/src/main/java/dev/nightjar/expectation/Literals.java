package dev.nightjar.expectation;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Brings what a person wrote to the type of a column, so that no engine has to guess. */
final class Literals {

  private Literals() {}

  /** Whole numbers as Long, others as Double; everything else as it is. */
  static Object plain(Object value) {
    if (value instanceof Long || value instanceof Double) {
      return value;
    }
    if (value instanceof BigInteger big) {
      return big.bitLength() < 64 ? (Object) big.longValue() : (Object) big.doubleValue();
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  /**
   * The value as one of the column's type; throws {@link IllegalArgumentException} that says what
   * was expected. Nothing is guessed: text is not a number, a number is not text.
   */
  static Object typed(String argument, Object value, Column column) {
    Object plain = plain(value);
    boolean fits =
        switch (column.type()) {
          case INTEGER, DOUBLE -> plain instanceof Number;
          case TEXT -> plain instanceof String;
          case BOOLEAN -> plain instanceof Boolean;
          case DATE, TIMESTAMP -> plain instanceof LocalDate || plain instanceof LocalDateTime;
        };
    if (fits) {
      return plain;
    }
    boolean time = column.type() == ColumnType.DATE || column.type() == ColumnType.TIMESTAMP;
    if (time && plain instanceof String text) {
      return time(argument, text, column);
    }
    throw wrong(argument, plain, column);
  }

  /**
   * Each value as one of the column's type; nulls are left out: a missing value is not in a set.
   */
  static List<Object> typed(String argument, List<Object> values, Column column) {
    List<Object> typed = new ArrayList<>();
    for (Object value : values) {
      Object one = typed(argument, value, column);
      if (!typed.contains(one)) {
        typed.add(one);
      }
    }
    return typed;
  }

  private static Object time(String argument, String text, Column column) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text)
          : LocalDateTime.parse(text.strip().replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw wrong(argument, text, column);
    }
  }

  private static IllegalArgumentException wrong(String argument, Object found, Column column) {
    String expected =
        switch (column.type()) {
          case INTEGER, DOUBLE -> "a number";
          case TEXT -> "a text in quotes";
          case BOOLEAN -> "true or false";
          case DATE, TIMESTAMP -> "a date such as 2011-06-15 or 2011-06-15T07:30";
        };
    return new IllegalArgumentException(
        argument
            + ": expected "
            + expected
            + ", since column "
            + column.name()
            + " is "
            + column.type().name().toLowerCase(Locale.ROOT)
            + ", but found "
            + Wording.value(found));
  }

  /** Compares two values of one kind; a date is its midnight. */
  static int compare(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      // Zero has one sign here.
      return Double.compare(x.doubleValue() + 0.0, y.doubleValue() + 0.0);
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    return instant(a).compareTo(instant(b));
  }

  private static LocalDateTime instant(Object value) {
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalDateTime time) {
      return time;
    }
    throw new IllegalArgumentException("cannot compare " + Wording.value(value));
  }
}
