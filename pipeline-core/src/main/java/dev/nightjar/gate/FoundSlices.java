package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule over slices that were searched for, and not named beforehand. The evidence has one
 * comparison under {@link #of} without a slice, which says that there was a search, and one for
 * each slice that was confirmed.
 */
public record FoundSlices(Gate gate, Evidence evidence) {

  /** What the comparisons of found slices are called, with the metric of their values behind it. */
  public static final String METRIC = "regression_slices";

  private static final String OF = METRIC + ".";

  /** What those are called whose values are of that metric. */
  public static String of(String loss) {
    return OF + loss;
  }

  Judged judge() {
    List<Comparison> all =
        evidence.comparisons().stream()
            .filter(c -> c.metric().startsWith(OF) && c.testSet().equals(gate.on()))
            .toList();
    String where = gate.on() + " for slices on which the candidate is worse";
    if (all.isEmpty()) {
      return Judged.nothing(gate, Outcome.MISSING, "Nothing was searched on " + where + ".");
    }
    @Nullable Comparison worst =
        all.stream()
            .filter(c -> !c.slice().isEmpty())
            .min(Comparator.comparingDouble(Comparison::high).thenComparing(Comparison::slice))
            .orElse(null);
    if (worst == null) {
      Seen none = new Seen("", 0, 0, 0, Double.NaN, all.get(0).n());
      return Judged.of(gate, none, Outcome.PASSED, "A search on " + where + " confirmed none.", "");
    }
    return judge(worst);
  }

  /** Of the slice that is surest to be the worst. */
  private Judged judge(Comparison worst) {
    Seen seen =
        new Seen("", worst.difference(), worst.low(), worst.high(), worst.confidence(), worst.n());
    Outcome outcome = Bound.of(gate).judge(worst.low(), worst.high());
    boolean failed = outcome == Outcome.FAILED;
    int d = Wording.decimals(gate, worst.low(), worst.high());
    String fact =
        "On %s the candidate is worse for %s: %s %s %s; a slice that is found may lose at most %s."
            .formatted(
                gate.on(),
                worst.slice(),
                Titles.metric(worst.metric().substring(OF.length())),
                Figures.signed(worst.difference(), d),
                Figures.interval(worst.low(), worst.high(), d),
                Figures.plain(Math.abs(Bound.of(gate).value())));
    String more =
        failed ? "A margin of " + Figures.ceiling(-worst.high(), d) + " would have passed." : "";
    return Judged.of(
        gate, seen, outcome == Outcome.UNDECIDED ? Outcome.PASSED : outcome, fact, more);
  }
}
