package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds columns against those of a label dataset, and gathers what does not fit. */
final class LabelColumns {

  private final String dataset;
  private final Schema schema;
  private final List<Problem> problems = new ArrayList<>();

  LabelColumns(String dataset, Schema schema) {
    this.dataset = dataset;
    this.schema = schema;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void require(Expression expression, int line) {
    for (String column : expression.columns()) {
      if (schema.column(column).isEmpty()) {
        problems.add(Problem.noColumn(line, dataset, column, schema.names()));
      }
    }
  }

  /** A derived column has its type only where rows are read, which is where it is checked. */
  void requireKey(Label.Key key, Schema rows, int line) {
    Column label = schema.column(key.label()).orElse(null);
    Column row = rows.column(key.row()).orElse(null);
    if (label == null) {
      problems.add(Problem.noColumn(line, dataset, key.label(), schema.names()));
    } else if (row != null && row.type() != label.type()) {
      problems.add(
          new Problem(
              line,
              "%s is %s in the rows and %s is %s in dataset %s: a key has one type"
                  .formatted(
                      row.name(),
                      row.type().name().toLowerCase(Locale.ROOT),
                      label.name(),
                      label.type().name().toLowerCase(Locale.ROOT),
                      dataset)));
    }
  }
}
