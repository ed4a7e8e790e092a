package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Span;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The single values of a pipeline file: their shapes, and how each is read. */
final class Values {

  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\\s*(%|[kMG]?B)?");
  private static final Pattern HEAP_SIZE = Pattern.compile("([1-9]\\d{0,6})([mg])");
  private static final long LEAST_HEAP = 16;
  private static final long MOST_HEAP = 1 << 20;
  private static final Map<String, Integer> BYTES = Map.of("B", 0, "kB", 3, "MB", 6, "GB", 9);
  private static final Map<String, Object> STRING = Map.of("type", "string");

  static final Shape TEXT =
      new Shape.Value("a text", s -> {}, Map.of("type", List.of("string", "number")));
  static final Shape BOOL =
      new Shape.Value("true or false", s -> bool(s), Map.of("type", "boolean"));
  static final Shape EXPRESSION =
      new Shape.Value(
          "an expression",
          s -> new Expression(s.text()),
          Map.of("type", List.of("string", "number")));
  static final Shape SPAN =
      new Shape.Value(
          "a length of time such as 60d",
          s -> Span.parse(s.text()),
          Map.of("type", "string", "pattern", "^\\d{1,6}\\s*[smhdw]$"));
  static final Shape DATE =
      new Shape.Value(
          "a date such as 2011-06-15", s -> date(s), Map.of("type", "string", "format", "date"));
  static final Shape HEAP =
      new Shape.Value(
          "a heap from 16m to 1024g, such as 512m or 4g",
          s -> heap(s),
          Map.of("type", "string", "pattern", "^[1-9]\\d{0,6}[mg]$"));
  static final Shape ZONE = new Shape.Value("an IANA time zone", s -> zone(s), STRING);
  static final Shape NUMBER =
      new Shape.Value(
          "a number, a percentage or a size",
          s -> number(s),
          Map.of(
              "anyOf",
              List.of(
                  Map.of("type", "number"),
                  Map.of(
                      "type",
                      "string",
                      "pattern",
                      "^[+-]?[0-9.]+([eE][+-]?[0-9]+)?\\s*(%|[kMG]?B)$"))));
  static final Shape NAME =
      new Shape.Value(
          "lower-case letters, digits and dashes",
          s -> name(s),
          Map.of("type", "string", "pattern", "^[a-z0-9][a-z0-9-]{0,62}$"));

  private Values() {}

  /** A whole number between two bounds. */
  static Shape whole(long min, long max) {
    return new Shape.Value(
        "a whole number from " + min + " to " + max,
        s -> {
          if (!(s.value() instanceof Long n) || n < min || n > max) {
            throw new IllegalArgumentException("found " + s.kind());
          }
        },
        Map.of("type", "integer", "minimum", min, "maximum", max));
  }

  static boolean bool(YamlNode.Scalar scalar) {
    if (scalar.value() instanceof Boolean b) {
      return b;
    }
    throw new IllegalArgumentException("found " + scalar.kind());
  }

  static LocalDate date(YamlNode.Scalar scalar) {
    try {
      return LocalDate.parse(scalar.text());
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("found " + scalar.kind(), e);
    }
  }

  static ZoneId zone(YamlNode.Scalar scalar) {
    try {
      return ZoneId.of(scalar.text());
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "there is no zone "
              + scalar.text()
              + dev.nightjar.text.Nearest.hint(scalar.text(), ZoneId.getAvailableZoneIds()),
          e);
    }
  }

  private static void heap(YamlNode.Scalar scalar) {
    Matcher m = HEAP_SIZE.matcher(scalar.text());
    if (!m.matches()) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
    long mebibytes = Long.parseLong(m.group(1)) << (m.group(2).equals("g") ? 10 : 0);
    if (mebibytes < LEAST_HEAP || mebibytes > MOST_HEAP) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
  }

  static String name(YamlNode.Scalar scalar) {
    if (!scalar.text().matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
    return scalar.text();
  }

  /** {@code 0.002}, {@code 95%} as 0.95, {@code 20MB} as 20 000 000. */
  static double number(YamlNode.Scalar scalar) {
    Matcher m = QUANTITY.matcher(scalar.text().strip());
    if (!m.matches()) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
    BigDecimal number;
    try {
      number = new BigDecimal(m.group(1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("found " + scalar.kind(), e);
    }
    String unit = m.group(2);
    if (unit == null) {
      return number.doubleValue();
    }
    if (unit.equals("%")) {
      return number.movePointLeft(2).doubleValue();
    }
    return number.movePointRight(BYTES.getOrDefault(unit, 0)).doubleValue();
  }
}
