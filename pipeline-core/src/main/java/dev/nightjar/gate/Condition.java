package dev.nightjar.gate;

import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition as ease.ml/ci has it (Renggli et al., MLSys 2019): {@code n - o > 0.02 +/- 0.01 /\\ d
 * < 0.1 +/- 0.01}. Here n is the accuracy of the candidate, o that of the champion and d the share
 * of rows on which they decide otherwise. Each clause is two gates: one that its whole interval
 * lies where it should, which is their fp-free mode, and one that the interval is no wider than ±
 * the tolerance.
 *
 * @param left {@code n-o}, {@code n} or {@code d}
 * @param above whether it has to be above the bound, not below
 * @param bound what it is held against
 * @param tolerance half the width that its interval may have, above 0
 */
public record Condition(String left, boolean above, double bound, double tolerance) {

  private static final Pattern CLAUSE =
      Pattern.compile(
          "(n\\s*-\\s*o|n|d)\\s*([<>])\\s*([-+]?[0-9]*\\.?[0-9]+)\\s*(?:\\+/-|±)\\s*([0-9]*\\.?[0-9]+)");
  private static final Pattern AND = Pattern.compile("\\s*(?:/\\\\|∧|\\band\\b)\\s*");
  private static final String EXPECTED =
      "expected clauses such as n - o > 0.02 +/- 0.01, n > 0.8 +/- 0.05 or d < 0.1 +/- 0.01, joined"
          + " by /\\ (n: accuracy of the candidate, o: of the champion, d: share of rows on which they"
          + " decide otherwise), but found: ";

  /**
   * Reads one or more.
   *
   * @throws IllegalArgumentException that says what was expected
   */
  public static List<Condition> parse(String text) {
    List<Condition> all = new ArrayList<>();
    for (String clause : AND.split(text.strip(), -1)) {
      Matcher m = CLAUSE.matcher(clause.strip());
      if (!m.matches()) {
        throw new IllegalArgumentException(EXPECTED + (clause.isBlank() ? text : clause));
      }
      double tolerance = Double.parseDouble(m.group(4));
      if (!(tolerance > 0)) {
        throw new IllegalArgumentException(
            "the tolerance behind +/- is above 0: " + clause.strip());
      }
      all.add(
          new Condition(
              m.group(1).replaceAll("\\s", "").toLowerCase(Locale.ROOT),
              m.group(2).equals(">"),
              Double.parseDouble(m.group(3)),
              tolerance));
    }
    return List.copyOf(all);
  }

  /** What has to pass. */
  public List<Gate> gates(@Nullable String on, @Nullable String per, long minN) {
    boolean difference = left.equals("n-o");
    String metric = left.equals("d") ? Measure.CHURN : "accuracy";
    String over = difference ? "champion" : null;
    Gate gate;
    if (!difference) {
      gate =
          above
              ? new Gate.AtLeast(metric, bound, on, per, minN)
              : new Gate.AtMost(metric, bound, on, per, minN);
    } else if (!above) {
      gate = new Gate.Limits(metric, "champion", bound, on, per, minN);
    } else if (bound < 0) {
      gate = new Gate.NoWorse(metric, "champion", -bound, on, per, minN);
    } else {
      gate = new Gate.Improves(metric, "champion", bound, on, per, minN);
    }
    return List.of(gate, new Gate.Precise(metric, over, tolerance, on, per, minN));
  }
}
