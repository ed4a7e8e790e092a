package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillOptions.Order;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState.Status;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backfills that threads of this process work at, with nights that do nothing. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BackfillDriverTest {

  private static final Digest PIN = Digest.of("pipeline");

  @TempDir Path workspace;
  private RunLedger ledger;
  private final List<Slot> judged = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @BeforeEach
  void openLedger() {
    ledger = H2Ledger.open(workspace, LeaseRules.standard());
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void manyAtOnceAreJudgedByDateAndEachIsRunOnce() throws Exception {
    for (Order order : Order.values()) {
      judged.clear();
      Backfill made =
          make(order.name().toLowerCase(Locale.ROOT).replace('_', '-'), 30, 3, order, false);
      Backfill over = drive(made, this::night);
      assertThat(over.state().status()).isEqualTo(Status.SUCCEEDED);
      assertThat(judged).hasSize(30).isSorted();
      assertThat(most.get()).isLessThanOrEqualTo(3);
      judged.forEach(slot -> assertThat(ledger.runs(slot)).hasSize(1));
    }
  }

  @Test
  void twoWhoWorkAtTheSameOneShareItsNights() throws Exception {
    Backfill made = make("shared", 30, 2, Order.OLD_TO_NEW, false);
    Thread other = new Thread(() -> driveQuietly(made));
    other.start();
    Backfill over = drive(made, this::night);
    other.join();
    assertThat(over.state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(judged).hasSize(30).isSorted();
    assertThat(most.get()).as("over both").isLessThanOrEqualTo(2);
  }

  @Test
  void aPauseEndsTheWorkAndLaterItGoesOn() throws Exception {
    Backfill made = make("paused", 5, 1, Order.OLD_TO_NEW, false);
    Backfill paused =
        drive(
            made,
            (backfill, task) -> {
              if (task.place() == 3) {
                ledger.backfills().pause(made.id(), "lunch");
              }
              return night(backfill, task);
            });
    assertThat(paused.state().status()).isEqualTo(Status.PAUSED);
    assertThat(judged).as("what ran went to its end").hasSize(3);
    ledger.backfills().resume(made.id());
    assertThat(drive(made, this::night).state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(judged).hasSize(5);
  }

  @Test
  void aNightThatCannotEvenBeginFailsAndTheFirstFailureMayEndAll() throws Exception {
    Backfill made = make("broken", 5, 1, Order.OLD_TO_NEW, true);
    Backfill failed =
        drive(
            made,
            (backfill, task) -> {
              if (task.place() == 2) {
                throw new IllegalArgumentException("there is no dataset trips");
              }
              return night(backfill, task);
            });
    assertThat(failed.state().status()).isEqualTo(Status.FAILED);
    assertThat(failed.state().reason()).contains("there is no dataset trips");
    assertThat(ledger.backfills().slots(made.id()))
        .extracting(BackfillSlot::status)
        .containsExactly(
            BackfillSlot.Status.DONE,
            BackfillSlot.Status.FAILED,
            BackfillSlot.Status.LEFT,
            BackfillSlot.Status.LEFT,
            BackfillSlot.Status.LEFT);
  }

  @Test
  void anOrchestratorWorksAtBackfillsAfterWhatIsScheduled() throws Exception {
    Backfill made = make("served", 3, 1, Order.OLD_TO_NEW, false);
    Slot due = Slot.of("p", Instant.parse("2026-01-01T00:00:00Z"));
    ledger.queue().enqueue(due, PIN, Reprocess.ALL);
    BlockingQueue<Slot> ended = new LinkedBlockingQueue<>();
    try (Orchestrator orchestrator =
        new Orchestrator(
            ledger,
            slot -> end(slot),
            this::night,
            new SilentAlarm(),
            InstantSource.system(),
            new Orchestrator.Options(Holder.current(), 1),
            new OrchestratorListener() {
              @Override
              public void ended(Run run) {
                ended.add(run.slot());
              }
            })) {
      // The first of January of the year 2099.
      FireTimes never =
          new FireTimes(
              QuartzCron.parse("0 0 0 1 1 ? 2099"),
              ZoneId.of("UTC"),
              Trigger.Gap.RUN_AFTER,
              Trigger.Overlap.FIRST);
      orchestrator.define(
          List.of(
              new Definition(
                  "p",
                  PIN,
                  () -> never,
                  new Misfire.Last(),
                  new Concurrency.Sequential(),
                  Set.of())));
      assertThat(ended.poll(60, TimeUnit.SECONDS)).isEqualTo(due);
      for (int day = 1; day <= 3; day++) {
        assertThat(ended.poll(60, TimeUnit.SECONDS)).isEqualTo(slot("served", day));
      }
    }
    assertThat(ledger.backfills().find(made.id()).orElseThrow().state().status())
        .isEqualTo(Status.SUCCEEDED);
  }

  private Backfill make(String lane, int days, int parallel, Order order, boolean stop) {
    BackfillPlan plan =
        new BackfillPlan(
            IntStream.rangeClosed(1, days)
                .mapToObj(d -> new PlannedSlot(slot(lane, d), PlannedSlot.Action.RUN, "not run"))
                .toList());
    BackfillOptions options = new BackfillOptions(Reprocess.ALL, parallel, order, stop, false);
    BackfillSpec spec = new BackfillSpec("p", lane, "some days", options);
    return ledger.backfills().open(spec, plan, "carol").backfill();
  }

  private Backfill drive(Backfill made, BackfillRunner runner) throws InterruptedException {
    try (BackfillDriver driver =
        new BackfillDriver(
            ledger,
            runner,
            PIN,
            new Orchestrator.Options(Holder.current(), made.spec().options().parallel()),
            new OrchestratorListener() {},
            (run, now) -> {})) {
      return driver.drive(made.id());
    }
  }

  private void driveQuietly(Backfill made) {
    try {
      drive(made, this::night);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Run night(Backfill backfill, BackfillTask task) {
    most.accumulateAndGet(working.incrementAndGet(), Math::max);
    Claim.Claimed claimed = claimed(task.lease().slot());
    if (task.stage() == Stage.JUDGE) {
      judged.add(task.lease().slot());
    }
    // Before it is written down: the other may begin the next night at once.
    working.decrementAndGet();
    if (task.stage() == Stage.PREPARE) {
      return claimed.run();
    }
    return ledger.apply(claimed.lease(), new RunEvent.Finished("REJECT"));
  }

  private Run end(Slot slot) {
    return ledger.apply(claimed(slot).lease(), new RunEvent.Finished("REJECT"));
  }

  private Claim.Claimed claimed(Slot slot) {
    return (Claim.Claimed) ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, Holder.current());
  }

  private static Slot slot(String lane, int day) {
    return new Slot("p", lane, Instant.parse("2026-02-01T02:30:00Z").plus(Duration.ofDays(day)));
  }
}
