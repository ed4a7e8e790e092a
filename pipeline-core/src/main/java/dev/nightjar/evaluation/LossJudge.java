package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Sample;
import org.jspecify.annotations.Nullable;

/** Student's t, for means of losses; paired for differences. */
record LossJudge(Metric.Loss metric, double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.sample.size();
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    Estimate mean = mean(scope, scope.set.losses(metric, model), null);
    Estimate inside = mean.within(metric.domain().least(), metric.domain().greatest());
    return new Estimate(mean.value(), inside.low(), inside.high(), Double.NaN);
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    // Reference minus candidate: a smaller loss is a gain.
    return mean(scope, scope.set.losses(metric, reference), scope.set.losses(metric, candidate));
  }

  @Override
  public String method() {
    return "paired-t";
  }

  private Estimate mean(Scope scope, double[] losses, double @Nullable [] minus) {
    Sample sample = scope.sample;
    return sample.units() == null
        ? ofRows(sample, losses, minus)
        : ofUnits(sample, sample.units(), losses, minus);
  }

  private Estimate ofRows(Sample sample, double[] losses, double @Nullable [] minus) {
    if (sample.size() == 0) {
      return Estimate.undefined();
    }
    int[] rows = sample.rows();
    int start = rows[sample.from()];
    double origin = minus == null ? losses[start] : losses[start] - minus[start];
    double sum = 0;
    double squares = 0;
    for (int i = sample.from(); i < sample.to(); i++) {
      int row = rows[i];
      double shifted = (minus == null ? losses[row] : losses[row] - minus[row]) - origin;
      sum += shifted;
      squares += shifted * shifted;
    }
    return PairedT.ofShifted(sample.size(), origin, new double[] {sum, squares}, confidence);
  }

  private Estimate ofUnits(Sample sample, int[] units, double[] losses, double @Nullable [] minus) {
    double[] sums = new double[sample.unitBound()];
    double[] counts = new double[sums.length];
    for (int i = sample.from(); i < sample.to(); i++) {
      int row = sample.rows()[i];
      sums[units[row]] += minus == null ? losses[row] : losses[row] - minus[row];
      counts[units[row]]++;
    }
    return PairedT.clustered(sums, counts, confidence);
  }
}
