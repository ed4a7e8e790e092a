package dev.nightjar.evaluation;

import dev.nightjar.dataset.DataException;
import dev.nightjar.statistics.ScoreOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test set made ready: checked, each model sorted once, its decisions found once. Models are
 * known by their place: the candidate first, then champion, baseline, others by name.
 */
final class JudgedSet {

  private static final List<String> ORDER = List.of("candidate", "champion", "baseline");

  /** Decisions of all models and the label share a byte. */
  private static final int MOST_MODELS = 7;

  final String name;
  final byte[] labels;
  final int @Nullable [] units;

  /** One more than the greatest number of a unit; 1 when rows are independent. */
  final int unitBound;

  final List<String> roles;
  final List<ScoredSet.Scored> models;
  final List<ScoreOrder> orders;

  /** For each row: the label, plus 2 << place for each model that calls it positive. */
  final byte[] cells;

  private final Map<String, RowCosts> costs;

  JudgedSet(ScoredSet set, List<Metric> metrics) {
    this.name = set.name();
    this.labels = set.labels();
    this.units = set.units();
    this.costs = set.costs();
    this.roles =
        set.models().keySet().stream()
            .sorted(Comparator.comparingInt(JudgedSet::place).thenComparing(r -> r))
            .toList();
    this.models = roles.stream().map(set.models()::get).toList();
    check();
    this.unitBound = units == null ? 1 : Arrays.stream(units).max().orElse(-1) + 1;
    this.orders = new ArrayList<>();
    for (ScoredSet.Scored model : models) {
      orders.add(ScoreOrder.of(labels, model.scores()));
    }
    this.cells = cells();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.Cost cost) {
        costs(cost);
      }
    }
  }

  private static int place(String role) {
    int place = ORDER.indexOf(role);
    return place < 0 ? ORDER.size() : place;
  }

  int rows() {
    return labels.length;
  }

  /** The losses of all models. */
  Losses losses(Metric.Mean metric) {
    if (metric instanceof Metric.Loss loss) {
      double[][] scores = models.stream().map(ScoredSet.Scored::scores).toArray(double[][]::new);
      return (model, row) -> loss.of().loss(labels[row], scores[model][row]);
    }
    RowCosts of = costs((Metric.Cost) metric);
    return (model, row) -> of.of(row, Scope.called(cells[row], model));
  }

  /** What decisions cost; throws {@link IllegalArgumentException} when nobody said. */
  RowCosts costs(Metric.Cost metric) {
    RowCosts found = costs.get(metric.name());
    if (found == null || found.yes().length != rows() || found.no().length != rows()) {
      throw new IllegalArgumentException(
          "test set " + name + " has no costs of " + metric.name() + " for each row");
    }
    return found;
  }

  /** Whether two models gave every row the same score. */
  boolean sameScores(int first, int second) {
    return Arrays.equals(models.get(first).scores(), models.get(second).scores());
  }

  boolean sameThreshold(int first, int second) {
    return models.get(first).threshold() == models.get(second).threshold();
  }

  private void check() {
    if (models.size() > MOST_MODELS) {
      throw new IllegalArgumentException("at most " + MOST_MODELS + " models: " + roles);
    }
    for (byte label : labels) {
      if (label != 0 && label != 1) {
        throw new IllegalArgumentException(
            "test set " + name + ": a label is 0 or 1, not " + label);
      }
    }
    if (units != null && (units.length != rows() || Arrays.stream(units).anyMatch(u -> u < 0))) {
      throw new IllegalArgumentException("test set " + name + ": each row has a unit, from 0");
    }
    for (int k = 0; k < models.size(); k++) {
      checkScores(roles.get(k), models.get(k).scores());
    }
  }

  private void checkScores(String role, double[] scores) {
    if (scores.length != rows()) {
      throw new IllegalArgumentException(
          role + " scored " + scores.length + " of the " + rows() + " rows of test set " + name);
    }
    int wrong = 0;
    int first = -1;
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        first = wrong++ == 0 ? i : first;
      }
    }
    if (wrong > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s gave %d of the %d rows of test set %s a score that is not a probability: expected"
                  + " a number from 0 to 1, found %s in row %d",
              role,
              wrong,
              rows(),
              name,
              scores[first],
              first + 1));
    }
  }

  private byte[] cells() {
    byte[] made = labels.clone();
    for (int k = 0; k < models.size(); k++) {
      ScoredSet.Scored model = models.get(k);
      for (int i = 0; i < made.length; i++) {
        made[i] |= (byte) (model.isPositive(i) ? 2 << k : 0);
      }
    }
    return made;
  }
}
