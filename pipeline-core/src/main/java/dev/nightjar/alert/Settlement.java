package dev.nightjar.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a delivery after a try. */
public sealed interface Settlement {

  /** Tries of one message to one channel. */
  int TRIES = 12;

  /** No receiver is left alone for longer, whatever it asks for. */
  Duration LONGEST_REST = Duration.ofHours(1);

  /** What the receiver, or whoever stands for it, said. */
  String answer();

  /** It was sent; nothing more is to be done. */
  record Sent(String answer) implements Settlement {}

  /** It is tried again after this time. */
  record Again(String answer, Duration rest) implements Settlement {}

  /** It is not tried again unless a person wants it. */
  record GivenUp(String answer) implements Settlement {}

  /**
   * The rule: waits of 10 seconds that double up to half an hour, at most {@value #TRIES} tries, a
   * little over two and a half hours in all. A receiver that asks for a longer rest gets it, up to
   * an hour. Pure.
   *
   * @param attempt the how manieth try the answer is to, from 1
   */
  static Settlement of(Answer answer, int attempt) {
    if (answer instanceof Answer.Accepted accepted) {
      return new Sent(accepted.text());
    }
    if (answer instanceof Answer.Unreachable unreachable) {
      if (attempt >= TRIES) {
        return new GivenUp("%s; given up after %d tries".formatted(unreachable.text(), attempt));
      }
      return new Again(unreachable.text(), longer(backOff(attempt), unreachable.rest()));
    }
    return new GivenUp(answer.text());
  }

  private static Duration longer(Duration wait, @Nullable Duration asked) {
    if (asked == null || asked.compareTo(wait) <= 0) {
      return wait;
    }
    return asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST;
  }

  private static Duration backOff(int attempt) {
    long seconds = 10L << Math.min(attempt - 1, 20);
    return Duration.ofSeconds(Math.min(seconds, 1_800));
  }
}
