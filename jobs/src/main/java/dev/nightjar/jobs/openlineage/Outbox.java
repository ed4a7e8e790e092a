package dev.nightjar.jobs.openlineage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to a transport, one after the other, on a thread of its own. Whoever posts never
 * waits: what finds the queue full is dropped.
 */
final class Outbox implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int LONGEST_QUEUE = 1_000;
  private static final long IDLE_SECONDS = 10;

  private final Transport transport;
  private final Duration patience;
  private final ThreadPoolExecutor sender;

  /**
   * An outbox.
   *
   * @param patience how long {@link #close} waits
   */
  Outbox(Transport transport, Duration patience) {
    this.transport = transport;
    this.patience = patience;
    this.sender =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(LONGEST_QUEUE),
            task -> {
              Thread thread = new Thread(task, "lineage");
              thread.setDaemon(true);
              return thread;
            });
    this.sender.allowCoreThreadTimeOut(true);
  }

  /** The events of one run: what ails them is said once. */
  final class Post {

    private final String about;
    private final AtomicBoolean complained = new AtomicBoolean();

    Post(String about) {
      this.about = about;
    }

    /** Sends what the supplier makes; it is asked on the outbox's thread. */
    void post(Supplier<List<String>> events) {
      try {
        sender.execute(() -> send(events));
      } catch (RejectedExecutionException e) {
        complain(LONGEST_QUEUE + " events wait already", null);
      }
    }

    private void send(Supplier<List<String>> events) {
      try {
        for (String event : events.get()) {
          transport.send(event);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        complain(String.valueOf(e.getMessage()), null);
      } catch (RuntimeException e) {
        complain("an event could not be made", e);
      }
    }

    private void complain(String why, @Nullable Throwable bug) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn("lineage of {} is incomplete: {}; the night goes on", about, why, bug);
      }
    }
  }

  Post about(String run) {
    return new Post(run);
  }

  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        int left = sender.shutdownNow().size() + 1;
        LOG.warn(
            "{} events of lineage were not sent within {} s: {}",
            left,
            patience.toSeconds(),
            transport);
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    } finally {
      transport.close();
    }
  }
}
