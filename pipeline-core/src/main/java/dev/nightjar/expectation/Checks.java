package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a suite on any engine: gathers what must be known, asks once, asks for evidence where
 * something is unexpected, and judges. Each expectation that cannot be answered fails with its
 * reason and leaves the others alone.
 */
public final class Checks {

  /** What an engine does: answers every question, with {@link Answer.Unknown} at worst. */
  public interface Respondent {
    /** Answers all of them. The iteration order of the set is fixed. */
    Map<Question<?>, Answer> answer(Set<Question<?>> questions) throws IOException;
  }

  private Checks() {}

  /**
   * Runs the suite.
   *
   * @param dataset the dataset's own columns
   * @param schema the columns that can be asked: those and derived ones
   * @param cutoff local logical time of the run
   * @throws IllegalArgumentException when an expectation is not a valid one
   */
  public static CheckReport run(
      List<ExpectationSpec> suite,
      Schema dataset,
      Schema schema,
      LocalDateTime cutoff,
      Respondent engine)
      throws IOException {
    Question.RowCount all = new Question.RowCount(Rows.ALL);
    List<Step> steps = new ArrayList<>();
    Set<Question<?>> first = new LinkedHashSet<>();
    first.add(all);
    for (ExpectationSpec spec : suite) {
      Step step = Step.of(Expectations.read(spec), schema, cutoff);
      first.addAll(step.questions);
      steps.add(step);
    }
    Map<Question<?>, Answer> found = new HashMap<>(engine.answer(first));
    Answers answers = new Answers(dataset, schema, cutoff, found);
    Set<Question<?>> second = new LinkedHashSet<>();
    for (Step step : steps) {
      second.addAll(step.evidence(answers));
    }
    second.removeAll(first);
    if (!second.isEmpty()) {
      found.putAll(engine.answer(second));
      answers = new Answers(dataset, schema, cutoff, found);
    }
    List<ExpectationResult> results = new ArrayList<>();
    for (Step step : steps) {
      results.add(step.judge(answers));
    }
    long rows = answers.to(all).value() instanceof Long n ? n : 0;
    return new CheckReport(results.stream().allMatch(ExpectationResult::success), rows, results);
  }

  /** One expectation: either its questions, or why there are none. */
  private record Step(
      Expectation expectation, List<Question<?>> questions, @Nullable String problem) {

    static Step of(Expectation expectation, Schema schema, LocalDateTime cutoff) {
      for (String column : expectation.columns()) {
        if (schema.column(column).isEmpty()) {
          String near =
              Nearest.of(column, schema.names()).map(name -> "; nearest: " + name).orElse("");
          return new Step(expectation, List.of(), "column " + column + " is not there" + near);
        }
      }
      try {
        return new Step(expectation, expectation.questions(schema, cutoff), null);
      } catch (IllegalArgumentException e) {
        return new Step(expectation, List.of(), String.valueOf(e.getMessage()));
      }
    }

    List<Question<?>> evidence(Answers answers) {
      try {
        return problem == null ? expectation.evidence(answers) : List.of();
      } catch (Answers.UnknownAnswer e) {
        return List.of();
      }
    }

    ExpectationResult judge(Answers answers) {
      if (problem != null) {
        return ExpectationResult.unanswered(expectation.spec(), problem);
      }
      try {
        return expectation.judge(answers);
      } catch (Answers.UnknownAnswer e) {
        return ExpectationResult.unanswered(expectation.spec(), e.why());
      }
    }
  }
}
