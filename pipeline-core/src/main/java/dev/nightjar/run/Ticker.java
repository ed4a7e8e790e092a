package dev.nightjar.run;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does something again and again, beside the work. */
@FunctionalInterface
public interface Ticker {

  /** Something that ticks until it is closed. */
  interface Ticking extends AutoCloseable {
    @Override
    void close();
  }

  /** Does the task once in every period, the first time after one; the task must not throw. */
  Ticking every(Duration period, Runnable task);

  /** A daemon thread for each task, so that a program can end while it ticks. */
  static Ticker daemon() {
    return (period, task) -> {
      ScheduledExecutorService thread =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread daemon = new Thread(work, "heartbeat");
                daemon.setDaemon(true);
                return daemon;
              });
      long nanos = period.toNanos();
      ScheduledFuture<?> ticks =
          thread.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
      return () -> {
        // Not interrupted: that would close the files which the task has open.
        ticks.cancel(false);
        thread.shutdown();
      };
    };
  }
}
