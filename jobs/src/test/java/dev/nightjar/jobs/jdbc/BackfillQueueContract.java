package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillOptions.Order;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillQueue.Admitted;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.CancelRequested;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunState;
import dev.nightjar.run.SlotAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What the backfills of every ledger do. Time moves by hand. */
abstract class BackfillQueueContract extends BackfillScene {

  @Test
  void aBackfillIsThereWithItsSlots() {
    BackfillPlan plan =
        new BackfillPlan(
            List.of(
                new PlannedSlot(slot(1), Action.NOTHING, "done: run 01234567"),
                new PlannedSlot(slot(2), Action.SKIP, "calendar us-holidays"),
                new PlannedSlot(slot(3), Action.RUN, "not run yet")));
    BackfillOptions options =
        new BackfillOptions(Reprocess.INPUTS_CHANGED, 3, Order.NEW_TO_OLD, true, true);
    BackfillSpec spec = new BackfillSpec("p", "", "1 to 3", options);
    BackfillQueue.Opened opened = backfills.open(spec, plan, "carol@host");
    assertThat(opened.joined()).isFalse();
    Backfill made = opened.backfill();
    assertThat(made.spec()).isEqualTo(spec);
    assertThat(made.state()).isEqualTo(BackfillState.running());
    assertThat(made.createdBy()).isEqualTo("carol@host");
    assertThat(made.createdAt()).isEqualTo(NOON);
    assertThat(made.progress().total()).isEqualTo(1);
    assertThat(backfills.find(made.id())).contains(made);
    assertThat(backfills.recent(5)).containsExactly(made);
    assertThat(backfills.before(made.id() + 1, 5)).containsExactly(made);
    assertThat(backfills.before(made.id(), 5)).isEmpty();
    assertThat(backfills.working()).containsExactly(made);
    assertThat(backfills.slots(made.id()))
        .extracting(BackfillSlot::status)
        .containsExactly(
            BackfillSlot.Status.DONE, BackfillSlot.Status.SKIPPED, BackfillSlot.Status.WAITING);
    assertThat(backfills.find(made.id() + 1)).isEmpty();
    assertThatThrownBy(() -> backfills.slots(made.id() + 1))
        .isInstanceOf(LedgerException.class)
        .hasMessage("there is no backfill " + (made.id() + 1));
  }

