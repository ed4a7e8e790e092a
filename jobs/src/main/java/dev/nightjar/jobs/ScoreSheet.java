package dev.nightjar.jobs;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.RowCosts;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.evaluation.Slices;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One file of scores, made a test set: every value that does not fit is named with its line. */
final class ScoreSheet {

  private final ScoreQuestion question;
  private final GatesFile gates;
  private final Path file;
  private final ScoreTable table;
  private final Frame frame;
  private final SheetLabels labels;
  private final RowNames names;

  private ScoreSheet(ScoreQuestion question, GatesFile gates, Path file, ScoreTable table)
      throws IOException {
    this.question = question;
    this.gates = gates;
    this.file = file;
    this.table = table;
    this.frame = table.read(question.label(), columns(), conditions(), amounts());
    if (frame.rows() == 0) {
      throw new DataException(file + ": no row has a label in " + question.label());
    }
    this.labels = SheetLabels.of(question, file, table, frame);
    this.names = RowNames.of(question.id(), table, frame);
  }

  /** Reads the rows that have a label. */
  static ScoreSheet read(ScoreQuestion question, GatesFile gates, Path file, ScoreTable table)
      throws IOException {
    return new ScoreSheet(question, gates, file, table);
  }

  /** Whether the models' columns hold decisions, as texts, and no scores. */
  static boolean isOfDecisions(ScoreQuestion question, ScoreTable table) {
    String text = null;
    String number = null;
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      String column = model.getValue();
      switch (table.column("--" + model.getKey(), column).type()) {
        case TEXT -> text = column;
        case BOOLEAN, INTEGER, DOUBLE -> number = column;
        case DATE, TIMESTAMP ->
            throw new DataException("%s: expected scores, found times".formatted(column));
      }
    }
    if (text != null && number != null) {
      throw new DataException(
          "expected scores or decisions of all models: %s has numbers and %s has texts"
              .formatted(number, text));
    }
    if (text != null && question.positive() == null) {
      throw new DataException(
          "%s: expected numbers from 0 to 1, found texts; where they are decisions, --positive"
                  .formatted(text)
              + " VALUE says which one is positive");
    }
    return text != null;
  }

  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    columns.add(table.column("--label", question.label()).name());
    question
        .models()
        .forEach((role, column) -> columns.add(table.column("--" + role, column).name()));
    if (question.id() != null) {
      columns.add(table.column("--id", question.id()).name());
    }
    if (question.unit() != null) {
      columns.add(table.column("--unit", question.unit()).name());
    }
    cuts()
        .filter(SliceSpec.ByColumn.class::isInstance)
        .forEach(slice -> columns.add(table.column("slices", slice.text()).name()));
    return columns;
  }

  private Set<Expression> conditions() {
    Set<Expression> conditions = new LinkedHashSet<>();
    cuts()
        .forEach(
            slice -> {
              if (slice instanceof SliceSpec.Where where) {
                conditions.add(where.condition());
              }
            });
    return conditions;
  }

  private Stream<SliceSpec> cuts() {
    return Stream.concat(gates.slices().stream(), gates.search().columns().stream());
  }

  private Set<Expression> amounts() {
    Set<Expression> amounts = new LinkedHashSet<>();
    gates.costs().forEach(c -> amounts.addAll(c.entries().values()));
    return amounts;
  }

  Frame frame() {
    return frame;
  }

  /** Numbers that name the rows. */
  long[] keys() {
    return names.keys();
  }

  /** The rows with what every model said of them. */
  ScoredSet scored() throws IOException {
    Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      double threshold = question.threshold(model.getKey());
      models.put(model.getKey(), new ScoredSet.Scored(scores(model.getValue()), threshold));
    }
    Map<String, RowCosts> costs = new LinkedHashMap<>();
    String name = ScoreQuestion.name(file);
    for (CostMatrix metric : gates.costs()) {
      costs.put(metric.name(), RowCosts.of(metric, frame, labels.values(), name));
    }
    return new ScoredSet(
        name,
        labels.values(),
        Units.ofColumn(question.unit(), frame),
        models,
        Slices.resolve(frame, gates.slices()),
        costs);
  }

  private double[] scores(String column) throws IOException {
    if (table.column("scores", column).type() == ColumnType.TEXT) {
      return labels.decisions((FrameColumn.Texts) frame.column(column));
    }
    double[] scores = frame.numbers(column);
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        throw new DataException(
            "%s: %s: expected a probability, a number from 0 to 1, found %s"
                .formatted(
                    table.place(frame, i),
                    column,
                    Double.isNaN(scores[i]) ? "none" : String.valueOf(scores[i])));
      }
    }
    return scores;
  }

  /** What the record says of the file. */
  ScoreFile summary(ScoredSet set) throws IOException {
    return new ScoreFile(
        set.name(),
        file.toString(),
        Digest.of(file),
        frame.rows(),
        table.rows() - frame.rows(),
        TrainStep.positives(set.labels()),
        SetRecord.rowsDigest(names.keys(), set.labels()),
        question.unit(),
        set.independent());
  }
}
