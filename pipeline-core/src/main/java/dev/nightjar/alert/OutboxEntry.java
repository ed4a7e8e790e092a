package dev.nightjar.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert and what became of it.
 *
 * @param message the alert
 * @param routed whether it was decided which channels get it
 * @param deliveries one for each of them, by the channel's name
 */
public record OutboxEntry(Message message, boolean routed, List<Copy> deliveries) {

  public OutboxEntry {
    deliveries = List.copyOf(deliveries);
  }

  /** Where a copy stands. */
  public enum State {
    WAITING,
    SENT,
    GIVEN_UP
  }

  /**
   * The copy for one channel.
   *
   * @param channel its name
   * @param state where it stands
   * @param attempts how often it was tried, a try that goes on just now included
   * @param due when it may be tried next; of no meaning unless it waits
   * @param answer what the last try came to; null: there was none, or its end was not heard of
   */
  public record Copy(
      String channel, State state, int attempts, Instant due, @Nullable String answer) {}
}
