package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Under;
import dev.nightjar.text.Figures;
import java.util.Objects;

/** What a gate says of a number that it could judge. */
record Wording(Gate gate, Seen seen, Outcome outcome, double confidence, Evidence evidence) {

  /** What was seen and what was needed. */
  String fact() {
    String need = needed();
    return subject() + " " + observed() + "; " + need + " (" + Figures.percent(confidence) + ").";
  }

  /** What would have changed the answer. */
  String counterfactual() {
    if (outcome == Outcome.PASSED) {
      return slack();
    }
    return gate instanceof Gate.Precise g ? width(g.within()) : limits() + rows() + power();
  }

  private String subject() {
    String on = gate.on() == null ? "" : " on " + gate.on();
    String slice = seen.slice().isEmpty() ? "" : " for " + seen.slice();
    return Titles.metric(gate.metric()) + on + slice;
  }

  private String observed() {
    String role = Seen.reference(gate);
    if (role == null) {
      return "is " + value(seen.value()) + interval();
    }
    boolean less = evidence.lessIsBetter(gate.metric());
    String against = less ? " against " : " over ";
    if (seen.exact() && seen.value() == 0) {
      return "did not change from " + reference(role);
    }
    if (seen.value() >= 0) {
      String verb = less ? "got better by " : "rose by ";
      return verb + value(seen.value()) + interval() + against + reference(role);
    }
    String verb = less ? "got worse, a gain of " : "changed by ";
    return verb + value(seen.value()) + interval() + " against " + reference(role);
  }

  private String reference(String role) {
    if (role.equals(Under.UNCHANGED)) {
      return "the rows as they are";
    }
    String version = evidence.version(role);
    if (role.equals("champion")) {
      return Objects.requireNonNullElse(version, role);
    }
    return version == null || version.equals(role) ? "the " + role : "the " + role + " " + version;
  }

  private String needed() {
    double bound = Bound.of(gate).value();
    String amount = Titles.amount(gate.metric(), Math.abs(bound));
    if (gate instanceof Gate.Improves) {
      String verb = evidence.lessIsBetter(gate.metric()) ? "get better" : "rise";
      return bound == 0 ? "it had to " + verb : "it had to " + verb + " by " + amount;
    }
    if (gate instanceof Gate.NoWorse) {
      return bound == 0 ? "it must lose nothing" : "it may lose at most " + amount;
    }
    if (gate instanceof Gate.Limits) {
      return "a gain of more than " + amount + " is too good to be true";
    }
    if (gate instanceof Gate.Precise) {
      return "it had to be known to ± " + amount;
    }
    String word = gate instanceof Gate.AtLeast ? "at least " : "at most ";
    return "it has to be " + word + Titles.amount(gate.metric(), bound);
  }

  private String slack() {
    int d = decimals();
    if (gate instanceof Gate.Improves) {
      return seen.exact()
          ? ""
          : "It would have passed up to a required gain of " + Figures.floor(seen.low(), d) + ".";
    }
    if (gate instanceof Gate.NoWorse) {
      return seen.low() >= 0
          ? "It would have passed without any margin."
          : "A margin of " + Figures.ceiling(-seen.low(), d) + " would have been enough.";
    }
    if (gate instanceof Gate.Limits) {
      return "It would have passed down to a limit of " + value(seen.high(), true) + ".";
    }
    if (gate instanceof Gate.Precise) {
      return "It is known to ± " + Figures.ceiling(seen.halfWidth(), decimals()) + ".";
    }
    return gate instanceof Gate.AtLeast
        ? "It would have passed up to a bound of " + value(seen.low(), false) + "."
        : "It would have passed down to a bound of " + value(seen.high(), true) + ".";
  }

  /** Intervals narrow with the root of the rows. */
  private String width(double within) {
    double times = Math.pow(seen.halfWidth() / within, 2);
    String known = "It is known to ± " + Figures.ceiling(seen.halfWidth(), decimals()) + ".";
    if (!sampled()) {
      return known;
    }
    return known
        + " About "
        + Figures.fixed(Math.max(times, 1.1), times < 10 ? 1 : 0)
        + " times the rows would do.";
  }

  private String limits() {
    int d = decimals();
    if (gate instanceof Gate.Improves) {
      if (seen.low() > 0) {
        return "A required gain below " + Figures.fixed(seen.low(), d) + " would pass.";
      }
      return seen.exact() && seen.low() == 0
          ? "A model that changes nothing never improves."
          : "It would pass only as no_worse, with a margin of "
              + Figures.ceiling(0 - seen.low(), d)
              + ".";
    }
    if (gate instanceof Gate.NoWorse) {
      return "A margin of " + Figures.ceiling(-seen.low(), d) + " would pass.";
    }
    if (gate instanceof Gate.Limits) {
      String limit = value(seen.high(), true);
      return "A limit of " + limit + " would pass; first look for a leak.";
    }
    boolean upper = gate instanceof Gate.AtMost;
    return "A bound of " + value(upper ? seen.high() : seen.low(), upper) + " would pass.";
  }

  private String rows() {
    if (!sampled()) {
      return "";
    }
    double times = Power.timesTheRows(seen, Bound.of(gate));
    String truth = value(seen.value());
    if (Double.isInfinite(times)) {
      return " More rows would not help if " + truth + " is true.";
    }
    if (times > 1000) {
      return " More than 1,000 times the rows would be needed if " + truth + " is true.";
    }
    return " About "
        + Figures.fixed(Math.max(times, 1.1), times < 10 ? 1 : 0)
        + " times the rows would pass it if "
        + truth
        + " is true.";
  }

  private String power() {
    if (!(gate instanceof Gate.Improves g) || !sampled()) {
      return "";
    }
    double gain = Power.detectable(g.by(), seen.low(), seen.high(), confidence);
    return " With this many rows a true gain of "
        + Figures.fixed(gain, decimals())
        + " passes on 80 % of nights.";
  }

  private String interval() {
    return seen.exact() ? "" : " " + Figures.interval(seen.low(), seen.high(), decimals());
  }

  private String value(double value) {
    return sized() ? Titles.amount(gate.metric(), value) : Figures.fixed(value, decimals());
  }

  private String value(double value, boolean up) {
    if (sized()) {
      return Titles.amount(gate.metric(), value);
    }
    return up ? Figures.ceiling(value, decimals()) : Figures.floor(value, decimals());
  }

  /** Whether more rows of the test set would tell more. */
  private boolean sampled() {
    return !seen.exact() && !Latency.names().contains(gate.metric());
  }

  private boolean sized() {
    return seen.exact() || gate.metric().endsWith("_bytes");
  }

  private int decimals() {
    return decimals(gate, seen.low(), seen.high());
  }

  /** So many that the rounded ends stand on the same sides of the bound as the exact ones. */
  static int decimals(Gate gate, double low, double high) {
    double bound = Bound.of(gate).value();
    int d = Figures.decimalsBeside(low, bound, Figures.decimals((high - low) / 2));
    return Figures.decimalsBeside(low, bound, Figures.decimalsBeside(high, bound, d));
  }
}
