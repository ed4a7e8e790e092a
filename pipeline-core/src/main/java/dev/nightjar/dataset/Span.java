package dev.nightjar.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as people write it: {@code 60d}, {@code 2h}, {@code 15m}, {@code 30s}, {@code
 * 8w}.
 */
public record Span(Duration duration) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\s*([smhdw])");

  /** Throws {@link IllegalArgumentException} when the duration is negative. */
  public Span {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("a span is not negative: " + duration);
    }
  }

  /** Reads {@code 60d}; throws {@link IllegalArgumentException} that says what was expected. */
  @JsonCreator
  public static Span parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "expected a number and a unit (s, m, h, d, w), such as 60d, but found: " + text);
    }
    long n = Long.parseLong(m.group(1));
    return new Span(
        switch (m.group(2)) {
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          case "w" -> Duration.ofDays(7 * n);
          default -> Duration.ofDays(n);
        });
  }

  /** That many days. */
  public static Span ofDays(long days) {
    return new Span(Duration.ofDays(days));
  }

  @Override
  @JsonValue
  public String toString() {
    long s = duration.toSeconds();
    if (s % 86_400 == 0) {
      return s / 86_400 + "d";
    }
    if (s % 3_600 == 0) {
      return s / 3_600 + "h";
    }
    return s % 60 == 0 ? s / 60 + "m" : s + "s";
  }
}
