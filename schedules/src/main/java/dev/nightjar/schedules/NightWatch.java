package dev.nightjar.schedules;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The watchman's own thread: rounds go on when whatever wakes the orchestrator does not. After each
 * round in which everything answered, the heartbeats that are due go out, from a thread of theirs.
 */
public final class NightWatch implements AutoCloseable {

  private static final Duration ROUND = Duration.ofSeconds(30);

  private final Watchman watchman;
  private final List<Heartbeat> heartbeats;
  private final InstantSource clock;
  private final OrchestratorListener listener;
  private final Map<String, Instant> beaten = new HashMap<>();
  private final ScheduledExecutorService rounds = thread("watchman");
  private final ScheduledExecutorService pulse = thread("heartbeat url");

  public NightWatch(
      Watchman watchman,
      List<Heartbeat> heartbeats,
      InstantSource clock,
      OrchestratorListener listener) {
    this.watchman = watchman;
    this.heartbeats = List.copyOf(heartbeats);
    this.clock = clock;
    this.listener = listener;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread daemon = new Thread(work, name);
          daemon.setDaemon(true);
          return daemon;
        });
  }

  /** Makes the first round soon, and the others every half minute. */
  public void start() {
    ScheduledFuture<?> unused =
        rounds.scheduleWithFixedDelay(this::look, 1, ROUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** Makes a round. */
  void look() {
    try {
      watchman.round();
    } catch (Exception e) {
      // Silence is what whoever listens from outside is to notice.
      listener.trouble("the watchman could not see everything", e);
      return;
    }
    pulse.execute(this::beat);
  }

  private void beat() {
    Instant now = clock.instant();
    for (Heartbeat heartbeat : heartbeats) {
      Instant last = beaten.get(heartbeat.name());
      // A round may come a little early.
      if (last != null && last.plus(heartbeat.every()).minus(ROUND.dividedBy(2)).isAfter(now)) {
        continue;
      }
      try {
        Answer answer = heartbeat.beat();
        if (!(answer instanceof Answer.Accepted)) {
          listener.trouble(
              "heartbeat " + heartbeat.name(), new IllegalStateException(answer.text()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      beaten.put(heartbeat.name(), now);
    }
  }

  /** Makes no further round. */
  @Override
  public void close() {
    rounds.shutdown();
    pulse.shutdown();
  }
}
