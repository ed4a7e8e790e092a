package dev.nightjar.jobs;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.gate.Gate;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.multilabel.LabelMetric;
import dev.nightjar.multilabel.LabelMetrics;
import dev.nightjar.multilabel.LabelSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Any number of labels for each row. */
final class MultilabelScores implements ScoreTask {

  private final ScoreQuestion question;
  private final List<ScoreTable> tables;
  private final LabelNames labels;

  MultilabelScores(ScoreQuestion question, List<ScoreTable> tables) {
    this.question = question;
    this.tables = tables;
    this.labels = LabelNames.of(question, tables);
  }

  @Override
  public String standard() {
    return LabelMetrics.all().get(0).name();
  }

  @Override
  public void require(String metric) {
    LabelMetrics.require(metric, labels.names());
  }

  @Override
  public GatesSubject.Labels labels() {
    return new GatesSubject.Other("sets of labels");
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
    Set<String> asked =
        gates.policy().gates().stream()
            .map(Gate::metric)
            .collect(Collectors.toCollection(TreeSet::new));
    List<LabelMetric> metrics = new ArrayList<>(LabelMetrics.all());
    Set<String> whole = new TreeSet<>();
    for (LabelMetric single : LabelMetrics.single(labels.names())) {
      boolean gated = asked.contains(single.name());
      if (gated || labels.names().size() <= LabelMetrics.MOST_SHOWN) {
        metrics.add(single);
      }
      if (!gated) {
        whole.add(single.name());
      }
    }
    metrics.add(LabelMetrics.churn());
    Set<String> names = metrics.stream().map(LabelMetric::name).collect(Collectors.toSet());
    ScoreTask.requireOf("sets of labels", gates, names::contains);
    List<LabelSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    List<SliceSearch> searches = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet =
          ScoreSheet.read(
              question, gates, question.files().get(i), tables.get(i), LabelNames.beside(question));
      LabelSet set = set(sheet);
      sets.add(set);
      searches.addAll(ScoreTask.searches(sheet, set, gates));
      files.add(sheet.summary(set));
    }
    return ScoreNumbers.of(sets, metrics, whole, gates, files, searches, List.of());
  }

  private LabelSet set(ScoreSheet sheet) throws IOException {
    Map<String, int[][]> models = new LinkedHashMap<>();
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      models.put(model.getKey(), places(sheet, model.getValue()));
    }
    return new LabelSet(
        sheet.name(),
        labels.names(),
        places(sheet, question.label()),
        sheet.weights(),
        sheet.units(),
        models,
        sheet.slices());
  }

  private int[][] places(ScoreSheet sheet, String column) throws IOException {
    FrameColumn.Texts texts = (FrameColumn.Texts) sheet.frame().column(ScoreTable.NAME + column);
    ColumnType type = sheet.type(column);
    int[][] ofText = new int[texts.dictionary().size()][];
    int[][] found = new int[texts.rows()][];
    for (int i = 0; i < found.length; i++) {
      int code = texts.codes()[i];
      if (code < 0 || texts.dictionary().get(code).isBlank()) {
        throw sheet.unexpected(
            i, column, "labels with | between them, or | alone for no label", "none");
      }
      if (ofText[code] == null) {
        ofText[code] = labels.places(ClassColumns.plain(type, texts.dictionary().get(code)));
      }
      found[i] = ofText[code];
    }
    return found;
  }
}
