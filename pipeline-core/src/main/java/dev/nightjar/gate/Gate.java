package dev.nightjar.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One rule over measures and comparisons. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Gate.Improves.class, name = "improves"),
  @JsonSubTypes.Type(value = Gate.NoWorse.class, name = "no_worse"),
  @JsonSubTypes.Type(value = Gate.AtLeast.class, name = "at_least"),
  @JsonSubTypes.Type(value = Gate.AtMost.class, name = "at_most"),
  @JsonSubTypes.Type(value = Gate.NoRegressionSlices.class, name = "no_regression_slices")
})
public sealed interface Gate {

  /** The metric, or the measure such as {@code model_bytes}. */
  String metric();

  /** The test set; null for measures that have none. */
  @Nullable String on();

  /** A column or slice text: the rule holds for each of its slices; null: for all rows together. */
  @Nullable String per();

  /** Slices with fewer rows, of the metric's own denominator, are listed and do not gate. */
  long minN();

  /** Passes when the lower end is above {@code by}, fails when the upper end is not. */
  record Improves(
      String metric, String over, double by, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /** Passes when the lower end is at least −margin, fails when the upper end is below it. */
  record NoWorse(
      String metric,
      String than,
      double margin,
      @Nullable String on,
      @Nullable String per,
      long minN)
      implements Gate {}

  /** Passes when the lower end is at least the value, fails when the upper end is below it. */
  record AtLeast(String metric, double value, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /** Passes when the upper end is at most the value, fails when the lower end is above it. */
  record AtMost(String metric, double value, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /**
   * Fails when a slice was found and confirmed on which the candidate is worse than the champion,
   * the whole interval lying below −margin; passes otherwise, and never is undecided.
   *
   * @param margin in the metric of {@link FoundSlices}, not negative
   */
  record NoRegressionSlices(double margin, @Nullable String on) implements Gate {

    @Override
    public String metric() {
      return FoundSlices.METRIC;
    }

    @Override
    public @Nullable String per() {
      return null;
    }

    @Override
    public long minN() {
      return 0;
    }
  }
}
