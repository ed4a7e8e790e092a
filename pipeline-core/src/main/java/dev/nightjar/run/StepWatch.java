package dev.nightjar.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Executes one try of a step on a thread of its own, and ends it when it takes too long, or when
 * its run is to end or was lost: it is interrupted, and given up when that does not help.
 */
final class StepWatch {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long a step that was told to end may take for it. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private final Timing timing;
  private final Heartbeat heartbeat;
  private final Step step;
  private final boolean last;
  private final CompletableFuture<StepOutput> result = new CompletableFuture<>();
  private final Instant deadline;
  private @Nullable RuntimeException wanted;
  private @Nullable Instant told;

  /**
   * Watches one try.
   *
   * @param last whether no step comes after: who is at that does what he began, whatever is wanted
   */
  StepWatch(Timing timing, Heartbeat heartbeat, Step step, boolean last) {
    this.timing = timing;
    this.heartbeat = heartbeat;
    this.step = step;
    this.last = last;
    this.deadline = timing.clock().instant().plus(step.timeout());
  }

  /**
   * Executes it.
   *
   * @throws StepTimeout when it took too long
   * @throws CancelRequested when somebody wants the run to end
   * @throws LeaseLost when another process has the run
   * @throws InterruptedException when the calling thread was interrupted; so was the step
   */
  @SuppressWarnings("try") // It looks until it is closed.
  StepOutput execute(Operator operator, StepTask task) throws Exception {
    StepThread worker =
        new StepThread(
            step.name(),
            () -> {
              try {
                ended(operator.execute(task), null);
              } catch (Throwable e) {
                ended(null, e);
              }
            });
    try (Ticker.Ticking looking = timing.ticker().every(LOOK, () -> look(worker))) {
      worker.start();
      return result.get();
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      worker.interrupt();
      worker.join(GRACE.toMillis());
      worker.abandon();
      throw e;
    }
  }

  private static Exception thrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
  }

  private synchronized void ended(@Nullable StepOutput output, @Nullable Throwable thrown) {
    if (told != null) {
      result.completeExceptionally(why(false));
    } else if (thrown != null) {
      result.completeExceptionally(thrown);
    } else {
      result.complete(output);
    }
  }

  private synchronized void look(StepThread worker) {
    Instant now = timing.clock().instant();
    if (told == null && isOver(now)) {
      told = now;
      worker.interrupt();
    } else if (told != null && !now.isBefore(told.plus(GRACE))) {
      worker.abandon();
      result.completeExceptionally(why(true));
    }
  }

  private boolean isOver(Instant now) {
    try {
      if (last) {
        heartbeat.checkLease();
      } else {
        heartbeat.check();
      }
    } catch (CancelRequested | LeaseLost e) {
      wanted = e;
      return true;
    }
    return !now.isBefore(deadline);
  }

  private Exception why(boolean goesOn) {
    return wanted != null ? wanted : new StepTimeout(step.timeout(), goesOn);
  }
}
