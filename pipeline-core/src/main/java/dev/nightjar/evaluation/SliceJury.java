package dev.nightjar.evaluation;

import dev.nightjar.evaluation.SliceSearch.Finding;
import dev.nightjar.evaluation.SliceSearch.Outcome;
import dev.nightjar.statistics.BenjaminiYekutieli;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.MeanDifference;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Tango;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks rows that had no part in a search about what it found.
 *
 * @param rows those rows
 * @param loss of the candidate, for each row of the test set
 * @param reference of the champion; null: a slice is held against the rest of the rows
 * @param units for each row the number of its unit; null: rows are independent
 * @param counted whether losses are 0 or 1, and counted
 */
@SuppressWarnings("ArrayRecordComponent")
record SliceJury(
    int[] rows,
    double[] loss,
    double @Nullable [] reference,
    int @Nullable [] units,
    boolean counted) {

  /** On fewer rows a t-test of bounded losses says too little. */
  private static final int FEWEST = 20;

  /** What is found, and the one-sided confidence of each of the intervals. */
  record Said(List<Finding> findings, double confidence) {}

  /** Of what is confirmed at most the share 1 − confidence is expected to be false. */
  Said ask(List<SliceCandidate> found, double confidence) {
    double[] p = found.stream().mapToDouble(s -> worse(difference(s.rows(), confidence))).toArray();
    double[] corrected = BenjaminiYekutieli.corrected(p);
    double level = 1 - confidence;
    int selected = 0;
    for (double q : corrected) {
      selected += q <= level ? 1 : 0;
    }
    double each =
        p.length == 0
            ? confidence
            : 1 - BenjaminiYekutieli.miss(Math.max(1, selected), p.length, level);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      findings.add(finding(found.get(i), p[i], corrected[i], each, level));
    }
    return new Said(findings, each);
  }

  private Finding finding(SliceCandidate s, double p, double corrected, double each, double level) {
    Estimate e = difference(s.rows(), each);
    double value = mean(loss, s.rows()::get);
    double other =
        reference == null ? mean(loss, row -> !s.rows().get(row)) : mean(reference, s.rows()::get);
    Outcome outcome =
        Double.isNaN(e.low())
            ? Outcome.TOO_SMALL
            : corrected <= level ? Outcome.CONFIRMED : Outcome.NOT_CONFIRMED;
    return new Finding(
        s.name(),
        s.slice().size(),
        s.slice().score(),
        inside(s.rows()),
        value,
        other,
        other - value,
        e.low(),
        e.high(),
        p,
        corrected,
        outcome);
  }

  private long inside(BitSet slice) {
    return IntStream.of(rows).filter(slice::get).count();
  }

  private double mean(double[] values, IntPredicate which) {
    return IntStream.of(rows)
        .filter(which)
        .mapToDouble(row -> values[row])
        .average()
        .orElse(Double.NaN);
  }

  /** P-value of being no worse; 1 where that could not be tested. */
  private static double worse(Estimate e) {
    double p = e.pValue();
    return Double.isNaN(p) ? 1 : e.value() < 0 ? p / 2 : 1 - p / 2;
  }

  private Estimate difference(BitSet slice, double confidence) {
    long n = inside(slice);
    long others = reference == null ? rows.length - n : n;
    if (n < FEWEST || others < FEWEST) {
      return Estimate.undefined();
    }
    Estimate e = reference == null ? fromRest(slice, confidence) : paired(slice, confidence);
    // Rows that are all alike do not say how different rows can be.
    return e.low() == e.high() && e.value() != 0 ? Estimate.undefined() : e;
  }

  private Estimate fromRest(BitSet slice, double confidence) {
    if (units == null) {
      return MeanDifference.welch(
          IntStream.of(rows).filter(r -> !slice.get(r)).mapToDouble(r -> loss[r]).toArray(),
          IntStream.of(rows).filter(slice::get).mapToDouble(r -> loss[r]).toArray(),
          confidence);
    }
    int bound = bound(units);
    double[][] sums = new double[2][bound];
    double[][] counts = new double[2][bound];
    for (int row : rows) {
      int side = slice.get(row) ? 1 : 0;
      sums[side][units[row]] += loss[row];
      counts[side][units[row]]++;
    }
    return MeanDifference.clustered(sums[0], counts[0], sums[1], counts[1], confidence);
  }

  private Estimate paired(BitSet slice, double confidence) {
    double[] other = java.util.Objects.requireNonNull(reference);
    int[] inside = IntStream.of(rows).filter(slice::get).toArray();
    if (counted) {
      return tango(
          inside, row -> loss[row] < other[row], row -> loss[row] > other[row], confidence);
    }
    if (units == null) {
      return PairedT.of(
          IntStream.of(inside).mapToDouble(row -> other[row] - loss[row]).toArray(), confidence);
    }
    double[] sums = new double[bound(units)];
    double[] counts = new double[sums.length];
    for (int row : inside) {
      sums[units[row]] += other[row] - loss[row];
      counts[units[row]]++;
    }
    return PairedT.clustered(sums, counts, confidence);
  }

  private Estimate tango(int[] inside, IntPredicate gain, IntPredicate lost, double confidence) {
    if (units == null) {
      return Tango.difference(
          inside.length,
          IntStream.of(inside).filter(gain).count(),
          IntStream.of(inside).filter(lost).count(),
          confidence);
    }
    double[] gains = new double[bound(units)];
    double[] losses = new double[gains.length];
    double[] counts = new double[gains.length];
    for (int row : inside) {
      gains[units[row]] += gain.test(row) ? 1 : 0;
      losses[units[row]] += lost.test(row) ? 1 : 0;
      counts[units[row]]++;
    }
    return Tango.clustered(gains, losses, counts, confidence);
  }

  private static int bound(int[] units) {
    return IntStream.of(units).max().orElse(-1) + 1;
  }
}
