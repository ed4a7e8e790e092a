package dev.nightjar.jobs.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process and what it started. Who has lost his parent cannot be found any more, so that it has
 * to be looked while all live. Not thread-safe.
 */
final class ProcessTree {

  private final Set<ProcessHandle> all = new LinkedHashSet<>();

  ProcessTree(ProcessHandle root) {
    all.add(root);
  }

  /** Remembers who is there. */
  void look() {
    for (ProcessHandle known : Set.copyOf(all)) {
      known.descendants().forEach(all::add);
    }
  }

  /**
   * Ends all of them: they are told to, and killed after the grace, or at once when this thread is
   * interrupted, which it stays. All are gone, or about to be, when it returns.
   */
  void end(Duration grace) {
    look();
    all.forEach(ProcessHandle::destroy);
    boolean interrupted = !ended(grace);
    look();
    all.forEach(ProcessHandle::destroyForcibly);
    interrupted |= !ended(grace);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; false: it was interrupted. */
  private boolean ended(Duration most) {
    try {
      CompletableFuture<?>[] ends =
          all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(ends).get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // Who is left is seen next.
    } catch (InterruptedException e) {
      return false;
    }
    return true;
  }
}
