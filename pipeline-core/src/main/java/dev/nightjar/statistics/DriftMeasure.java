package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures of drift, each of a column: {@code psi(distance)}, or {@code psi(score)}. */
public enum DriftMeasure {
  /** The population stability index. */
  PSI("PSI", false),
  /** The Jensen–Shannon distance of base 2. */
  JS("Jensen–Shannon distance", false),
  /** The Kolmogorov–Smirnov statistic. */
  KS("KS distance", true),
  /** The Wasserstein-1 distance in standard deviations of the training rows. */
  WASSERSTEIN("Wasserstein distance", true);

  /** What the candidate's scores are called among columns. */
  public static final String SCORE = "score";

  private static final Pattern NAME = Pattern.compile("([a-z]+)\\((.+)\\)");

  private final String title;
  private final boolean numeric;

  DriftMeasure(String title, boolean numeric) {
    this.title = title;
    this.numeric = numeric;
  }

  /** A measure of a column. */
  public record Of(DriftMeasure measure, String column) {

    /** As people say it: {@code PSI of distance}. */
    public String words() {
      return measure.title + " of " + column;
    }
  }

  /** What is meant; null when the name is not that of a measure of drift. */
  public static @Nullable Of named(String name) {
    Matcher m = NAME.matcher(name.strip());
    if (m.matches()) {
      for (DriftMeasure measure : values()) {
        if (measure.word().equals(m.group(1))) {
          return new Of(measure, m.group(2).strip());
        }
      }
    }
    return null;
  }

  /** All of them, as in pipeline files. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DriftMeasure::word).toList();
  }

  /** The measure alone: {@code psi}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of the measure of that column. */
  public String of(String column) {
    return word() + "(" + column + ")";
  }

  /** Whether only numbers have it, and no categories. */
  public boolean numeric() {
    return numeric;
  }
}