  @Test
  void whoWantsTheSameJoinsAndWhoWantsSomethingElseIsTold() {
    Backfill made = make(3, 1);
    BackfillQueue.Opened again = backfills.open(spec(2), plan(3), "dave");
    assertThat(again.joined()).isTrue();
    assertThat(again.backfill().id()).isEqualTo(made.id());
    assertThat(again.backfill().spec().options().parallel()).isEqualTo(2);
    assertThat(again.backfill().createdBy()).isEqualTo("carol");
    BackfillSpec other =
        new BackfillSpec("p", "", "1 to 4", BackfillOptions.of(Reprocess.ALSO_FAILED));
    assertThatThrownBy(() -> backfills.open(other, plan(4), "dave"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("backfill " + made.id(), "RUNNING", "3 nights");
    BackfillSpec shadow =
        new BackfillSpec("p", "shadow", "1 to 4", BackfillOptions.of(Reprocess.ALSO_FAILED));
    assertThat(backfills.open(shadow, plan(4), "dave").joined()).isFalse();
    backfills.cancel(made.id(), "no");
    assertThat(backfills.open(spec(1), plan(3), "dave").joined()).isFalse();
  }

  @Test
  void nightsAreRunOneAfterAnotherToTheEnd() {
    Backfill made = make(3, 1);
    for (int day = 1; day <= 3; day++) {
      BackfillTask task = admitted(made, ALICE);
      assertThat(task.stage()).isEqualTo(Stage.JUDGE);
      assertThat(task.lease().slot()).isEqualTo(slot(day));
      assertThat(admit(made, BOB).task()).as("one at a time").isNull();
      time = time.plusSeconds(10);
      Backfill after = done(task, ALICE);
      assertThat(after.progress().over()).isEqualTo(day);
    }
    Backfill over = found(made);
    assertThat(over.state()).isEqualTo(new BackfillState(BackfillState.Status.SUCCEEDED, ""));
    assertThat(over.finishedAt()).isEqualTo(time);
    assertThat(over.progress().judge()).isEqualTo(Duration.ofSeconds(10));
    assertThat(backfills.working()).isEmpty();
    assertThat(admit(made, ALICE).task()).isNull();
    assertThat(backfills.slots(made.id()))
        .allSatisfy(s -> assertThat(s.status()).isEqualTo(BackfillSlot.Status.DONE));
  }

  @Test
  void aNightIsHeldUntilItIsWrittenDownThatItIsPrepared() {
    Backfill made = make(2, 2);
    admitted(made, ALICE);
    BackfillTask second = admitted(made, BOB);
    Claim.Claimed claimed = claimed(second, BOB);
    assertThat(ledger.slot(slot(2)).orElseThrow().holder()).isEqualTo(BOB);
    assertThat(admit(made, ALICE).task()).as("not once more").isNull();
    backfills.settle(second, claimed.run(), Duration.ofSeconds(10));
    assertThat(ledger.slot(slot(2)).orElseThrow().holder()).as("free for whoever judges").isNull();
    assertThat(statuses(made)).element(1).isEqualTo(BackfillSlot.Status.PREPARED);
  }

  @Test
  void aWorkerThatSleptLongerThanItsLeaseWritesNothing() {
    Backfill made = make(2, 2);
    admitted(made, ALICE);
    BackfillTask second = admitted(made, BOB);
    Run slept = claimed(second, BOB).run();
    time = time.plus(MINUTE).plusSeconds(1);
    admitted(made, ALICE);
    BackfillTask again = admitted(made, ALICE);
    assertThat(again.lease().slot()).isEqualTo(slot(2));
    Claim.Claimed other = claimed(again, ALICE);
    assertThat(other.run().id()).as("the same run goes on").isEqualTo(slept.id());
    backfills.settle(second, slept, Duration.ofSeconds(10));
    assertThat(statuses(made)).element(1).isEqualTo(BackfillSlot.Status.PREPARING);
    assertThat(ledger.slot(slot(2)).orElseThrow().holder()).isEqualTo(ALICE);
    backfills.settle(again, other.run(), Duration.ofSeconds(10));
    assertThat(statuses(made)).element(1).isEqualTo(BackfillSlot.Status.PREPARED);
  }

  @Test
  void severalArePreparedAtOnceAndJudgedByDate() {
    Backfill made = make(3, 2);
    BackfillTask first = admitted(made, ALICE);
    BackfillTask second = admitted(made, BOB);
    assertThat(first.stage()).isEqualTo(Stage.JUDGE);
    assertThat(second.stage()).isEqualTo(Stage.PREPARE);
    assertThat(admit(made, BOB).task()).as("two at once").isNull();
    prepared(second, BOB);
    BackfillTask third = admitted(made, BOB);
    assertThat(third.lease().slot()).isEqualTo(slot(3));
    prepared(third, BOB);
    assertThat(admit(made, BOB).task()).as("the first is not judged yet").isNull();
    done(first, ALICE);
    BackfillTask judge = admitted(made, BOB);
    assertThat(judge.lease().slot()).isEqualTo(slot(2));
    assertThat(judge.stage()).isEqualTo(Stage.JUDGE);
    assertThat(admit(made, ALICE).task()).as("one is judged at a time").isNull();
    Claim.Claimed goesOn = claimed(judge, BOB);
    assertThat(goesOn.resumed()).isTrue();
    assertThat(goesOn.run().ordinal()).isEqualTo(1);
    end(judge, goesOn, new RunEvent.Finished("REJECT"));
    done(admitted(made, ALICE), ALICE);
    assertThat(found(made).state().status()).isEqualTo(BackfillState.Status.SUCCEEDED);
  }

  @Test
  void fromNewToOldAllArePreparedBeforeTheFirstIsJudged() {
    BackfillOptions options =
        new BackfillOptions(Reprocess.ALSO_FAILED, 1, Order.NEW_TO_OLD, false, false);
    Backfill made =
        backfills.open(new BackfillSpec("p", "", "x", options), plan(3), "carol").backfill();
    List<String> order = new ArrayList<>();
    for (Admitted next = admit(made, ALICE); next.task() != null; next = admit(made, ALICE)) {
      BackfillTask task = next.task();
      order.add(task.stage() + " " + task.place());
      if (task.stage() == Stage.PREPARE) {
        prepared(task, ALICE);
      } else {
        done(task, ALICE);
      }
    }
    assertThat(order).containsExactly("PREPARE 3", "PREPARE 2", "JUDGE 1", "JUDGE 2", "JUDGE 3");
  }

  @Test
  void aLostWorkersNightGoesOnElsewhereUnderItsRun() {
    Backfill made = make(2, 1);
    BackfillTask task = admitted(made, ALICE);
    Claim.Claimed begun = claimed(task, ALICE);
    time = time.plusSeconds(61);
    BackfillTask again = admitted(made, BOB);
    assertThat(again.place()).isEqualTo(task.place());
    Claim.Claimed goesOn = claimed(again, BOB);
    assertThat(goesOn.resumed()).isTrue();
    assertThat(goesOn.run().id()).isEqualTo(begun.run().id());
    assertThatThrownBy(() -> ledger.apply(begun.lease(), new RunEvent.Finished("late")))
        .isInstanceOf(LeaseLost.class);
  }

  @Test
  void whatALostWorkerCouldNotTellIsNotRunAgain() {
    Backfill made = make(2, 1);
    BackfillTask task = admitted(made, ALICE);
    ledger.apply(claimed(task, ALICE).lease(), new RunEvent.Finished("PROMOTE"));
    BackfillTask next = admitted(made, BOB);
    assertThat(next.lease().slot()).isEqualTo(slot(2));
    assertThat(ledger.runs(slot(1))).hasSize(1);
    assertThat(backfills.slots(made.id()).get(0))
        .extracting(BackfillSlot::status, BackfillSlot::note)
        .containsExactly(BackfillSlot.Status.DONE, "PROMOTE");
    done(next, BOB);
    assertThat(found(made).state().status()).isEqualTo(BackfillState.Status.SUCCEEDED);
  }

  @Test
  void settlingTwiceSettlesOnce() {
    Backfill made = make(2, 1);
    BackfillTask task = admitted(made, ALICE);
    Run run = ledger.apply(claimed(task, ALICE).lease(), new RunEvent.Finished("PROMOTE"));
    Backfill once = backfills.settle(task, run, MINUTE);
    assertThat(backfills.settle(task, run, MINUTE)).isEqualTo(once);
  }

  @Test
  void aNightThatAPersonRanMeanwhileIsNotRunAgain() {
    Backfill made = make(2, 1);
    Claim.Claimed byHand =
        (Claim.Claimed) ledger.claim(slot(1), PIN, Reprocess.UNFINISHED_ONLY, BOB);
    BackfillTask other = admitted(made, ALICE);
    assertThat(other.lease().slot()).as("the first is held").isEqualTo(slot(2));
    assertThat(other.stage()).isEqualTo(Stage.PREPARE);
    prepared(other, ALICE);
    assertThat(admit(made, ALICE).task()).isNull();
    ledger.apply(byHand.lease(), new RunEvent.Finished("PROMOTE"));
    BackfillTask judge = admitted(made, ALICE);
    assertThat(judge.lease().slot()).isEqualTo(slot(2));
    assertThat(ledger.runs(slot(1))).hasSize(1);
  }

  @Test
  void aNightThatIsDoneIsRunAgainWhenThePlanSaysSo() {
    ledger.apply(
        ((Claim.Claimed) ledger.claim(slot(1), PIN, Reprocess.ALL, BOB)).lease(),
        new RunEvent.Finished("REJECT"));
    Backfill made = make(1, 1);
    BackfillTask task = admitted(made, ALICE);
    assertThat(claimed(task, ALICE).run().ordinal()).isEqualTo(2);
  }

  @Test
  void whatABackfillHasBegunIsNoSchedules() {
    Backfill made = make(2, 2);
    BackfillTask first = admitted(made, ALICE);
    BackfillTask second = admitted(made, ALICE);
    prepared(second, ALICE);
    time = time.plusSeconds(120);
    assertThat(ledger.queue().waiting()).isEmpty();
    assertThat(
            ledger
                .queue()
                .admit(
                    "p",
                    BOB,
                    line ->
                        line.waiting().stream().<SlotAction>map(SlotAction.Start::new).toList()))
        .isEmpty();
    backfills.cancel(made.id(), "enough");
    assertThat(ledger.runs(first.lease().slot()))
        .extracting(r -> r.state().status())
        .containsExactly(RunState.Status.CANCELLED);
    ledger.queue().enqueue(slot(1), PIN, Reprocess.ALL);
    assertThat(ledger.queue().waiting()).as("it is free again").containsExactly("p");
  }

  @Test
  void aPauseLetsWhatRunsEndAndBeginsNothing() {
    Backfill made = make(2, 1);
    BackfillTask task = admitted(made, ALICE);
    Backfill paused = backfills.pause(made.id(), "carol: the source is being moved");
    assertThat(paused.state())
        .isEqualTo(
            new BackfillState(BackfillState.Status.PAUSED, "carol: the source is being moved"));
    assertThat(done(task, ALICE).state().status()).isEqualTo(BackfillState.Status.PAUSED);
    assertThat(admit(made, ALICE).task()).isNull();
    assertThat(backfills.working()).isEmpty();
    assertThat(backfills.resume(made.id()).state()).isEqualTo(BackfillState.running());
    done(admitted(made, ALICE), ALICE);
    assertThat(found(made).state().status()).isEqualTo(BackfillState.Status.SUCCEEDED);
    assertThatThrownBy(() -> backfills.pause(made.id(), "late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("backfill " + made.id() + ": it is SUCCEEDED already");
  }

  @Test
  void cancellingEndsWhatWaitsAtOnceAndWhatRunsBeforeItsNextStep() {
    Backfill made = make(4, 2);
    BackfillTask first = admitted(made, ALICE);
    prepared(admitted(made, BOB), BOB);
    Claim.Claimed runs = claimed(first, ALICE);
    Backfill cancelled = backfills.cancel(made.id(), "carol: wrong data");
    assertThat(cancelled.state())
        .isEqualTo(new BackfillState(BackfillState.Status.CANCELLED, "carol: wrong data"));
    assertThat(statuses(made))
        .containsExactly(
            BackfillSlot.Status.JUDGING,
            BackfillSlot.Status.CANCELLED,
            BackfillSlot.Status.CANCELLED,
            BackfillSlot.Status.CANCELLED);
    assertThat(ledger.runs(slot(2)).get(0).state())
        .isEqualTo(new RunState(RunState.Status.CANCELLED, "carol: wrong data", null));
    assertThatThrownBy(() -> ledger.renew(runs.lease()))
        .isInstanceOf(CancelRequested.class)
        .hasMessage("carol: wrong data");
    assertThat(backfills.working()).as("one has not come to rest").hasSize(1);
    end(first, runs, new RunEvent.Cancelled("carol: wrong data"));
    assertThat(statuses(made)).containsOnly(BackfillSlot.Status.CANCELLED);
    assertThat(backfills.working()).isEmpty();
  }

  @Test
  void whatALostWorkerLeftOfACancelledBackfillIsEnded() {
    Backfill made = make(2, 2);
    BackfillTask first = admitted(made, ALICE);
    claimed(first, ALICE);
    backfills.cancel(made.id(), "enough");
    time = time.plusSeconds(61);
    assertThat(admit(made, BOB).task()).isNull();
    assertThat(statuses(made)).containsOnly(BackfillSlot.Status.CANCELLED);
    assertThat(ledger.runs(slot(1)).get(0).state().status()).isEqualTo(RunState.Status.CANCELLED);
    assertThat(backfills.working()).isEmpty();
  }

  @Test
  void aFailureIsCountedAndTheRestGoesOn() {
    Backfill made = make(2, 1);
    fail(admitted(made, ALICE));
    assertThat(found(made).state().status()).isEqualTo(BackfillState.Status.RUNNING);
    done(admitted(made, ALICE), ALICE);
    assertThat(found(made).state())
        .isEqualTo(new BackfillState(BackfillState.Status.FAILED, "1 night failed"));
    assertThat(backfills.slots(made.id()).get(0).note()).isEqualTo("FAILED: train: boom");
  }

  @Test
  void theFirstFailureLeavesTheRestWhereThatIsWanted() {
    BackfillOptions options =
        new BackfillOptions(Reprocess.ALSO_FAILED, 2, Order.OLD_TO_NEW, true, false);
    Backfill made =
        backfills.open(new BackfillSpec("p", "", "x", options), plan(5), "carol").backfill();
    BackfillTask first = admitted(made, ALICE);
    prepared(admitted(made, BOB), BOB);
    BackfillTask third = admitted(made, BOB);
    Backfill stopped = fail(first);
    assertThat(stopped.state().status()).isEqualTo(BackfillState.Status.FAILED);
    assertThat(stopped.state().reason()).contains(slot(1).logicalTime().toString(), "boom");
    assertThat(prepared(third, BOB).progress().over()).isEqualTo(5);
    assertThat(statuses(made))
        .containsExactly(
            BackfillSlot.Status.FAILED,
            BackfillSlot.Status.LEFT,
            BackfillSlot.Status.LEFT,
            BackfillSlot.Status.LEFT,
            BackfillSlot.Status.LEFT);
    assertThat(ledger.runs(slot(3)).get(0).state().status()).isEqualTo(RunState.Status.CANCELLED);
    assertThat(backfills.working()).isEmpty();
  }

  @Test
  void ofManyThreadsNoTwoGetTheSameNight() throws Exception {
    Backfill made = make(12, 4);
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Holder holder = new Holder("host", i, NOON);
        workers.add(() -> untilNothingIsLeft(made, holder));
      }
      int judged = 0;
      for (Future<Integer> worker : pool.invokeAll(workers)) {
        judged += worker.get();
      }
      assertThat(judged).isEqualTo(12);
    } finally {
      pool.shutdown();
    }
    assertThat(found(made).state().status()).isEqualTo(BackfillState.Status.SUCCEEDED);
    for (int day = 1; day <= 12; day++) {
      assertThat(ledger.runs(slot(day))).hasSize(1);
    }
  }
}
