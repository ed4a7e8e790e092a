package dev.nightjar.jobs;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.multiclass.ClassSet;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One file of scores, made a test set of classes. */
record ClassSheet(ScoreSheet sheet, ClassColumns columns) {

  // Of ten classes that are written with two decimals, rounding takes so much.
  private static final double ROUNDED = 0.01;
  private static final double SLACK = 1e-9;

  /** The rows with what every model said of them, and what that costs. */
  ClassSet set(List<ClassCosts> costs) throws IOException {
    Map<String, Integer> places = new HashMap<>();
    for (String name : columns.classes()) {
      places.put(name, places.size());
    }
    ScoreQuestion question = columns.question();
    Map<String, ClassSet.Said> models = new LinkedHashMap<>();
    for (Map.Entry<String, String> model : question.models().entrySet()) {
      int[] called = classes(model.getValue(), places);
      models.put(model.getKey(), new ClassSet.Said(called, probabilities(model.getValue())));
    }
    int[] actual = classes(question.label(), places);
    Map<String, double[][]> amounts = new LinkedHashMap<>();
    for (ClassCosts matrix : costs) {
      amounts.put(matrix.name(), amounts(matrix, places, actual));
    }
    return new ClassSet(
        sheet.name(),
        columns.classes(),
        actual,
        sheet.weights(),
        sheet.units(),
        models,
        sheet.slices(),
        amounts);
  }

  /** By called class and row. */
  private double[][] amounts(ClassCosts matrix, Map<String, Integer> places, int[] actual)
      throws IOException {
    double[][] amounts = new double[places.size()][actual.length];
    for (Map.Entry<String, Map<String, Expression>> row : matrix.entries().entrySet()) {
      int is = place(places, row.getKey());
      for (Map.Entry<String, Expression> cell : row.getValue().entrySet()) {
        Expression amount = cell.getValue();
        double[] values = sheet.frame().numbers(Rows.AMOUNT + amount.text());
        double[] to = amounts[place(places, cell.getKey())];
        for (int i = 0; i < to.length; i++) {
          if (actual[i] == is) {
            if (!Double.isFinite(values[i])) {
              throw sheet.unexpected(
                  i,
                  "metric %s.%s.%s: \"%s\""
                      .formatted(matrix.name(), row.getKey(), cell.getKey(), amount.text()),
                  "a number",
                  Double.isNaN(values[i]) ? "none" : String.valueOf(values[i]));
            }
            to[i] = values[i];
          }
        }
      }
    }
    return amounts;
  }

  private static int place(Map<String, Integer> places, String name) {
    return Objects.requireNonNull(places.get(name));
  }

  private int[] classes(String column, Map<String, Integer> places) throws IOException {
    FrameColumn.Texts texts = (FrameColumn.Texts) sheet.frame().column(ScoreTable.NAME + column);
    ColumnType type = sheet.type(column);
    int[] found = new int[texts.rows()];
    for (int i = 0; i < found.length; i++) {
      int code = texts.codes()[i];
      String name = code < 0 ? "" : ClassColumns.plain(type, texts.dictionary().get(code));
      if (name.isBlank()) {
        throw sheet.unexpected(i, column, "a class", "none");
      }
      found[i] = place(places, name);
    }
    return found;
  }

  private double @Nullable [][] probabilities(String column) throws IOException {
    if (!columns.probabilities()) {
      return null;
    }
    List<String> classes = columns.classes();
    double[][] found = new double[classes.size()][];
    for (int c = 0; c < found.length; c++) {
      found[c] = sheet.shares(ClassColumns.probability(column, classes.get(c))).clone();
    }
    for (int row = 0; row < sheet.frame().rows(); row++) {
      double sum = 0;
      for (double[] ofClass : found) {
        sum += ofClass[row];
      }
      if (!(Math.abs(sum - 1) <= ROUNDED + SLACK)) {
        throw sheet.unexpected(
            row,
            ClassColumns.probability(column, "…"),
            "probabilities that sum to 1",
            "a sum of " + Figures.plain(sum));
      }
      for (double[] ofClass : found) {
        ofClass[row] /= sum;
      }
    }
    return found;
  }

  /** A sentence for each class that models call rows and that no row of the set is. */
  List<String> notes(ClassSet set) {
    long[] actual = new long[columns.classes().size()];
    for (int c : set.actual()) {
      actual[c]++;
    }
    List<String> notes = new ArrayList<>();
    set.models()
        .forEach(
            (role, said) -> {
              long[] called = new long[actual.length];
              for (int c : said.classes()) {
                called[c]++;
              }
              for (int c = 0; c < called.length; c++) {
                if (called[c] > 0 && actual[c] == 0) {
                  notes.add(
                      "The %s calls %s of %s %s, which none is."
                          .formatted(
                              role,
                              Figures.count(called[c], "row"),
                              set.name(),
                              columns.classes().get(c)));
                }
              }
            });
    return notes;
  }
}
