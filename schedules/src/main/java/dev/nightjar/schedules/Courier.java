package dev.nightjar.schedules;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Settlement;
import dev.nightjar.run.LedgerException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends what waits in the outbox. Each channel has a thread of its own, so that one that hangs
 * delays no other; one that does not answer is left alone for a while. Several couriers may share
 * an outbox.
 *
 * <p>Thread-safe.
 */
public final class Courier implements AutoCloseable {

  /** How often each channel looks into the outbox. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** How long a channel that did not answer is left alone, whatever waits for it. */
  private static final Duration REST = Duration.ofSeconds(10);

  /** Longer than any channel takes for one message. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** For how long alerts are remembered after they were sent. */
  private static final Duration MEMORY = Duration.ofDays(90);

  /** Hears of each try. Called from any thread; must not throw. */
  public interface Listener {

    /** A message was sent, is tried again, or was given up. */
    void tried(Delivery delivery, Settlement settlement);

    /** The outbox could not be looked into; it is looked into again. */
    void trouble(String what, Exception why);
  }

  private final Outbox outbox;
  private final Map<String, Set<AlertKind>> wishes;
  private final List<Post> posts = new ArrayList<>();
  private final InstantSource clock;
  private final Listener listener;
  private volatile boolean abandoned;

  /**
   * A courier that does nothing before it is started or told to.
   *
   * @param wishes the kinds that each channel wants, by name; one that could not be opened may be
   *     among them: its copies wait
   * @param channels those that can be sent to
   * @param clock of this machine, for rests
   */
  public Courier(
      Outbox outbox,
      Map<String, Set<AlertKind>> wishes,
      List<Channel> channels,
      InstantSource clock,
      Listener listener) {
    this.outbox = outbox;
    this.wishes = Map.copyOf(wishes);
    this.clock = clock;
    this.listener = listener;
    channels.forEach(channel -> posts.add(new Post(channel)));
  }

  /** Sends from now on whatever comes into the outbox, until it is closed. */
  public void start() {
    guarded(() -> outbox.forget(MEMORY));
    for (Post post : posts) {
      ScheduledFuture<?> unused =
          post.thread.scheduleWithFixedDelay(post::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Sends what is due now, and ends. What could not be sent stays in the outbox, for the next
   * process.
   *
   * @param patience how long to wait for it
   */
  public void close(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Post post : posts) {
      post.thread.execute(post::last);
      post.thread.shutdown();
    }
    try {
      for (Post post : posts) {
        post.thread.awaitTermination(
            Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Not interrupted: that would close the files which the ledger has open.
    abandoned = true;
  }

  /** The same without patience. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (LedgerException e) {
      if (abandoned) {
        return;
      }
      listener.trouble("the outbox of alerts could not be looked into", e);
    }
  }

  /** A channel and its thread. */
  private final class Post {

    private final Channel channel;
    private final ScheduledExecutorService thread;
    private Instant restsUntil = Instant.MIN;

    Post(Channel channel) {
      this.channel = channel;
      this.thread =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread daemon = new Thread(work, "alerts " + channel.name());
                daemon.setDaemon(true);
                return daemon;
              });
    }

    void look() {
      if (!clock.instant().isBefore(restsUntil)) {
        guarded(this::sendAll);
      }
    }

    /** A channel that rests is tried once more before the process ends. */
    void last() {
      guarded(this::sendAll);
    }

    private void sendAll() {
      outbox.route(wishes);
      // One at a time: a lease begins when its sending does.
      for (List<Delivery> next = next(); !next.isEmpty(); next = next()) {
        if (!send(next.get(0))) {
          return;
        }
      }
    }

    private List<Delivery> next() {
      return abandoned ? List.of() : outbox.claim(channel.name(), LEASE, 1);
    }

    /** Whether the next one may be sent. */
    private boolean send(Delivery delivery) {
      Answer answer;
      try {
        answer = channel.send(delivery.message());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        answer = new Answer.Unreachable("the process ended before an answer came", null);
      } catch (RuntimeException e) {
        answer = new Answer.Unreachable("unexpected " + e, null);
      }
      Settlement settlement = Settlement.of(answer, delivery.attempt());
      outbox.settle(delivery, settlement);
      listener.tried(delivery, settlement);
      if (answer instanceof Answer.Unreachable) {
        restsUntil = clock.instant().plus(REST);
        return false;
      }
      return true;
    }
  }
}
