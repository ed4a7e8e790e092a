package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;

/** The infinitesimal jackknife, for numbers of the rows in the order of their scores. */
record OrderedJudge(Metric.Ordered metric, double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.sample.size();
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    return scope.ordered(metric).value(model, confidence);
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    return metric.direction() == Metric.Direction.HIGHER_IS_BETTER
        ? scope.ordered(metric).difference(candidate, reference, confidence)
        : scope.ordered(metric).difference(reference, candidate, confidence);
  }

  @Override
  public String method() {
    return "jackknife";
  }
}
