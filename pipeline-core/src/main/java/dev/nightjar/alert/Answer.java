package dev.nightjar.alert;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a channel says of a message that it was given. */
public sealed interface Answer {

  /** One line for a person; it holds no secret. */
  String text();

  /** The receiver has it. */
  record Accepted(String text) implements Answer {}

  /** The receiver will never take it: to try again is in vain. */
  record Refused(String text) implements Answer {}

  /**
   * It may have come through or not, and may be tried again.
   *
   * @param rest how long the receiver wants to be left alone; null: it did not say
   */
  record Unreachable(String text, @Nullable Duration rest) implements Answer {}
}
