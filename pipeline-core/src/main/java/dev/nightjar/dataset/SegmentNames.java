package dev.nightjar.dataset;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
    for (String pattern : patterns) {
      if (matches(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /** The day that a daily segment's name is. */
  static Optional<LocalDate> day(String name) {
    try {
      return Optional.of(LocalDate.parse(name));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  // By hand, since ten years of days are asked for each pattern several times a night.
  private static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int after = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        after = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        // The last star takes one character more.
        p = star + 1;
        n = ++after;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
