package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.evaluation.Metric.Direction;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.gate.Gate;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.multiclass.ClassMetric;
import dev.nightjar.multiclass.ClassMetrics;
import dev.nightjar.multiclass.ClassSet;
import dev.nightjar.multiclass.Confusion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One of several classes for each row, perhaps with the probabilities of all. */
final class MulticlassScores implements ScoreTask {

  private final ScoreQuestion question;
  private final List<ScoreTable> tables;
  private final ClassColumns columns;

  MulticlassScores(ScoreQuestion question, List<ScoreTable> tables) {
    this.question = question;
    this.tables = tables;
    this.columns = ClassColumns.of(question, tables);
  }

  @Override
  public String standard() {
    return ClassMetrics.all().get(0).name();
  }

  @Override
  public void require(String metric) {
    ClassMetrics.require(metric, columns.classes(), columns.probabilities());
  }

  @Override
  public GatesSubject.Labels labels() {
    return new GatesSubject.Several(columns.classes());
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
    List<ClassMetric> metrics = new ArrayList<>();
    ClassMetrics.all().stream()
        .filter(m -> columns.probabilities() || !m.needsProbabilities())
        .forEach(metrics::add);
    Set<String> asked =
        gates.policy().gates().stream()
            .map(Gate::metric)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> whole = new TreeSet<>();
    for (ClassMetric single : ClassMetrics.single(columns.classes())) {
      if (asked.contains(single.name())) {
        metrics.add(single);
      } else if (columns.classes().size() <= ClassMetrics.MOST_SHOWN) {
        metrics.add(single);
        whole.add(single.name());
      }
    }
    gates.classCosts().forEach(c -> metrics.add(cost(c)));
    metrics.add(ClassMetrics.churn());
    Set<String> names = metrics.stream().map(ClassMetric::name).collect(Collectors.toSet());
    ScoreTask.requireOf("of several classes", gates, names::contains);
    List<ClassSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    List<SliceSearch> searches = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ClassSheet sheet =
          new ClassSheet(
              ScoreSheet.read(
                  question, gates, question.files().get(i), tables.get(i), columns.beside()),
              columns);
      ClassSet set = sheet.set(gates.classCosts());
      sets.add(set);
      searches.addAll(ScoreTask.searches(sheet.sheet(), set, gates));
      files.add(sheet.sheet().summary(set));
      notes.addAll(sheet.notes(set));
    }
    return ScoreNumbers.of(sets, metrics, whole, gates, files, searches, notes)
        .with(sets.stream().map(Confusion::of).toList());
  }

  private static ClassMetric cost(ClassCosts costs) {
    return new ClassMetric.Cost(costs.name(), costs.direction() == Direction.LOWER_IS_BETTER);
  }
}
