package dev.nightjar.jobs.config;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.text.Nearest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds the cost matrices of a file of gates against what it is about. */
record ClassCostBinder(GatesSubject subject, List<Problem> problems) {

  /** The key under which a matrix of several classes stands. */
  static final String CLASSES = "classes";

  /**
   * Whether a matrix is about these labels; reports it otherwise, and what is wrong with its
   * classes and amounts.
   */
  boolean fits(String name, Section s, int line) {
    boolean two = Arrays.stream(CostMatrix.Cell.values()).anyMatch(cell -> s.has(cell.key()));
    boolean several = s.has(CLASSES);
    String unfit = unfit(two, several);
    if (unfit != null) {
      problems.add(new Problem(line, "metric " + name + " " + unfit));
      return false;
    }
    for (CostMatrix.Cell cell : CostMatrix.Cell.values()) {
      check(name, s, cell.key());
    }
    Section classes = s.section(CLASSES);
    for (String actual : classes.node().entries().keySet()) {
      known(name, actual, classes.line(actual));
      Section called = classes.section(actual);
      for (String said : called.node().entries().keySet()) {
        known(name, said, called.line(said));
        check(name + "." + actual, called, said);
      }
    }
    return true;
  }

  private @Nullable String unfit(boolean two, boolean several) {
    if (two && several) {
      return "is about two classes or about several, not both";
    }
    if (subject.labels() instanceof GatesSubject.Other other) {
      return "is about classes, and labels are " + other.what();
    }
    if (subject.labels() instanceof GatesSubject.Several named && !several) {
      return "%s: it needs classes, such as {%s: {%s: 5}}"
          .formatted(
              two ? "is about two classes, and labels are of several classes" : "counts nothing",
              named.names().get(0),
              last(named.names()));
    }
    return subject.labels() instanceof GatesSubject.Two && several
        ? "is about several classes, which --task multiclass has"
        : null;
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }

  private void known(String metric, String found, int line) {
    if (subject.labels() instanceof GatesSubject.Several several
        && !several.names().contains(found)) {
      problems.add(
          new Problem(
              line,
              "metric %s: there is no class %s%s (known: %s)"
                  .formatted(
                      metric,
                      found,
                      Nearest.hint(found, several.names()),
                      String.join(", ", several.names()))));
    }
  }

  private void check(String what, Section s, String key) {
    Expression amount = s.parsed(key, Expression::new);
    if (amount != null) {
      try {
        subject.amount().accept(amount);
      } catch (DataException e) {
        problems.add(
            new Problem(s.line(key), "metric %s.%s: %s".formatted(what, key, e.getMessage())));
      }
    }
  }

  /** The matrix of several classes of a section that has one. */
  static ClassCosts bind(String name, Section s) {
    Section classes = s.section(CLASSES);
    Map<String, Map<String, Expression>> entries = new LinkedHashMap<>();
    for (String actual : classes.node().entries().keySet()) {
      Map<String, Expression> amounts = new LinkedHashMap<>();
      Section called = classes.section(actual);
      called
          .node()
          .entries()
          .keySet()
          .forEach(said -> amounts.put(said, new Expression(called.text(said))));
      entries.put(actual, amounts);
    }
    return new ClassCosts(name, CostBinder.direction(s), entries);
  }
}
