package dev.nightjar.schedules.app;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Heartbeat;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Settlement;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.Courier;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a command that runs nights without an orchestrator: they go out while it works, and
 * what is left for a short time after it. A night never fails for its alerts.
 */
final class Outgoing implements AutoCloseable {

  /** A little more than one try of a channel takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final Outbox outbox;
  private final ChannelKinds kinds;
  private final Consumer<String> remark;
  private final Set<String> silent = new ConcurrentSkipListSet<>();
  private final @Nullable Courier courier;

  private Outgoing(Outbox outbox, ChannelKinds kinds, LocalPlaces places, Consumer<String> remark) {
    this.outbox = outbox;
    this.kinds = kinds;
    this.remark = remark;
    this.courier =
        kinds.wishes().isEmpty()
            ? null
            : new Courier(outbox, kinds.wishes(), kinds.channels(), places.clock(), new Troubles());
  }

  /**
   * Begins to send what waits.
   *
   * @param remark hears what a person should know
   */
  static Outgoing open(LocalPlaces places, Outbox outbox, Consumer<String> remark) {
    ChannelKinds kinds = ChannelKinds.open(places.alerts(), places.clock());
    kinds
        .troubles()
        .forEach(
            (channel, why) ->
                remark.accept(
                    "alert channel %s: %s; its alerts wait in the outbox".formatted(channel, why)));
    Outgoing outgoing = new Outgoing(outbox, kinds, places, remark);
    if (outgoing.courier != null) {
      outgoing.courier.start();
    }
    return outgoing;
  }

  /** Tells whoever listens from outside that a night came to its end; a failed one is silence. */
  void ended(Status status) {
    if (status != Status.SUCCEEDED
        && status != Status.BLOCKED
        && status != Status.AWAITING_APPROVAL) {
      return;
    }
    for (Heartbeat heartbeat : kinds.heartbeats()) {
      try {
        if (!(heartbeat.beat() instanceof Answer.Accepted)) {
          silent.add(heartbeat.name());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    if (courier != null) {
      courier.close(PATIENCE);
      left();
    }
    if (!silent.isEmpty()) {
      remark.accept("no answer from " + String.join(", ", silent) + " (nightjar alerts test)");
    }
  }

  private void left() {
    try {
      int waiting = outbox.waiting(100).size();
      if (waiting > 0) {
        remark.accept(
            "%s %s in the outbox; the next run sends what is left (nightjar alerts list)"
                .formatted(waiting == 1 ? "1 alert" : waiting + " alerts", "waits"));
      }
    } catch (LedgerException e) {
      remark.accept("the outbox of alerts could not be looked into: " + e.getMessage());
    }
  }

  private final class Troubles implements Courier.Listener {

    @Override
    public void tried(Delivery delivery, Settlement settlement) {
      if (!(settlement instanceof Settlement.Sent)) {
        silent.add(delivery.channel());
      }
    }

    @Override
    public void trouble(String what, Exception why) {
      silent.add("the outbox");
    }
  }
}
