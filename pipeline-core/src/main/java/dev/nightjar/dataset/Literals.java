package dev.nightjar.dataset;

import dev.nightjar.text.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads the constants and type names of an {@link Expression}. */
final class Literals {

  private static final List<String> UNITS =
      List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");

  private static final Map<String, ColumnType> TYPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("boolean", ColumnType.BOOLEAN),
              Map.entry("bool", ColumnType.BOOLEAN),
              Map.entry("integer", ColumnType.INTEGER),
              Map.entry("int", ColumnType.INTEGER),
              Map.entry("bigint", ColumnType.INTEGER),
              Map.entry("double", ColumnType.DOUBLE),
              Map.entry("text", ColumnType.TEXT),
              Map.entry("varchar", ColumnType.TEXT),
              Map.entry("date", ColumnType.DATE),
              Map.entry("timestamp", ColumnType.TIMESTAMP)));

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm[:ss]")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter PRINTED =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private Literals() {}

  static Term number(Token token) {
    String text = token.text().toLowerCase(Locale.ROOT);
    if (!text.contains(".") && !text.contains("e")) {
      try {
        return new Term.Literal(Term.Kind.INTEGER, Long.toString(Long.parseLong(text)));
      } catch (NumberFormatException e) {
        throw mistake(token, "a whole number is at most " + Long.MAX_VALUE);
      }
    }
    if (Double.isInfinite(Double.parseDouble(text))) {
      throw mistake(token, "the number is too large");
    }
    return new Term.Literal(Term.Kind.DECIMAL, text.startsWith(".") ? "0" + text : text);
  }

  static Term time(boolean date, Token token) {
    String text = token.text().strip().replace('T', ' ');
    try {
      if (date) {
        return new Term.Literal(Term.Kind.DATE, day(text).toString());
      }
      LocalDateTime time =
          text.length() == 10 ? day(text).atStartOfDay() : LocalDateTime.parse(text, WRITTEN);
      if (time.getYear() < 0 || time.getYear() > 9999) {
        throw new DateTimeException("year");
      }
      return new Term.Literal(Term.Kind.TIMESTAMP, PRINTED.format(time));
    } catch (DateTimeException e) {
      throw mistake(
          token,
          "expected "
              + (date ? "a day such as '2011-06-15'" : "a time such as '2011-06-15 02:30:00'")
              + ", but found "
              + token.shown());
    }
  }

  private static LocalDate day(String text) {
    if (text.length() != 10) {
      throw new DateTimeException(text);
    }
    return LocalDate.parse(text);
  }

  static Term interval(Token count, Token unit) {
    String name = unit.text().toUpperCase(Locale.ROOT);
    String one = name.endsWith("S") ? name.substring(0, name.length() - 1) : name;
    if (unit.kind() != Token.Kind.NAME || !UNITS.contains(one)) {
      throw mistake(
          unit,
          "expected one of "
              + String.join(", ", UNITS)
              + ", but found "
              + unit.shown()
              + Nearest.hint(name, UNITS));
    }
    if (!count.text().matches("[0-9]{1,7}")) {
      throw mistake(count, "an interval has a whole number of at most 7 digits");
    }
    return new Term.Literal(Term.Kind.INTERVAL, Integer.parseInt(count.text()) + " " + one);
  }

  static ColumnType type(Token token) {
    ColumnType type = TYPES.get(token.text().toLowerCase(Locale.ROOT));
    if (token.kind() != Token.Kind.NAME || type == null) {
      throw mistake(
          token,
          "expected a type (boolean, integer, double, text, date, timestamp), but found "
              + token.shown()
              + Nearest.hint(token.text(), TYPES.keySet()));
    }
    return type;
  }

  private static IllegalArgumentException mistake(Token token, String what) {
    return new IllegalArgumentException("at character " + token.at() + ": " + what);
  }
}
