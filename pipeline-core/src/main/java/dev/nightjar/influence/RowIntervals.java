package dev.nightjar.influence;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.influence.RowMetric.RightAnswers;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.InfinitesimalJackknife;
import dev.nightjar.statistics.LogitInterval;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.Tango;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Intervals on some rows of a set: by influences, and by counts for shares of right answers where
 * rows have no weights.
 */
@SuppressWarnings("ArrayRecordComponent")
record RowIntervals<S extends JudgedRows>(S set, int[] rows, double confidence) {

  Estimate measure(RowMetric<S> metric, String role, Influences own) {
    RightAnswers<S> right = metric.right();
    if (right != null && set.weights() == null) {
      return share(right, role);
    }
    Units units = units(own.of());
    if (metric.logit()) {
      return InfinitesimalJackknife.within(
          new LogitInterval(metric.least(), metric.most()),
          own.value(),
          units.sums,
          units.present,
          own.rows(),
          confidence);
    }
    Estimate e =
        InfinitesimalJackknife.estimate(own.value(), units.sums, units.present, confidence);
    return unseen(e, metric.span(set, rows), units.present).within(metric.least(), metric.most());
  }

  /** Candidate minus reference in the metric's good direction. */
  Estimate difference(
      RowMetric<S> metric, String role, Influences candidate, Influences reference) {
    double sign = metric.lessIsBetter() ? -1 : 1;
    double value = sign * (candidate.value() - reference.value()) + 0.0;
    if (!Double.isNaN(value) && metric.alike(set, Evaluator.CANDIDATE, role)) {
      return Estimate.zero();
    }
    RightAnswers<S> right = metric.right();
    if (right != null && set.weights() == null) {
      return tango(right, role);
    }
    double[] of = new double[rows.length];
    Arrays.setAll(of, i -> sign * (candidate.of()[i] - reference.of()[i]));
    Units units = units(of);
    Estimate e = InfinitesimalJackknife.estimate(value, units.sums, units.present, confidence);
    if (!metric.logit()) {
      return unseen(e, metric.span(set, rows), units.present);
    }
    double width = metric.most() - metric.least();
    long n = Math.min(units.present, Math.min(candidate.rows(), reference.rows()));
    return unseen(e, width, n).within(-width, width);
  }

  private Estimate unseen(Estimate e, double span, long n) {
    return e.low() == e.high() && span > 0 ? PairedT.alike(e.value(), span, n, confidence) : e;
  }

  private Estimate share(RightAnswers<S> right, String role) {
    IntPredicate hit = row -> right.concerns(set, row) && right.isRight(set, role, row);
    IntPredicate counts = row -> right.concerns(set, row);
    return set.units() == null
        ? Proportion.wilson(count(hit), count(counts), confidence)
        : Proportion.clustered(unitCounts(hit), unitCounts(counts), confidence);
  }

  private Estimate tango(RightAnswers<S> right, String role) {
    IntPredicate counts = row -> right.concerns(set, row);
    IntPredicate gain = row -> gain(right, Evaluator.CANDIDATE, role, row);
    IntPredicate loss = row -> gain(right, role, Evaluator.CANDIDATE, row);
    return set.units() == null
        ? Tango.difference(count(counts), count(gain), count(loss), confidence)
        : Tango.clustered(unitCounts(gain), unitCounts(loss), unitCounts(counts), confidence);
  }

  private boolean gain(RightAnswers<S> right, String winner, String loser, int row) {
    return right.concerns(set, row)
        && right.isRight(set, winner, row)
        && !right.isRight(set, loser, row);
  }

  private long count(IntPredicate what) {
    return Arrays.stream(rows).filter(what).count();
  }

  private double[] unitCounts(IntPredicate what) {
    double[] counts = new double[Math.toIntExact(set.independent())];
    int[] units = set.units();
    if (units != null) {
      Arrays.stream(rows).filter(what).forEach(row -> counts[units[row]]++);
    }
    return counts;
  }

  /** Influences summed by unit, or by row, and how many of these there are. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Units(double[] sums, long present) {}

  private Units units(double[] influences) {
    int[] units = set.units();
    int size = units == null ? rows.length : Math.toIntExact(set.independent());
    double[] sums = new double[size];
    boolean[] seen = new boolean[size];
    long present = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!Double.isNaN(influences[i])) {
        int unit = units == null ? i : units[rows[i]];
        present += seen[unit] ? 0 : 1;
        seen[unit] = true;
        sums[unit] += influences[i];
      }
    }
    return new Units(sums, present);
  }
}
