package dev.nightjar.gate;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A number with its interval that a gate is asked about.
 *
 * @param confidence of the interval, one-sided; NaN: not told, as with measures
 */
record Seen(String slice, double value, double low, double high, double confidence, long n) {

  /** Whether it can be compared at all. */
  boolean usable() {
    return !Double.isNaN(value) && low <= high;
  }

  /** An exact measure has no interval that more rows could narrow. */
  boolean exact() {
    return low == high;
  }

  double halfWidth() {
    return (high - low) / 2;
  }

  /** Everything in the evidence that the gate speaks of, in the evidence's order. */
  static List<Seen> of(Gate gate, Evidence evidence) {
    String role = reference(gate);
    String set = testSet(gate, evidence);
    List<Seen> found = new ArrayList<>();
    if (role == null) {
      for (Measure m : evidence.measures()) {
        if (m.model().equals("candidate")
            && m.metric().equals(gate.metric())
            && m.testSet().equals(set)
            && concerns(gate, m.slice())) {
          found.add(new Seen(m.slice(), m.value(), m.low(), m.high(), Double.NaN, m.n()));
        }
      }
      return found;
    }
    for (Comparison c : evidence.comparisons()) {
      if (c.against().equals(role)
          && c.metric().equals(gate.metric())
          && c.testSet().equals(set)
          && concerns(gate, c.slice())) {
        found.add(new Seen(c.slice(), c.difference(), c.low(), c.high(), c.confidence(), c.n()));
      }
    }
    return found;
  }

  /** The role that a gate compares with; null for gates over the candidate's own measures. */
  static @Nullable String reference(Gate gate) {
    if (gate instanceof Gate.Improves g) {
      return g.over();
    }
    if (gate instanceof Gate.NoRegressionSlices) {
      return "champion";
    }
    if (gate instanceof Gate.Limits g) {
      return g.over();
    }
    if (gate instanceof Gate.Precise g) {
      return g.over();
    }
    return gate instanceof Gate.NoWorse g ? g.than() : null;
  }

  /** What the gate names; else no test set; else the only one there is for its metric. */
  static String testSet(Gate gate, Evidence evidence) {
    if (gate.on() != null) {
      return gate.on();
    }
    TreeSet<String> sets = new TreeSet<>();
    if (reference(gate) == null) {
      for (Measure m : evidence.measures()) {
        if (m.metric().equals(gate.metric())) {
          sets.add(m.testSet());
        }
      }
    } else {
      for (Comparison c : evidence.comparisons()) {
        if (c.metric().equals(gate.metric())) {
          sets.add(c.testSet());
        }
      }
    }
    return sets.size() == 1 ? sets.first() : "";
  }

  private static boolean concerns(Gate gate, String slice) {
    String per = gate.per();
    if (per == null) {
      return slice.isEmpty();
    }
    String spec = per.strip();
    return slice.equals(spec) || slice.startsWith(spec + "=");
  }
}
