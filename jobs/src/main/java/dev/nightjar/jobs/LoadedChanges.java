package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What models say of changed rows.
 *
 * @param models by role
 * @param seed of every random choice
 */
record LoadedChanges(Map<String, Judged> models, long seed) implements ChangedScores {

  @Override
  public Map<String, List<String>> unread(Probe probe) {
    return byRole(probe.columns());
  }

  @Override
  public Map<String, List<String>> unread(Case asked) {
    return byRole(List.copyOf(asked.set().keySet()));
  }

  private Map<String, List<String>> byRole(List<String> asked) {
    Map<String, List<String>> unread = new TreeMap<>();
    models.forEach(
        (role, model) -> {
          List<String> columns = unread(model, asked);
          if (model.encoder() != null && !columns.isEmpty()) {
            unread.put(role, columns);
          }
        });
    return unread;
  }

  @Override
  public Map<String, double[]> scores(TestSet set, Probe probe, Frame changed) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    models.forEach((role, model) -> scores.put(role, model.score(changed)));
    return scores;
  }

  @Override
  public double[] scores(Case asked, String role, Frame changed) {
    double[] scores = Objects.requireNonNull(models.get(role)).score(changed);
    for (double score : scores) {
      if (!(score >= 0 && score <= 1)) {
        throw new DataException(
            "%s gave a row of %s the score %s: expected a number from 0 to 1"
                .formatted(role, asked.name(), score));
      }
    }
    return scores;
  }

  @Override
  public List<String> unread(List<String> features) {
    return unread(candidate(), features);
  }

  @Override
  public Map<String, double[]> permuted(TestSet set, List<Probe> columns, Frame rows) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    for (Probe column : columns) {
      scores.put(column.columns().get(0), candidate().score(column.of(rows, seed).frame()));
    }
    return scores;
  }

  private Judged candidate() {
    return Objects.requireNonNull(models.get(Evaluator.CANDIDATE));
  }

  private static List<String> unread(Judged model, List<String> columns) {
    List<String> read = model.requiredColumns();
    return columns.stream().filter(column -> !read.contains(column)).toList();
  }
}
