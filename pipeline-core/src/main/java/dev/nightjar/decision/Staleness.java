package dev.nightjar.decision;

import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.TheilSen;
import dev.nightjar.text.Figures;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How fast the champion gets worse: what it loses of the metric that the history draws in {@value
 * #DAYS} days, over the nights on which it was judged. Test sets of neighbouring nights that roll
 * have most of their rows in common; the interval knows it.
 *
 * @param version of the champion
 * @param last the night that asks, with metric and test set
 * @param nights how many there are
 * @param lost in the metric's good direction, so that above 0 it gets worse
 */
public record Staleness(String version, Decision.Night last, int nights, Estimate lost) {

  private static final int DAYS = 30;

  /**
   * Null where no champion was measured, or the nights do not tell which.
   *
   * @param history oldest first, the night that asks last
   * @param confidence one-sided
   */
  public static @Nullable Staleness of(
      List<Decision.Night> history, Evaluation evaluation, double confidence) {
    if (history.isEmpty()) {
      return null;
    }
    Decision.Night last = history.get(history.size() - 1);
    String version = last.version();
    if (version == null || last.champion() == null) {
      return null;
    }
    List<Decision.Night> since = since(history, last, version);
    double[] days = new double[since.size()];
    double[] values = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      Decision.Night night = since.get(i);
      days[i] = (double) ChronoUnit.DAYS.between(since.get(0).date(), night.date());
      double value = Objects.requireNonNull(night.champion());
      values[i] =
          Titles.lessIsBetter(last.metric()) || evaluation.costs().contains(last.metric())
              ? value * DAYS
              : -value * DAYS;
    }
    return new Staleness(
        version,
        last,
        days.length,
        TheilSen.of(days, values, confidence, length(evaluation, last.testSet())));
  }

  /** The nights up to this one on which the same champion was measured on the same. */
  private static List<Decision.Night> since(
      List<Decision.Night> history, Decision.Night last, String version) {
    List<Decision.Night> since = new ArrayList<>();
    for (Decision.Night night : history) {
      if (night.version() != null && !night.version().equals(version)) {
        since.clear();
      }
      boolean after = since.isEmpty() || night.date().isAfter(since.get(since.size() - 1).date());
      if (version.equals(night.version())
          && night.champion() != null
          && after
          && night.metric().equals(last.metric())
          && night.testSet().equals(last.testSet())) {
        since.add(night);
      }
    }
    return since;
  }

  private static double length(Evaluation evaluation, String testSet) {
    return evaluation.testSets().stream()
        .filter(s -> s.name().equals(testSet))
        .map(SetSummary::range)
        .mapToDouble(Staleness::days)
        .findFirst()
        .orElse(0);
  }

  private static double days(TimeRange range) {
    return ChronoUnit.HOURS.between(range.from(), range.to()) / 24.0;
  }

  /** What gates look at. */
  Measure measure() {
    return new Measure(
        "candidate", Measure.STALENESS, "", "", lost.value(), lost.low(), lost.high(), nights);
  }

  /** Whether it is known to get worse. */
  public boolean warning() {
    return lost.low() > 0;
  }

  /** All of it in words; empty after its first night. */
  public String sentence() {
    if (nights < 2) {
      return "";
    }
    String name = Titles.metric(last.metric()) + " on " + last.testSet();
    boolean known = lost.low() <= lost.high();
    int d = Figures.decimals((lost.high() - lost.low()) / 2);
    return "The champion %s %s: %s %s %s%s in %s days, over %s%s."
        .formatted(
            version,
            warning()
                ? "gets worse"
                : known && lost.high() < 0 ? "gets better" : "is not known to get worse",
            name,
            lost.value() < 0 ? "gains" : "loses",
            Figures.fixed(Math.abs(lost.value()), d),
            known
                ? " "
                    + (lost.value() < 0
                        ? Figures.interval(0 - lost.high(), 0 - lost.low(), d)
                        : Figures.interval(lost.low(), lost.high(), d))
                : "",
            DAYS,
            Figures.count(nights, "night"),
            known ? "" : ", which are too few for an interval");
  }
}
