package dev.nightjar.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule over measures and comparisons. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Gate.Improves.class, name = "improves"),
  @JsonSubTypes.Type(value = Gate.NoWorse.class, name = "no_worse"),
  @JsonSubTypes.Type(value = Gate.Limits.class, name = "limits"),
  @JsonSubTypes.Type(value = Gate.AnyOf.class, name = "any_of"),
  @JsonSubTypes.Type(value = Gate.AtLeast.class, name = "at_least"),
  @JsonSubTypes.Type(value = Gate.AtMost.class, name = "at_most"),
  @JsonSubTypes.Type(value = Gate.Precise.class, name = "precise"),
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

  /** Whether the bound is a share of what the reference has. */
  default boolean relative() {
    return false;
  }

  /**
   * Passes when the lower end is above {@code by}, fails when the upper end is not.
   *
   * @param share whether {@code by} is one of what the reference has; null: it is an amount
   */
  record Improves(
      String metric,
      String over,
      double by,
      @Nullable String on,
      @Nullable String per,
      long minN,
      @Nullable Boolean share)
      implements Gate {

    @Override
    public boolean relative() {
      return Boolean.TRUE.equals(share);
    }

    /** By an amount, not a share. */
    public Improves(
        String metric,
        String over,
        double by,
        @Nullable String on,
        @Nullable String per,
        long minN) {
      this(metric, over, by, on, per, minN, null);
    }
  }

  /**
   * Passes when the lower end is at least −margin, fails when the upper end is below it.
   *
   * @param share whether the margin is one of what the reference has; null: it is an amount
   */
  record NoWorse(
      String metric,
      String than,
      double margin,
      @Nullable String on,
      @Nullable String per,
      long minN,
      @Nullable Boolean share)
      implements Gate {

    @Override
    public boolean relative() {
      return Boolean.TRUE.equals(share);
    }

    /** By an amount, not a share. */
    public NoWorse(
        String metric,
        String than,
        double margin,
        @Nullable String on,
        @Nullable String per,
        long minN) {
      this(metric, than, margin, on, per, minN, null);
    }
  }

  /**
   * A gain that is too good to be true: passes when the upper end is at most {@code by}, fails when
   * the lower end is above it.
   */
  record Limits(
      String metric, String over, double by, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /** Passes when the lower end is at least the value, fails when the upper end is below it. */
  record AtLeast(String metric, double value, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /** Passes when the upper end is at most the value, fails when the lower end is above it. */
  record AtMost(String metric, double value, @Nullable String on, @Nullable String per, long minN)
      implements Gate {}

  /**
   * There are rows enough to say anything: passes when half the interval's width is at most {@code
   * within}, is undecided otherwise, and never fails.
   *
   * @param over the role whose difference from the candidate is meant; null: the candidate's value
   * @param within above 0
   */
  record Precise(
      String metric,
      @Nullable String over,
      double within,
      @Nullable String on,
      @Nullable String per,
      long minN)
      implements Gate {

    public Precise {
      if (!(within > 0)) {
        throw new IllegalArgumentException("within is above 0, not " + within);
      }
    }
  }

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

  /**
   * Passes when one of its gates does, each at the confidence that {@link
   * dev.nightjar.statistics.Corrected} gives; fails when all do.
   *
   * @param gates at least two, none of them one of these
   */
  record AnyOf(List<Gate> gates) implements Gate {

    public AnyOf {
      gates = List.copyOf(gates);
      if (gates.size() < 2 || gates.stream().anyMatch(g -> g instanceof AnyOf)) {
        throw new IllegalArgumentException("any_of takes two gates or more, and no other any_of");
      }
    }

    /** Of the first. */
    @Override
    public String metric() {
      return gates.get(0).metric();
    }

    /** Of the first. */
    @Override
    public @Nullable String on() {
      return gates.get(0).on();
    }

    /** Null: what it says is said once. */
    @Override
    public @Nullable String per() {
      return null;
    }

    /** 0: each of its gates has its own. */
    @Override
    public long minN() {
      return 0;
    }
  }
}
