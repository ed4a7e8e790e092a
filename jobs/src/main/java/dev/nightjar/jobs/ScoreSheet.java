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
import dev.nightjar.evaluation.Slice;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.evaluation.Slices;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.multiclass.ClassSet;
import dev.nightjar.multilabel.LabelSet;
import dev.nightjar.regression.NumberSet;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One file of scores, made a test set: every value that does not fit is named with its line. */
final class ScoreSheet {

  private static final int SHOWN = 5;

  private final ScoreQuestion question;
  private final GatesFile gates;
  private final Path file;
  private final ScoreTable table;
  private final ClassColumns.Beside beside;
  private final Frame frame;
  private final SheetKeys keys;

  private ScoreSheet(
      ScoreQuestion question,
      GatesFile gates,
      Path file,
      ScoreTable table,
      ClassColumns.Beside beside)
      throws IOException {
    this.question = question;
    this.gates = gates;
    this.file = file;
    this.table = table;
    this.beside = beside;
    this.frame = table.read(question.label(), columns(), names(), conditions(), amounts());
    if (frame.rows() == 0) {
      throw new DataException(file + ": no row has a label in " + question.label());
    }
    this.keys = SheetKeys.of(question.id(), table, frame);
  }

  /** Reads the rows that have a label. */
  static ScoreSheet read(ScoreQuestion question, GatesFile gates, Path file, ScoreTable table)
      throws IOException {
    return read(question, gates, file, table, ClassColumns.Beside.none());
  }

