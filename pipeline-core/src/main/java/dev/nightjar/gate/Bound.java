package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import java.math.BigDecimal;

/**
 * The number that a gate holds an interval against, or half its width.
 *
 * @param value the number
 * @param upper whether the interval must stay below it
 * @param strict whether touching it is not enough
 */
record Bound(double value, boolean upper, boolean strict) {

  /** Of a gate that has one: alternatives have one each. */
  static Bound of(Gate gate) {
    if (gate instanceof Gate.Improves g) {
      return new Bound(g.by(), false, true);
    }
    if (gate instanceof Gate.NoWorse g) {
      // 0 - 0 is 0, but -0 would be the other zero.
      return new Bound(0 - g.margin(), false, false);
    }
    if (gate instanceof Gate.NoRegressionSlices g) {
      return new Bound(0 - g.margin(), false, false);
    }
    if (gate instanceof Gate.AtLeast g) {
      return new Bound(g.value(), false, false);
    }
    if (gate instanceof Gate.Limits g) {
      return new Bound(g.by(), true, false);
    }
    if (gate instanceof Gate.Precise g) {
      return new Bound(g.within(), true, false);
    }
    return new Bound(((Gate.AtMost) gate).value(), true, false);
  }

  /** Where the whole interval stands; a NaN anywhere stands nowhere. */
  Outcome judge(double low, double high) {
    if (Double.isNaN(value) || !(low <= high)) {
      return Outcome.NOT_A_NUMBER;
    }
    if (meets(upper ? high : low)) {
      return Outcome.PASSED;
    }
    return meets(upper ? low : high) ? Outcome.UNDECIDED : Outcome.FAILED;
  }

  /** What the gate says of an interval: where it stands or, of {@code precise}, how wide it is. */
  static Outcome judge(Gate gate, double low, double high) {
    Bound bound = of(gate);
    if (!(gate instanceof Gate.Precise)) {
      return bound.judge(low, high);
    }
    if (!(low <= high)) {
      return Outcome.NOT_A_NUMBER;
    }
    boolean finite = Double.isFinite(low) && Double.isFinite(high);
    boolean narrow =
        finite
            && decimal(high)
                    .subtract(decimal(low))
                    .compareTo(decimal(bound.value()).multiply(BigDecimal.valueOf(2)))
                <= 0;
    return narrow ? Outcome.PASSED : Outcome.UNDECIDED;
  }

  /** Whether a single number satisfies the bound. */
  boolean meets(double number) {
    int order = compare(number, value);
    return strict ? order > 0 : upper ? order <= 0 : order >= 0;
  }

  /** Decimals as people wrote them: 0.1 is 0.1, and both zeros are one. */
  private static int compare(double a, double b) {
    if (!Double.isFinite(a) || !Double.isFinite(b)) {
      return Double.compare(a, b);
    }
    return decimal(a).compareTo(decimal(b));
  }

  private static BigDecimal decimal(double number) {
    return new BigDecimal(Double.toString(number));
  }
}
