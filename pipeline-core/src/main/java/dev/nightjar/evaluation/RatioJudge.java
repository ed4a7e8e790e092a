package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Proportion;

/** Wilson and the bootstrap over joint counts, for shares of rows that a model itself chooses. */
record RatioJudge(Metric.Ratio metric, Settings settings) implements Judge {

  @Override
  public long rows(Scope scope, int model) {
    return metric.rows().applyAsLong(scope.confusion(model));
  }

  @Override
  public Estimate measure(Scope scope, int model) {
    if (!scope.clustered()) {
      Counts counts = scope.confusion(model);
      return link(
          Proportion.wilson(
              counts.truePositives(), metric.rows().applyAsLong(counts), settings.confidence()));
    }
    Counts[] units = scope.unitConfusions(model);
    double[] hits = new double[units.length];
    double[] rows = new double[units.length];
    for (int u = 0; u < units.length; u++) {
      hits[u] = units[u].truePositives();
      rows[u] = metric.rows().applyAsLong(units[u]);
    }
    return link(Proportion.clustered(hits, rows, settings.confidence()));
  }

  // The link rises, so it carries the ends of an interval to the ends of an interval.
  private Estimate link(Estimate share) {
    return new Estimate(
        metric.link().applyAsDouble(share.value()),
        metric.link().applyAsDouble(share.low()),
        metric.link().applyAsDouble(share.high()),
        share.pValue());
  }

  @Override
  public Estimate difference(Scope scope, int candidate, int reference) {
    long rows = Math.min(rows(scope, candidate), rows(scope, reference));
    return scope
        .bootstrap(candidate, reference, settings)
        .difference(
            (tp, fp, fn, tn) -> metric.of(new Counts((long) tp, (long) fp, (long) fn, (long) tn)),
            rows,
            settings.confidence())
        .within(-1, 1);
  }

  @Override
  public String method() {
    return "joint-bootstrap";
  }
}