  /** The same with more columns. */
  static ScoreSheet read(
      ScoreQuestion question,
      GatesFile gates,
      Path file,
      ScoreTable table,
      ClassColumns.Beside beside)
      throws IOException {
    return new ScoreSheet(question, gates, file, table, beside);
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
              + " VALUE says which one is positive; --task multiclass takes several classes");
    }
    return text != null;
  }

  private Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    if (question.weight() != null) {
      columns.add(table.column("--weight", question.weight()).name());
    }
    columns.add(table.column("--label", question.label()).name());
    question
        .models()
        .forEach((role, column) -> columns.add(table.column("--" + role, column).name()));
    cuts()
        .filter(SliceSpec.ByColumn.class::isInstance)
        .forEach(slice -> columns.add(table.column("slices", slice.text()).name()));
    columns.addAll(beside.values());
    return columns;
  }

  /** Columns that name something: a number of many digits would be taken for its neighbour. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    if (question.id() != null) {
      names.add(table.column("--id", question.id()).name());
    }
    if (question.unit() != null) {
      names.add(table.column("--unit", question.unit()).name());
    }
    names.addAll(beside.names());
    return names;
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
    gates.classCosts().forEach(c -> amounts.addAll(c.amounts()));
    return amounts;
  }

  Frame frame() {
    return frame;
  }

  /** Numbers that name the rows. */
  long[] keys() {
    return keys.keys();
  }

  /** Of the test set. */
  String name() {
    return ScoreQuestion.name(file);
  }

  int @Nullable [] units() {
    return Units.ofColumn(
        question.unit() == null ? null : ScoreTable.NAME + question.unit(), frame);
  }

  List<Slice> slices() {
    return Slices.resolve(frame, gates.slices());
  }

  ColumnType type(String column) {
    return table.column("--label", column).type();
  }

  /** The rows with what every model said of them. */
  ScoredSet scored() throws IOException {
    SheetLabels labels = SheetLabels.of(question, file, table, frame);
    Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      double threshold = question.threshold(model.getKey());
      models.put(model.getKey(), new ScoredSet.Scored(scores(model.getValue(), labels), threshold));
    }
    Map<String, RowCosts> costs = new LinkedHashMap<>();
    for (CostMatrix metric : gates.costs()) {
      costs.put(metric.name(), RowCosts.of(metric, frame, labels.values(), name()));
    }
    return new ScoredSet(name(), labels.values(), units(), models, slices(), costs);
  }

  /** The same where labels are numbers. */
  NumberSet numbers() throws IOException {
    Map<String, double[]> models = new LinkedHashMap<>();
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      models.put(model.getKey(), finite(model.getValue()));
    }
    return new NumberSet(name(), finite(question.label()), weights(), units(), models, slices());
  }

  /** Null: all are alike. */
  double @Nullable [] weights() throws IOException {
    if (question.weight() == null) {
      return null;
    }
    double[] weights = finite(question.weight());
    boolean any = false;
    for (int i = 0; i < weights.length; i++) {
      any |= weights[i] > 0;
      if (weights[i] < 0) {
        throw unexpected(i, question.weight(), "a weight that is not negative", weights[i]);
      }
    }
    if (!any) {
      throw new DataException(file + ": " + question.weight() + ": all weights are 0");
    }
    return weights;
  }

  private double[] finite(String column) throws IOException {
    ColumnType type = type(column);
    if (type != ColumnType.INTEGER && type != ColumnType.DOUBLE) {
      String such =
          frame.column(column) instanceof FrameColumn.Texts texts
              ? " such as " + String.join(", ", texts.dictionary().stream().limit(SHOWN).toList())
              : "";
      throw new DataException(
          "%s: %s: expected numbers, found %s%s"
              .formatted(file, column, type.name().toLowerCase(Locale.ROOT), such));
    }
    double[] values = frame.numbers(column);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw unexpected(i, column, "a finite number", values[i]);
      }
    }
    return values;
  }

  private DataException unexpected(int row, String column, String expected, double found)
      throws IOException {
    return unexpected(row, column, expected, Double.isNaN(found) ? "none" : String.valueOf(found));
  }

  /** What was expected of a row and what was found there. */
  DataException unexpected(int row, String column, String expected, String found)
      throws IOException {
    return new DataException(
        "%s: %s: expected %s, found %s"
            .formatted(table.place(frame, row), column, expected, found));
  }

  private double[] scores(String column, SheetLabels labels) throws IOException {
    if (table.column("scores", column).type() == ColumnType.TEXT) {
      return labels.decisions((FrameColumn.Texts) frame.column(column));
    }
    return shares(column);
  }

  /** Numbers from 0 to 1. */
  double[] shares(String column) throws IOException {
    if (type(column) == ColumnType.TEXT) {
      return finite(column);
    }
    double[] scores = frame.numbers(column);
    for (int i = 0; i < scores.length; i++) {
      if (!(scores[i] >= 0 && scores[i] <= 1)) {
        throw unexpected(i, column, "a probability, a number from 0 to 1", scores[i]);
      }
    }
    return scores;
  }

  /** What the record says of the file. */
  ScoreFile summary(ScoredSet set) throws IOException {
    Digest rows = SetRecord.rowsDigest(keys.keys(), set.labels());
    return summary(rows, TrainStep.positives(set.labels()), set.independent());
  }

  /** The same where labels are numbers. */
  ScoreFile summary(NumberSet set) throws IOException {
    return summary(rowsDigest(set.actual()), null, set.independent());
  }

  /** The same of several classes. */
  ScoreFile summary(ClassSet set) throws IOException {
    MessageDigest sha = Digest.sha256();
    for (int i = 0; i < set.size(); i++) {
      byte[] name = set.classes().get(set.actual()[i]).getBytes(StandardCharsets.UTF_8);
      ByteBuffer row = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + name.length);
      sha.update(row.putLong(keys.keys()[i]).putInt(name.length).put(name).flip());
    }
    return summary(Digest.finish(sha), null, set.independent());
  }

  /** The same of sets of labels. */
  ScoreFile summary(LabelSet set) throws IOException {
    MessageDigest sha = Digest.sha256();
    for (int i = 0; i < set.size(); i++) {
      int[] labels = set.actual()[i];
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(keys.keys()[i]).flip());
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(labels.length).flip());
      for (int label : labels) {
        byte[] name = set.labels().get(label).getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
        sha.update(name);
      }
    }
    return summary(Digest.finish(sha), null, set.independent());
  }

  private Digest rowsDigest(double[] actual) {
    MessageDigest sha = Digest.sha256();
    ByteBuffer row = ByteBuffer.allocate(Long.BYTES + Double.BYTES);
    for (int i = 0; i < actual.length; i++) {
      sha.update(row.clear().putLong(keys.keys()[i]).putDouble(actual[i]).flip());
    }
    return Digest.finish(sha);
  }

  private ScoreFile summary(Digest rows, @Nullable Long positives, long units) throws IOException {
    return new ScoreFile(
        name(),
        file.toString(),
        Digest.of(file),
        frame.rows(),
        table.rows() - frame.rows(),
        positives,
        rows,
        question.unit(),
        units);
  }
}
