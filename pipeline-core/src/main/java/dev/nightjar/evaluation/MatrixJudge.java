package dev.nightjar.evaluation;

import dev.nightjar.statistics.DeltaMethod;
import dev.nightjar.statistics.Estimate;

/** The delta method and the bootstrap over joint counts, for numbers of a confusion matrix. */
record MatrixJudge(Metric.Matrix metric, Settings settings) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return metric.rows().applyAsLong(scope.confusion(model));
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    Metric.Domain domain = metric.domain();
    DeltaMethod delta = new DeltaMethod(metric.of(), domain.least(), domain.greatest());
    long[] counts = counts(scope.unitConfusions(model));
    return scope.clustered()
        ? delta.units(counts, rows(scope, model), settings.confidence())
        : delta.rows(counts, rows(scope, model), settings.confidence());
  }

  private static long[] counts(Counts[] units) {
    long[] counts = new long[4 * units.length];
    for (int u = 0; u < units.length; u++) {
      counts[4 * u] = units[u].truePositives();
      counts[4 * u + 1] = units[u].falsePositives();
      counts[4 * u + 2] = units[u].falseNegatives();
      counts[4 * u + 3] = units[u].trueNegatives();
    }
    return counts;
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    long rows = Math.min(rows(scope, candidate), rows(scope, reference));
    double width = metric.domain().greatest() - metric.domain().least();
    return scope
        .bootstrap(candidate, reference, settings)
        .difference(metric.of(), rows, settings.confidence())
        .within(-width, width);
  }

  @Override
  public String method() {
    return "joint-bootstrap";
  }
}
