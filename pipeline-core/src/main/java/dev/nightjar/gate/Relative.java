package dev.nightjar.gate;

import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.math.BigDecimal;

/**
 * A gate whose bound is a share of what the reference has, on the rows that were judged. What it
 * has is not exactly known: of its interval the end is taken that asks more of the candidate.
 *
 * @param reference what the reference has
 */
record Relative(Gate gate, Measure reference) {

  /** Whether it is not told from 0, of which there is no share. */
  boolean zero() {
    return reference.low() <= 0 && reference.high() >= 0;
  }

  /** Whether the reference's number is none. */
  boolean undefined() {
    return !(reference.low() <= reference.high());
  }

  /** The same gate with its bound as an amount. */
  Gate absolute() {
    if (gate instanceof Gate.Improves g) {
      return new Gate.Improves(g.metric(), g.over(), times(g.by()), g.on(), g.per(), g.minN());
    }
    Gate.NoWorse g = (Gate.NoWorse) gate;
    return new Gate.NoWorse(g.metric(), g.than(), times(g.margin()), g.on(), g.per(), g.minN());
  }

  /** Where the amount comes from. */
  String basis() {
    int d = Figures.decimals((reference.high() - reference.low()) / 2);
    return "That is %s of %s, the %s that the %s may have here."
        .formatted(
            Figures.percent(share()),
            Figures.fixed(base(), d),
            gate instanceof Gate.Improves ? "most" : "least",
            reference.model());
  }

  private double share() {
    return gate instanceof Gate.Improves g ? g.by() : ((Gate.NoWorse) gate).margin();
  }

  private double base() {
    double low = Math.abs(reference.low());
    double high = Math.abs(reference.high());
    return gate instanceof Gate.Improves ? Math.max(low, high) : Math.min(low, high);
  }

  /** As people reckon: 0.1 times 0.7 is 0.07. */
  private double times(double share) {
    return new BigDecimal(Double.toString(share))
        .multiply(new BigDecimal(Double.toString(base())))
        .doubleValue();
  }
}
