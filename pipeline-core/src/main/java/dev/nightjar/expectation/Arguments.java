package dev.nightjar.expectation;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of one expectation. Every mistake is an {@link IllegalArgumentException} that
 * names the expectation, the argument, what was expected and what was found.
 */
final class Arguments {

  /** Great Expectations' arguments that change nothing of a verdict: accepted, not read. */
  private static final Set<String> IGNORED =
      Set.of(
          "result_format",
          "meta",
          "notes",
          "catch_exceptions",
          "description",
          "id",
          "rendered_content",
          "include_config",
          "batch_id",
          "condition_parser");

  /** Arguments that would change the verdict, and what to write instead. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "row_condition", "write where: beside the arguments, such as where: \"x > 0\"",
          "severity", "write it beside the arguments",
          "where", "write it beside the arguments",
          "on", "write it beside the arguments",
          "windows", "bounds from earlier runs cannot be computed here; write min_value, max_value",
          "auto", "bounds are not estimated here; write min_value and max_value",
          "parse_strings_as_datetimes", "derive a date column and name it");

  private final ExpectationSpec spec;

  /** Throws for an argument that the kind does not know. */
  Arguments(ExpectationSpec spec, Kind kind) {
    this.spec = spec;
    for (Map.Entry<String, Object> entry : spec.kwargs().entrySet()) {
      String name = entry.getKey();
      if (kind.arguments().contains(name) || IGNORED.contains(name)) {
        if (entry.getValue() instanceof Map<?, ?> map && map.containsKey("$PARAMETER")) {
          throw wrong(name, "a value; evaluation parameters are not supported");
        }
        continue;
      }
      String instead = REFUSED.get(name);
      if (instead == null) {
        TreeSet<String> valid = new TreeSet<>(kind.arguments());
        throw new IllegalArgumentException(
            spec.type()
                + ": no argument "
                + name
                + Nearest.hint(name, valid)
                + " (it has: "
                + String.join(", ", kind.arguments())
                + ")");
      }
      if (value(name) != null) {
        throw new IllegalArgumentException(spec.type() + ": " + name + " is not read: " + instead);
      }
    }
  }

  ExpectationSpec spec() {
    return spec;
  }

  /** A name, such as that of a column. */
  String name(String argument) {
    if (value(argument) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(argument, "a name");
  }

  @Nullable String optionalName(String argument) {
    return value(argument) == null ? null : name(argument);
  }

  /** A text; an empty one is allowed. */
  String text(String argument) {
    if (value(argument) instanceof String text) {
      return text;
    }
    throw wrong(argument, "a text");
  }

  /** true or false; the default where nothing is written. */
  boolean flag(String argument, boolean otherwise) {
    Object value = value(argument);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(argument, "true or false");
  }

  /** A whole number from 0. */
  long count(String argument) {
    Object value = value(argument);
    if (value != null && Literals.plain(value) instanceof Long count && count >= 0) {
      return count;
    }
    throw wrong(argument, "a whole number from 0");
  }

  /** Great Expectations' tolerance; 1 where nothing is written. */
  double mostly() {
    Object value = value("mostly");
    if (value == null) {
      return 1;
    }
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw wrong("mostly", "a number from 0 to 1");
  }

  /** Numbers, texts, dates or booleans without the nulls; null where nothing is written. */
  @Nullable List<Object> values(String argument) {
    Object value = value(argument);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(argument, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (Object one : list) {
      if (one instanceof List<?> || one instanceof Map<?, ?>) {
        throw wrong(argument, "a list of plain values");
      }
      if (one != null) {
        values.add(Literals.plain(one));
      }
    }
    return values;
  }

  /** A list of names; null where nothing is written. */
  @Nullable List<String> optionalNames(String argument) {
    List<Object> values = values(argument);
    if (values == null) {
      return null;
    }
    if (!values.stream().allMatch(v -> v instanceof String)) {
      throw wrong(argument, "a list of names");
    }
    return values.stream().map(String.class::cast).toList();
  }

  /** A list of at least one name. */
  List<String> names(String argument) {
    List<String> names = optionalNames(argument);
    if (names == null || names.isEmpty()) {
      throw wrong(argument, "a list of names");
    }
    return names;
  }

  /** One of the words; the first where nothing is written. */
  String choice(String argument, String... words) {
    Object value = value(argument);
    if (value == null) {
      return words[0];
    }
    if (value instanceof String text && Stream.of(words).anyMatch(text::equals)) {
      return text;
    }
    throw wrong(
        argument,
        "one of "
            + Stream.of(words).collect(Collectors.joining(", "))
            + Nearest.hint(String.valueOf(value), List.of(words)));
  }

  /** {@code min_value}, {@code max_value}, {@code strict_min}, {@code strict_max}. */
  Bounds bounds() {
    try {
      return new Bounds(
          end("min_value"), end("max_value"), flag("strict_min", false), flag("strict_max", false));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(spec.type())
          ? e
          : new IllegalArgumentException(spec.type() + ": " + message, e);
    }
  }

  /** As {@link #bounds()}, of whole numbers. */
  Bounds wholeBounds() {
    Bounds bounds = bounds();
    for (String end : List.of("min_value", "max_value")) {
      if (value(end) != null && !(end(end) instanceof Long)) {
        throw wrong(end, "a whole number");
      }
    }
    return bounds;
  }

  /** The value as it was written. */
  @Nullable Object value(String argument) {
    return spec.kwargs().get(argument);
  }

  /** What is wrong with an argument. */
  IllegalArgumentException wrong(String argument, String expected) {
    Object found = value(argument);
    return new IllegalArgumentException(
        spec.type()
            + ": "
            + argument
            + ": expected "
            + expected
            + ", but found "
            + (found == null ? "nothing" : Wording.value(found)));
  }

  private @Nullable Object end(String argument) {
    Object value = value(argument);
    if (value == null) {
      return null;
    }
    Object plain = Literals.plain(value);
    if ((plain instanceof Double d && Double.isNaN(d))
        || plain instanceof List<?>
        || plain instanceof Map<?, ?>
        || plain instanceof Boolean) {
      throw wrong(argument, "a number, a date or a text");
    }
    return plain;
  }
}
