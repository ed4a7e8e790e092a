package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Sample;

/** Student's t, for means of losses and costs; paired for differences. */
record LossJudge(Metric.Mean metric, double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.sample.size();
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    Estimate mean = mean(scope, model, LossSums.NONE);
    Estimate inside = mean.within(metric.domain().least(), metric.domain().greatest());
    return new Estimate(mean.value(), inside.low(), inside.high(), Double.NaN);
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    return metric.direction() == Metric.Direction.HIGHER_IS_BETTER
        ? mean(scope, candidate, reference)
        : mean(scope, reference, candidate);
  }

  @Override
  public String method() {
    return "paired-t";
  }

  /** The mean loss of a model, less that of another if there is one. */
  private Estimate mean(Scope scope, int model, int minus) {
    Sample sample = scope.sample;
    if (sample.units() != null) {
      return ofUnits(scope, sample.units(), model, minus);
    }
    return sample.size() == 0
        ? Estimate.undefined()
        : scope.lossSums(metric).mean(model, minus, confidence);
  }

  private Estimate ofUnits(Scope scope, int[] units, int model, int minus) {
    Sample sample = scope.sample;
    Losses losses = scope.set.losses(metric);
    double[] sums = new double[sample.unitBound()];
    double[] counts = new double[sums.length];
    for (int i = sample.from(); i < sample.to(); i++) {
      int row = sample.rows()[i];
      double loss = losses.of(model, row);
      sums[units[row]] += minus == LossSums.NONE ? loss : loss - losses.of(minus, row);
      counts[units[row]]++;
    }
    return PairedT.clustered(sums, counts, confidence);
  }
}
