package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.List;

/**
 * {@code expect_column_proportion_of_unique_values_to_be_between}: different values by present
 * rows; 0 when there is none.
 */
record ProportionUniqueBetween(ExpectationSpec spec, String column, Bounds bounds)
    implements Expectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_proportion_of_unique_values_to_be_between",
          a -> new ProportionUniqueBetween(a.spec(), a.name("column"), a.bounds()),
          "column",
          "min_value",
          "max_value",
          "strict_min",
          "strict_max");

  ProportionUniqueBetween {
    if (bounds.min() instanceof String || bounds.max() instanceof String) {
      throw new IllegalArgumentException(
          spec.type() + ": min_value and max_value: expected numbers from 0 to 1");
    }
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of(distinct(), present());
  }

  private Question.Aggregate distinct() {
    return new Question.Aggregate(Rows.of(spec), column, Question.Aggregate.Function.DISTINCT);
  }

  private Question.MapCount present() {
    return new Question.MapCount(
        Rows.of(spec), new Condition.Missing(column), Condition.TRUE, columns());
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    Answer.Counts counts = answers.to(present());
    long distinct = answers.to(distinct()).value() instanceof Long n ? n : 0;
    double observed = counts.present() == 0 ? 0 : (double) distinct / counts.present();
    return ExpectationResult.of(
        spec,
        bounds.hold(observed),
        AggregateBetween.result(observed, counts),
        AggregateBetween.sentence(
            spec, "proportion of unique values of " + column, bounds, observed));
  }
}
