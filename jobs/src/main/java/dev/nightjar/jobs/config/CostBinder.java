package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Metric.Direction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the metrics that a pipeline file makes itself. */
final class CostBinder {

  private final Vocabulary vocabulary;
  private final List<Problem> problems;

  CostBinder(Vocabulary vocabulary, List<Problem> problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** Null when the file makes none. */
  @Nullable List<CostMatrix> bind(Section file) {
    Section metrics = file.section("metrics");
    List<CostMatrix> made = new ArrayList<>();
    for (String name : metrics.node().entries().keySet()) {
      int line = metrics.line(name);
      if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
        problems.add(
            new Problem(
                line, "a metric's name is lower-case letters, digits and _, not “" + name + "”"));
      } else if (knows(vocabulary.metric(), name) || knows(vocabulary.measure(), name)) {
        problems.add(
            new Problem(line, "there is a metric " + name + " already: take another name"));
      }
      CostMatrix matrix = matrix(name, metrics.section(name), line);
      if (matrix != null) {
        made.add(matrix);
      }
    }
    return made.isEmpty() ? null : List.copyOf(made);
  }

  private @Nullable CostMatrix matrix(String name, Section s, int line) {
    Map<CostMatrix.Cell, Expression> entries = new EnumMap<>(CostMatrix.Cell.class);
    List<String> keys = new ArrayList<>();
    for (CostMatrix.Cell cell : CostMatrix.Cell.values()) {
      keys.add(cell.key());
      Expression amount = s.parsed(cell.key(), Expression::new);
      if (amount != null) {
        entries.put(cell, amount);
      }
    }
    if (entries.isEmpty()) {
      problems.add(
          new Problem(line, name + " counts nothing: it needs one of " + String.join(", ", keys)));
      return null;
    }
    boolean gains = s.has("direction") && s.text("direction").equals("higher");
    return new CostMatrix(
        name, gains ? Direction.HIGHER_IS_BETTER : Direction.LOWER_IS_BETTER, entries);
  }

  private static boolean knows(Consumer<String> vocabulary, String name) {
    try {
      vocabulary.accept(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
