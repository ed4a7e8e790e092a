package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Metric.Direction;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.multiclass.BinaryMetrics;
import dev.nightjar.multiclass.ClassMetric;
import dev.nightjar.multiclass.ClassMetrics;
import dev.nightjar.multiclass.ClassSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scores or decisions about two classes, of rows that have weights. */
final class WeightedScores implements ScoreTask {

  private final ScoreQuestion question;
  private final List<ScoreTable> tables;
  private final boolean decisions;

  WeightedScores(ScoreQuestion question, List<ScoreTable> tables) {
    this.question = question;
    this.tables = tables;
    boolean texts = false;
    for (ScoreTable table : tables) {
      texts |= ScoreSheet.isOfDecisions(question, table);
    }
    this.decisions = texts;
  }

  @Override
  public String standard() {
    return BinaryMetrics.all().get(0).name();
  }

  @Override
  public void require(String metric) {
    BinaryMetrics.require(metric);
    List<String> names = metrics().stream().map(ClassMetric::name).toList();
    if (!names.contains(metric)) {
      throw new IllegalArgumentException(
          "%s is about scores, and the models' columns hold decisions (there are: %s)"
              .formatted(metric, String.join(", ", names)));
    }
  }

  private List<ClassMetric> metrics() {
    return BinaryMetrics.all().stream().filter(m -> !decisions || !m.needsProbabilities()).toList();
  }

  @Override
  public GatesSubject.Labels labels() {
    return new GatesSubject.Two();
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
    List<ClassMetric> metrics = new ArrayList<>(metrics());
    for (CostMatrix cost : gates.costs()) {
      metrics.add(new ClassMetric.Cost(cost.name(), cost.direction() == Direction.LOWER_IS_BETTER));
    }
    metrics.add(ClassMetrics.churn());
    Set<String> names = metrics.stream().map(ClassMetric::name).collect(Collectors.toSet());
    ScoreTask.requireKnown(
        gates,
        names::contains,
        "is reckoned of rows without weights only: leave it out, or --weight");
    List<ClassSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    List<SliceSearch> searches = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet = ScoreSheet.read(question, gates, question.files().get(i), tables.get(i));
      ScoredSet scored = sheet.scored();
      ClassSet set = weighted(scored, sheet.weights());
      sets.add(set);
      searches.addAll(ScoreTask.searches(sheet, set, gates));
      files.add(sheet.summary(scored));
    }
    return ScoreNumbers.of(sets, metrics, Set.of(), gates, files, searches, List.of());
  }

  private static ClassSet weighted(ScoredSet set, double @Nullable [] weights) {
    int rows = set.labels().length;
    int[] actual = new int[rows];
    for (int i = 0; i < rows; i++) {
      actual[i] = set.labels()[i];
    }
    Map<String, ClassSet.Said> models = new LinkedHashMap<>();
    set.models().forEach((role, scored) -> models.put(role, said(scored, rows)));
    Map<String, double[][]> costs = new LinkedHashMap<>();
    set.costs().forEach((name, c) -> costs.put(name, new double[][] {c.no(), c.yes()}));
    return new ClassSet(
        set.name(),
        BinaryMetrics.CLASSES,
        actual,
        weights,
        set.units(),
        models,
        set.slices(),
        costs);
  }

  private static ClassSet.Said said(ScoredSet.Scored scored, int rows) {
    int[] called = new int[rows];
    double[][] p = {new double[rows], scored.scores()};
    for (int i = 0; i < rows; i++) {
      called[i] = scored.scores()[i] >= scored.threshold() ? 1 : 0;
      p[0][i] = 1 - scored.scores()[i];
    }
    return new ClassSet.Said(called, p);
  }
}
