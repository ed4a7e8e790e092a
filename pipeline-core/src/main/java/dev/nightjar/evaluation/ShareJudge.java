package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.Tango;

/** Wilson and Tango, for shares of right decisions. */
record ShareJudge(Metric.Share metric, double confidence) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return scope.count(this::concerns);
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    if (scope.clustered()) {
      return Proportion.clustered(
          scope.unitCounts(c -> concerns(c) && Scope.right(c, model)),
          scope.unitCounts(this::concerns),
          confidence);
    }
    long hits = scope.count(c -> concerns(c) && Scope.right(c, model));
    return Proportion.wilson(hits, rows(scope, model), confidence);
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    if (scope.clustered()) {
      return Tango.clustered(
          scope.unitCounts(c -> gain(c, candidate, reference)),
          scope.unitCounts(c -> gain(c, reference, candidate)),
          scope.unitCounts(this::concerns),
          confidence);
    }
    return Tango.difference(
        rows(scope, candidate),
        scope.count(c -> gain(c, candidate, reference)),
        scope.count(c -> gain(c, reference, candidate)),
        confidence);
  }

  @Override
  public String method() {
    return "tango";
  }

  private boolean gain(int cell, int winner, int loser) {
    return concerns(cell) && Scope.right(cell, winner) && !Scope.right(cell, loser);
  }

  private boolean concerns(int cell) {
    return switch (metric.among()) {
      case ALL -> true;
      case POSITIVES -> Scope.positive(cell);
      case NEGATIVES -> !Scope.positive(cell);
    };
  }
}
