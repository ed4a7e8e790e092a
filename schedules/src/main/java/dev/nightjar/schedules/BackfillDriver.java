package dev.nightjar.schedules;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillState.Status;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Works at one backfill in this process until it is over or paused. Other processes may work at it
 * too; one night is followed by the next without a pause, and only what others do is looked for
 * from time to time.
 */
public final class BackfillDriver implements AutoCloseable {

  /** How often it is looked for what other processes did, while this one has nothing to do. */
  private static final Duration GLANCE = Duration.ofMillis(500);

  private final BackfillQueue backfills;
  private final BackfillRunner runner;
  private final Digest pin;
  private final Holder holder;
  private final BiConsumer<Run, Backfill> settled;
  private final Crew crew;

  /**
   * A driver.
   *
   * @param pin what new runs are queued with
   * @param options how many nights at once in this process, and who it is
   * @param settled hears of each run that came to rest here, from any thread
   */
  public BackfillDriver(
      RunLedger ledger,
      BackfillRunner runner,
      Digest pin,
      Orchestrator.Options options,
      OrchestratorListener listener,
      BiConsumer<Run, Backfill> settled) {
    this.backfills = ledger.backfills();
    this.runner = runner;
    this.pin = pin;
    this.holder = options.holder();
    this.settled = settled;
    this.crew = new Crew(ledger, options, listener, slot -> {});
  }

  /**
   * Works, and waits for the end.
   *
   * @return the backfill: over or paused, and nobody works at it in this process
   */
  public Backfill drive(long id) throws InterruptedException {
    while (true) {
      long seen = crew.ended();
      Backfill now = fill(id);
      Status status = now.state().status();
      if (crew.isIdle() && (status.isFinal() || status == Status.PAUSED)) {
        return now;
      }
      crew.await(seen, GLANCE);
    }
  }

  /** Begins what may begin, as far as there is room. */
  private Backfill fill(long id) {
    if (crew.room() == 0) {
      return backfills.find(id).orElseThrow();
    }
    while (true) {
      BackfillQueue.Admitted admitted = backfills.admit(id, pin, holder);
      Backfill now = admitted.backfill();
      if (admitted.task() != null) {
        crew.begin(new BackfillJob(backfills, runner, now, admitted.task(), pin, settled));
      }
      if (admitted.task() == null || crew.room() == 0) {
        return now;
      }
    }
  }

  /** Begins nothing any more. */
  @Override
  public void close() {
    crew.close(Duration.ZERO);
  }
}
