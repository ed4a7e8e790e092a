package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_distinct_values_to_be_in_set}, {@code …_to_contain_set} and {@code
 * …_to_equal_set}. The different values of a column against a set; without a set nothing is asked.
 * The result shows those in the set and at most {@value #SHOWN} others.
 */
record DistinctValues(
    ExpectationSpec spec, String column, @Nullable List<Object> values, Relation relation)
    implements Expectation {

  private static final int SHOWN = 200;

  static final Kind IN = kind("be_in_set", Relation.IN);
  static final Kind CONTAIN = kind("contain_set", Relation.CONTAIN);
  static final Kind EQUAL = kind("equal_set", Relation.EQUAL);

  /** What the values must be to the set. */
  enum Relation {
    IN,
    CONTAIN,
    EQUAL
  }

  private static Kind kind(String name, Relation relation) {
    return Kind.of(
        "expect_column_distinct_values_to_" + name, a -> read(a, relation), "column", "value_set");
  }

  private static DistinctValues read(Arguments a, Relation relation) {
    if (!a.spec().kwargs().containsKey("value_set")) {
      throw a.wrong("value_set", "a list");
    }
    return new DistinctValues(a.spec(), a.name("column"), a.values("value_set"), relation);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of(asked(schema));
  }

  private Question.Distinct asked(Schema schema) {
    return new Question.Distinct(Rows.of(spec), column, wanted(schema), SHOWN);
  }

  private List<Object> wanted(Schema schema) {
    return values == null
        ? List.of()
        : Literals.typed("value_set", values, schema.column(column).orElseThrow());
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    List<Object> wanted = wanted(answers.schema());
    Answer.Distincts found = answers.to(asked(answers.schema()));
    List<Object> absent = new ArrayList<>(wanted);
    List<Object> others = new ArrayList<>();
    List<Object> counts = new ArrayList<>();
    List<Object> observed = new ArrayList<>();
    for (Answer.ValueCount one : found.values()) {
      if (!absent.removeIf(w -> Literals.compare(w, one.value()) == 0)) {
        others.add(one.value());
      }
      observed.add(one.value());
      counts.add(Results.valueCount(one.value(), one.count()));
    }
    long outside = found.distinct() - (wanted.size() - absent.size());
    // As in Great Expectations, an empty set asks nothing of what is in it.
    boolean in = wanted.isEmpty() || outside == 0;
    boolean success =
        values == null
            || switch (relation) {
              case IN -> in;
              case CONTAIN -> absent.isEmpty();
              case EQUAL -> outside == 0 && absent.isEmpty();
            };
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", Results.list(observed));
    result.put("distinct_count", found.distinct());
    result.put("details", Map.of("value_counts", counts));
    return ExpectationResult.of(spec, success, result, sentence(success, found, absent, others));
  }

  private String sentence(
      boolean success, Answer.Distincts found, List<Object> absent, List<Object> others) {
    String name =
        switch (relation) {
          case IN -> " in ";
          case CONTAIN -> " containing ";
          case EQUAL -> " equal to ";
        };
    String set = values == null ? "any set" : Wording.set(values);
    String head = "values of " + column + name + set + Wording.scope(spec) + ": ";
    if (success) {
      return head + Wording.count(found.distinct()) + " different, as expected";
    }
    List<String> faults = new ArrayList<>();
    if (relation != Relation.CONTAIN && !others.isEmpty()) {
      faults.add("unexpected " + Wording.values(others));
    }
    if (relation != Relation.IN && !absent.isEmpty()) {
      faults.add("absent " + Wording.values(absent));
    }
    return head + String.join("; ", Objects.requireNonNull(faults));
  }
}
