package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;

/** DeLong, for areas under ROC curves. */
record RankingJudge(double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.sample.size();
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    return scope.areas().value(model, confidence);
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    return scope.areas().difference(candidate, reference, confidence);
  }

  @Override
  public String method() {
    return "delong";
  }
}
