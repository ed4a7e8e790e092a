package dev.nightjar.dataset;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of datasets and segments, and patterns over them. */
final class SegmentNames {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,99}");

  private SegmentNames() {}

  /** Throws {@link DataException} when the name cannot be one. */
  static void require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new DataException(
          "expected a name for a "
              + what
              + " (letters, digits, . _ = and -, at most 100), but found: "
              + name);
    }
  }

  /** Whether any of the patterns, in which {@code *} is any run of characters, is the name. */
  static boolean matches(List<String> patterns, String name) {
    return patterns.stream().anyMatch(p -> glob(p).matcher(name).matches());
  }

  /** The day that a daily segment's name is. */
  static Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(name));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
