package dev.nightjar.expectation;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.expectation.Question.Aggregate.Function;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_X_to_be_between} for a number made of a column. Without a value (no rows, or
 * all missing) it fails; without bounds it holds, whatever the value, and says so.
 */
record AggregateBetween(
    ExpectationSpec spec, String column, Function function, String name, Bounds bounds)
    implements Expectation {

  /** The kind of that name, such as {@code mean}. */
  static Kind kind(String name, Function function) {
    return Kind.of(
        "expect_column_" + name + "_to_be_between",
        a ->
            new AggregateBetween(
                a.spec(), a.name("column"), function, name.replace('_', ' '), a.bounds()),
        "column",
        "min_value",
        "max_value",
        "strict_min",
        "strict_max");
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    bounds(schema);
    return List.of(asked(), present());
  }

  private Question.Aggregate asked() {
    return new Question.Aggregate(Rows.of(spec), column, function);
  }

  private Question.MapCount present() {
    return new Question.MapCount(
        Rows.of(spec), new Condition.Missing(column), Condition.TRUE, columns());
  }

  private Bounds bounds(Schema schema) {
    Column own = schema.column(column).orElseThrow();
    return switch (function) {
      case MIN, MAX -> bounds.typed(own);
      case MEAN, MEDIAN, STDEV, SUM -> {
        Columns.ofType(
            schema,
            column,
            "its " + name + " needs numbers",
            ColumnType.INTEGER,
            ColumnType.DOUBLE);
        yield bounds.typed(own);
      }
      case DISTINCT -> bounds.typed(new Column(name, ColumnType.INTEGER));
    };
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    Object observed = answers.to(asked()).value();
    Answer.Counts counts = answers.to(present());
    Bounds typed = bounds(answers.schema());
    boolean success = bounds.isOpen() || (observed != null && typed.hold(observed));
    return ExpectationResult.of(
        spec,
        success,
        result(observed, counts),
        sentence(spec, name + " of " + column, bounds, observed));
  }

  /** The fields of a result about one number. */
  static Map<String, @Nullable Object> result(@Nullable Object observed, Answer.Counts counts) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", Results.json(observed));
    result.put("element_count", counts.elements());
    result.put("missing_count", counts.missing());
    result.put(
        "missing_percent",
        counts.elements() == 0 ? null : counts.missing() * 100.0 / counts.elements());
    return result;
  }

  /** The sentence about one number. */
  static String sentence(
      ExpectationSpec spec, String subject, Bounds bounds, @Nullable Object observed) {
    String head = subject + (bounds.isOpen() ? "" : " " + bounds.text()) + Wording.scope(spec);
    String seen = observed == null ? "there is no value" : "it is " + Wording.value(observed);
    return head + ": " + seen + (bounds.isOpen() ? "; no bounds were given" : "");
  }
}
