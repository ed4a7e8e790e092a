package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Metric.Direction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the metrics that a pipeline file, or one of gates, makes itself. */
final class CostBinder {

  private final Vocabulary vocabulary;
  private final List<Problem> problems;

  CostBinder(Vocabulary vocabulary, List<Problem> problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /**
   * What a file of gates makes.
   *
   * @param names of all, those that are wrong as well: who asks for one is not wrong too
   */
  record Made(List<String> names, List<CostMatrix> costs, List<ClassCosts> ofClasses) {}

  /** Null when the file makes none. */
  @Nullable List<CostMatrix> bind(Section file) {
    Section metrics = file.section("metrics");
    List<CostMatrix> made = new ArrayList<>();
    for (String name : metrics.node().entries().keySet()) {
      requireFree(name, metrics.line(name));
      CostMatrix matrix = matrix(name, metrics.section(name), metrics.line(name));
      if (matrix != null) {
        made.add(matrix);
      }
    }
    return made.isEmpty() ? null : List.copyOf(made);
  }

  /** Of a file of gates. */
  Made bind(Section file, GatesSubject subject) {
    Section metrics = file.section("metrics");
    List<CostMatrix> made = new ArrayList<>();
    List<ClassCosts> ofClasses = new ArrayList<>();
    for (String name : metrics.node().entries().keySet()) {
      int line = metrics.line(name);
      Section section = metrics.section(name);
      requireFree(name, line);
      if (!new ClassCostBinder(subject, problems).fits(name, section, line)) {
        continue;
      }
      if (section.has(ClassCostBinder.CLASSES)) {
        ofClasses.add(ClassCostBinder.bind(name, section));
        continue;
      }
      CostMatrix matrix = matrix(name, section, line);
      if (matrix != null) {
        made.add(matrix);
      }
    }
    return new Made(
        List.copyOf(metrics.node().entries().keySet()), List.copyOf(made), List.copyOf(ofClasses));
  }

  private void requireFree(String name, int line) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      problems.add(
          new Problem(
              line, "a metric's name is lower-case letters, digits and _, not “" + name + "”"));
    } else if (knows(vocabulary.metric(), name) || knows(vocabulary.measure(), name)) {
      problems.add(new Problem(line, "there is a metric " + name + " already: take another name"));
    }
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
    return new CostMatrix(name, direction(s), entries);
  }

  /** Of a section that may say it. */
  static Direction direction(Section s) {
    return s.has("direction") && s.text("direction").equals("higher")
        ? Direction.HIGHER_IS_BETTER
        : Direction.LOWER_IS_BETTER;
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
