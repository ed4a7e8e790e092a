package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An expectation of each row: it holds when the share of the present rows that are as expected is
 * at least {@code mostly}; with no present row it holds. A row counts as unexpected unless the
 * expected condition is true of it. Result fields as in Great Expectations.
 */
interface RowExpectation extends Expectation {

  /** How many unexpected rows are shown. */
  int SHOWN = 20;

  /** The share that must be as expected. */
  double mostly();

  /** What is counted. */
  Question.Counting counted(Schema schema);

  /** What is expected, such as {@code Distance between 50 and 5000}. */
  String subject();

  /** What unexpected rows are, such as {@code outside}. */
  String fault();

  /** Whether missing rows exist for this kind, and so their counts. */
  default boolean countsMissing() {
    return true;
  }

  /** How an unexpected row is shown: one value, a list of them, or a map. */
  default @Nullable Object shown(List<String> columns, List<@Nullable Object> values) {
    return values.get(0);
  }

  @Override
  default List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of(counted(schema));
  }

  @Override
  default List<Question<?>> evidence(Answers answers) {
    Question.Counting counted = counted(answers.schema());
    return answers.to(counted).unexpected() == 0
        ? List.of()
        : List.of(new Question.Unexpected(counted, SHOWN));
  }

  @Override
  default ExpectationResult judge(Answers answers) {
    Question.Counting counted = counted(answers.schema());
    Answer.Counts counts = answers.to(counted);
    List<Answer.Row> rows =
        counts.unexpected() == 0
            ? List.of()
            : answers.to(new Question.Unexpected(counted, SHOWN)).rows();
    long present = counts.present();
    boolean success =
        present == 0 || (double) (present - counts.unexpected()) / present >= mostly();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("element_count", counts.elements());
    result.put("unexpected_count", counts.unexpected());
    percent(result, "unexpected_percent", counts.unexpected(), present);
    List<@Nullable Object> values = new ArrayList<>();
    List<Object> places = new ArrayList<>();
    for (Answer.Row row : rows) {
      values.add(Results.json(shown(counted.columns(), row.values())));
      places.add(Results.place(counted.columns(), row));
    }
    result.put("partial_unexpected_list", values);
    if (countsMissing()) {
      result.put("missing_count", counts.missing());
      percent(result, "missing_percent", counts.missing(), counts.elements());
      percent(result, "unexpected_percent_total", counts.unexpected(), counts.elements());
      percent(result, "unexpected_percent_nonmissing", counts.unexpected(), present);
    }
    result.put(ExpectationResult.PLACES, places);
    if (counted.columns().size() == 1) {
      result.put("partial_unexpected_counts", counted(values));
    }
    return ExpectationResult.of(spec(), success, result, sentence(counts, values));
  }

  private static void percent(
      Map<String, @Nullable Object> result, String name, long part, long whole) {
    result.put(name, whole == 0 ? null : part * 100.0 / whole);
  }

  // By count, most first, then by value as text.
  private static List<Object> counted(List<@Nullable Object> values) {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, @Nullable Object> byText = new LinkedHashMap<>();
    for (Object value : values) {
      counts.merge(String.valueOf(value), 1L, Long::sum);
      byText.put(String.valueOf(value), value);
    }
    List<Object> result = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(e -> result.add(Results.valueCount(byText.get(e.getKey()), e.getValue())));
    return result;
  }

  private String sentence(Answer.Counts counts, List<@Nullable Object> values) {
    String head = subject() + Wording.scope(spec()) + ": ";
    long present = counts.present();
    if (present == 0) {
      return head
          + (counts.elements() == 0
              ? "there are no rows"
              : "nothing to check, " + Wording.rows(counts.elements()) + " without a value");
    }
    if (counts.unexpected() == 0) {
      return head + "holds for all " + Wording.rows(present);
    }
    double share = (double) counts.unexpected() / present;
    double allowed = Math.round((1 - mostly()) * 1e9) / 1e9;
    String limit = allowed == 0 ? "none" : Wording.percent(allowed, share);
    List<?> distinct = values.stream().filter(v -> v != null).distinct().toList();
    String such =
        distinct.isEmpty()
            ? ""
            : ", such as " + Wording.values(distinct.subList(0, Math.min(3, distinct.size())));
    return head
        + Wording.percent(share, allowed)
        + " "
        + fault()
        + " ("
        + Wording.rows(counts.unexpected())
        + "; "
        + limit
        + " allowed)"
        + such;
  }
}
