package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillQueue.Admitted;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger with backfills of one pipeline, and what is done to them in a word. */
abstract class BackfillScene {

  static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  static final Digest PIN = Digest.of("pipeline");
  static final Holder ALICE = new Holder("alice", 1, NOON);
  static final Holder BOB = new Holder("bob", 2, NOON);
  static final Duration MINUTE = Duration.ofMinutes(1);

  Instant time = NOON;
  RunLedger ledger;
  BackfillQueue backfills;

  abstract RunLedger open(LeaseRules rules) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    ledger = open(new LeaseRules(() -> time, MINUTE, Liveness.UNKNOWN));
    backfills = ledger.backfills();
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  final int untilNothingIsLeft(Backfill made, Holder holder) {
    int judged = 0;
    while (true) {
      Admitted next = admit(made, holder);
      if (next.task() != null) {
        if (next.task().stage() == Stage.PREPARE) {
          prepared(next.task(), holder);
        } else {
          done(next.task(), holder);
          judged++;
        }
      } else if (next.backfill().state().status().isFinal()) {
        return judged;
      }
    }
  }

  final Backfill make(int days, int parallel) {
    return backfills.open(spec(parallel), plan(days), "carol").backfill();
  }

  static BackfillSpec spec(int parallel) {
    BackfillOptions options = BackfillOptions.of(Reprocess.ALSO_FAILED).withParallel(parallel);
    return new BackfillSpec("p", "", "3 nights", options);
  }

  static BackfillPlan plan(int days) {
    return new BackfillPlan(
        IntStream.rangeClosed(1, days)
            .mapToObj(d -> new PlannedSlot(slot(d), Action.RUN, "not run yet"))
            .toList());
  }

  final Admitted admit(Backfill made, Holder holder) {
    return backfills.admit(made.id(), PIN, holder);
  }

  final BackfillTask admitted(Backfill made, Holder holder) {
    return Objects.requireNonNull(admit(made, holder).task());
  }

  final Claim.Claimed claimed(BackfillTask task, Holder holder) {
    return (Claim.Claimed)
        ledger.claim(task.lease().slot(), PIN, Reprocess.UNFINISHED_ONLY, holder);
  }

  final Backfill done(BackfillTask task, Holder holder) {
    return end(task, claimed(task, holder), new RunEvent.Finished("REJECT"));
  }

  final Backfill fail(BackfillTask task) {
    Failure failure = new Failure(FailureClass.USER, "train: boom");
    return end(task, claimed(task, ALICE), new RunEvent.Failed(failure));
  }

  final Backfill end(BackfillTask task, Claim.Claimed claimed, RunEvent event) {
    Run run = ledger.apply(claimed.lease(), event);
    return backfills.settle(task, run, Duration.ofSeconds(10));
  }

  final Backfill prepared(BackfillTask task, Holder holder) {
    Claim.Claimed claimed = claimed(task, holder);
    return backfills.settle(task, claimed.run(), Duration.ofSeconds(10));
  }

  final Backfill found(Backfill made) {
    return backfills.find(made.id()).orElseThrow();
  }

  final List<BackfillSlot.Status> statuses(Backfill made) {
    return backfills.slots(made.id()).stream().map(BackfillSlot::status).toList();
  }

  static Slot slot(int day) {
    return Slot.of("p", Instant.parse("2026-02-01T02:30:00Z").plus(Duration.ofDays(day)));
  }
}
