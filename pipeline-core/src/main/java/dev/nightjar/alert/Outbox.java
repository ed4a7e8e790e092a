package dev.nightjar.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that are to be sent, in the ledger. An alert is written down once for its key, however
 * many processes see the fact, and then once for each channel that wants its kind. A copy is sent
 * by whoever claims it; a claim ends with its lease, so that another process goes on after a crash.
 *
 * <p>What this promises: no alert that was acknowledged is lost, and two processes never send the
 * same copy while a lease lasts. What it cannot promise: who is killed between a request and the
 * note of it leaves a copy that goes out again. It then carries the same {@link Message#id}, in a
 * CloudEvent the same {@code id}, so that a receiver can drop it. The order in which alerts arrive
 * is not promised either: one that is tried again comes after those that came through.
 *
 * <p>Thread-safe, and safe between processes. Times are the ledger's.
 */
public interface Outbox {

  /**
   * Writes down what somebody has to say, by the rules of {@link Announcement}.
   *
   * @return whether it is new; false: it was known, or there was nothing to end
   */
  boolean announce(Announcement announcement);

  /** What is wrong now, by name. */
  List<Trouble> troubles();

  /**
   * Decides for alerts of which it was not decided yet which channels get them. An alert that is
   * older than a day goes to none: a channel that is new does not begin with last month's news.
   *
   * @param channels the kinds that each wants, by its name
   */
  void route(Map<String, Set<AlertKind>> channels);

  /**
   * Takes copies for a channel that are due, the oldest first, for the time of the lease.
   *
   * @param limit at most so many
   */
  List<Delivery> claim(String channel, Duration lease, int limit);

  /** Writes down what became of a try. Nothing changes when the claim is not the latest one. */
  void settle(Delivery delivery, Settlement settlement);

  /** The newest alerts, the newest first. */
  List<OutboxEntry> recent(int limit);

  /** The newest alerts of which copies wait, or which were not routed yet, the newest first. */
  List<OutboxEntry> waiting(int limit);

  /**
   * Lets copies that were given up, and those that wait for their next try, be tried at once, with
   * all tries before them.
   *
   * @param id of one alert; null: of all
   * @return how many copies
   */
  int retry(@Nullable UUID id);

  /** Forgets alerts older than that of which no copy waits. */
  void forget(Duration age);
}
