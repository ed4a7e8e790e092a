package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_table_freshness}, ours: the newest event time, or the newest value of {@code
 * column}, lies at most {@code max_age} (such as {@code 2d}) before the run's logical time. Times
 * after it are left aside, so that one wrong date in the future does not hide old data. Without a
 * time it fails.
 */
record Freshness(ExpectationSpec spec, Span maxAge, @Nullable String column)
    implements Expectation {

  static final Kind KIND = Kind.of("expect_table_freshness", Freshness::read, "max_age", "column");

  private static Freshness read(Arguments a) {
    String text = a.name("max_age");
    try {
      return new Freshness(a.spec(), Span.parse(text), a.optionalName("column"));
    } catch (IllegalArgumentException e) {
      throw a.wrong("max_age", "a number and a unit (s, m, h, d, w), such as 2d");
    }
  }

  @Override
  public List<String> columns() {
    return column == null ? List.of() : List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    if (column != null) {
      Columns.ofType(schema, column, "an age needs dates", ColumnType.DATE, ColumnType.TIMESTAMP);
    }
    return List.of(asked(cutoff));
  }

  private Question.NewestTime asked(LocalDateTime cutoff) {
    return new Question.NewestTime(Rows.of(spec), column, cutoff);
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    Object newest = answers.to(asked(answers.cutoff())).value();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", Results.json(newest));
    String head =
        "newest "
            + (column == null ? "row" : column)
            + Wording.scope(spec)
            + " at most "
            + maxAge
            + " old: ";
    if (!(newest instanceof LocalDateTime time)) {
      return ExpectationResult.of(
          spec, false, result, head + "there is none up to " + answers.cutoff());
    }
    Duration age = Duration.between(time, answers.cutoff());
    result.put("age_seconds", age.toSeconds());
    return ExpectationResult.of(
        spec,
        age.compareTo(maxAge.duration()) <= 0,
        result,
        head + "it is from " + time + ", " + age(age) + " before the run");
  }

  private static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d" + (age.toHoursPart() > 0 ? " " + age.toHoursPart() + " h" : "");
    }
    return age.toHours() > 0
        ? age.toHours() + " h"
        : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
  }
}
