package dev.nightjar.schedules.app;

import dev.nightjar.run.LedgerException;
import dev.nightjar.run.RunListing;
import dev.nightjar.schedules.Health.Check;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks whether the ledger answers, and does not wait long: it tries for a while by itself. */
final class LedgerPulse implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final RunListing listing;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "pulse");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Future<?> asked;

  LedgerPulse(RunListing listing) {
    this.listing = listing;
  }

  Check check() {
    try {
      ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return new Check("ledger", true, "it answers");
    } catch (TimeoutException e) {
      return new Check("ledger", false, "it did not answer within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      // What a ledger says may name its place, which is for its owner only.
      String kind = e.getCause() instanceof LedgerException ? "it does not answer" : "it fails";
      return new Check("ledger", false, kind);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("ledger", false, "nobody waited for its answer");
    }
  }

  /** The question that is open, or a new one. */
  private synchronized Future<?> ask() {
    Future<?> open = asked;
    if (open == null || open.isDone()) {
      open = thread.submit(listing::live);
      asked = open;
    }
    return open;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
