package dev.nightjar.decision;

import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Titles;
import dev.nightjar.gate.Verdict;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sentences that a decision begins with. Pure. */
public final class Headlines {

  private static final int SUSPECTS = 3;

  private Headlines() {}

  /**
   * What belongs under a judged night's headline: what would have changed it, how many gates
   * passed, where the candidate is better and worse.
   */
  public static List<String> details(
      PromotionPolicy policy, Judgement judgement, List<Comparison> comparisons) {
    List<String> out = new ArrayList<>();
    if (judgement.verdict() != Verdict.PROMOTE && !judgement.reasons().isEmpty()) {
      String change = beyond(judgement.headline(), judgement.reasons().get(0));
      if (!change.isEmpty()) {
        out.add(change);
      }
    }
    if (!judgement.results().isEmpty()) {
      out.add(gates(judgement.results()));
    }
    Leading leading = Leading.of(policy);
    if (leading != null) {
      List<Comparison> slices = leading.slices(comparisons);
      if (!slices.isEmpty()) {
        out.add(slices(leading, slices));
      }
    }
    return List.copyOf(out);
  }

  /** The part of a gate's sentence that its headline left out. */
  private static String beyond(String headline, String sentence) {
    int end = sentence.length();
    while (end > 0) {
      if (headline.contains(sentence.substring(0, end))) {
        return sentence.substring(end).strip();
      }
      // The full stop stays with the part before it.
      end = end < 2 ? 0 : sentence.lastIndexOf(". ", end - 2) + 1;
    }
    return "";
  }

  /** {@code 4 of 5 gates passed}: a gate with slices passes when each of its slices does. */
  private static String gates(List<GateResult> results) {
    Map<String, Boolean> passed = new TreeMap<>();
    int waiting = 0;
    int sealed = 0;
    for (GateResult r : results) {
      if (r.outcome() == Outcome.NO_REFERENCE) {
        waiting++;
      } else if (r.outcome() == Outcome.SEALED) {
        sealed++;
      } else {
        boolean fine = r.outcome() == Outcome.PASSED || r.outcome() == Outcome.TOO_SMALL;
        passed.merge(r.title(), fine, Boolean::logicalAnd);
      }
    }
    long good = passed.values().stream().filter(v -> v).count();
    return "%s of %s passed%s%s."
        .formatted(
            Figures.count(good),
            Figures.count(passed.size(), "gate"),
            waiting == 0
                ? ""
                : "; %s had nothing to compare with"
                    .formatted(Figures.count(waiting, "other gate")),
            sealed == 0
                ? ""
                : "; what %s said is in the verdict alone"
                    .formatted(Figures.count(sealed, "gate") + " on sealed test sets"));
  }

  private static String slices(Leading leading, List<Comparison> slices) {
    List<Comparison> known = slices.stream().filter(c -> !Double.isNaN(c.difference())).toList();
    long better = known.stream().filter(c -> c.difference() > 0).count();
    long worse = known.stream().filter(c -> c.difference() < 0).count();
    long surely = known.stream().filter(c -> c.high() < 0).count();
    String counts =
        "%s on %s: better on %s, worse on %s"
            .formatted(
                Titles.metric(leading.metric()),
                leading.testSet(),
                Figures.count(better, "slice"),
                Figures.count(worse));
    return known.stream()
        .filter(c -> c.difference() < 0)
        .min(Comparator.comparingDouble(Comparison::difference).thenComparing(Comparison::slice))
        .map(
            c ->
                counts
                    + " (on %s the whole interval is below zero); worst: %s, %s, n %s."
                        .formatted(
                            surely == 0 ? "none" : Figures.count(surely),
                            c.slice(),
                            difference(c),
                            Figures.count(c.n())))
        .orElse(counts + ".");
  }

  private static String difference(Comparison c) {
    int d = Figures.decimals((c.high() - c.low()) / 2);
    return Figures.signed(c.difference(), d) + " " + Figures.interval(c.low(), c.high(), d);
  }

  /** The headline of a night that critical expectations stopped. */
  public static String blocked(CheckReport check) {
    List<ExpectationResult> critical = critical(check);
    String first = critical.isEmpty() ? "" : " " + sentence(critical.get(0));
    return "Blocked before training: %s failed.%s"
        .formatted(Figures.count(critical.size(), "critical expectation"), first);
  }

  /** What else failed, and how to go on, commands between backticks. */
  public static List<String> blockedDetails(CheckReport check, Snapshot snapshot) {
    List<String> out = new ArrayList<>();
    critical(check).stream().skip(1).forEach(r -> out.add(sentence(r)));
    List<String> suspects = suspects(check, snapshot);
    for (String name : suspects.subList(0, Math.min(suspects.size(), SUSPECTS))) {
      out.add(
          "If the data of %s are broken, leave them out: `nightjar dataset retract %s %s --reason …`, then run the night again."
              .formatted(name, quoted(snapshot.dataset()), quoted(name)));
    }
    if (suspects.size() > SUSPECTS) {
      out.add(
          "There are unexpected rows in %s more segments."
              .formatted(Figures.count(suspects.size() - SUSPECTS)));
    }
    out.add(
        "If the data are right, change the expectation in the pipeline file and run the night again.");
    return List.copyOf(out);
  }

  /**
   * The segments of the rows that were shown as unexpected; without any, the newest segment, unless
   * no expectation could be answered at all.
   */
  private static List<String> suspects(CheckReport check, Snapshot snapshot) {
    Set<String> names = new TreeSet<>(Comparator.reverseOrder());
    for (ExpectationResult r : critical(check)) {
      if (r.result().get(ExpectationResult.PLACES) instanceof List<?> places) {
        for (Object place : places) {
          if (place instanceof Map<?, ?> row && row.get("segment") instanceof String name) {
            names.add(name);
          }
        }
      }
    }
    Segment newest = snapshot.newest();
    boolean judged = critical(check).stream().anyMatch(r -> r.exceptionInfo() == null);
    if (names.isEmpty() && newest != null && judged) {
      names.add(newest.name());
    }
    return List.copyOf(names);
  }

  private static List<ExpectationResult> critical(CheckReport check) {
    return check.results().stream()
        .filter(r -> !r.success() && r.severity() == Severity.CRITICAL)
        .toList();
  }

  private static String sentence(ExpectationResult r) {
    String text = r.sentence().strip();
    return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0
        ? text
        : text + ".";
  }

  /** A word that a shell reads as one. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9._:/@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
