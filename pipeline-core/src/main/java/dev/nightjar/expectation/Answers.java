package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * All that is known when expectations are judged.
 *
 * @param dataset the dataset's own columns
 * @param schema the columns, derived ones too
 * @param cutoff local logical time of the run
 * @param found what an engine found
 */
public record Answers(
    Schema dataset, Schema schema, LocalDateTime cutoff, Map<Question<?>, Answer> found) {

  public Answers {
    found = Map.copyOf(found);
  }

  /** The answer; throws {@link UnknownAnswer} when the engine has none. */
  <A extends Answer> A to(Question<A> question) {
    Answer answer = found.get(question);
    if (answer instanceof Answer.Unknown unknown) {
      throw new UnknownAnswer(unknown.why());
    }
    if (!question.answer().isInstance(answer)) {
      throw new IllegalStateException("the engine answered " + question + " with " + answer);
    }
    return question.answer().cast(answer);
  }

  /** An engine could not answer. */
  static final class UnknownAnswer extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownAnswer(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }
}
