package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Sample;

/** Student's t, for mean costs of decisions; where all rows are alike, not certain for it. */
record CostJudge(Metric.Cost metric, LossJudge mean, double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.sample.size();
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    return seen(scope, mean.measure(scope, model));
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    return seen(scope, mean.difference(scope, candidate, reference));
  }

  private Estimate seen(Scope scope, Estimate estimate) {
    if (estimate.low() != estimate.high()) {
      return estimate;
    }
    Sample sample = scope.sample;
    RowCosts costs = scope.set.costs(metric);
    double span = 0;
    for (int i = sample.from(); i < sample.to(); i++) {
      span += costs.span(sample.rows()[i]);
    }
    return PairedT.alike(estimate.value(), span / sample.size(), scope.independent(), confidence);
  }

  @Override
  public String method() {
    return "paired-t";
  }
}
