package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightjar.run.Attempt.Result;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does. */
public abstract class RunLedgerContract {

  protected static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");
  protected static final Digest PIN = Digest.of("pipeline and program");
  protected static final Digest OTHER_PIN = Digest.of("another program");
  protected static final Holder ALICE = new Holder("alice", 1, NOON);
  protected static final Holder BOB = new Holder("bob", 2, NOON);

  private final Set<Holder> dead = new HashSet<>();
  private final Slot slot = slot(15);
  private Instant time = NOON;
  private RunLedger ledger;

  /** A fresh ledger. */
  protected abstract RunLedger open(LeaseRules rules) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    InstantSource clock = () -> time;
    ledger = open(new LeaseRules(clock, Duration.ofMinutes(1), dead::contains));
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void aFreeSlotIsClaimedOnce() {
    Claim.Claimed claimed = claimed(ALICE);

    assertThat(claimed.resumed()).isFalse();
    assertThat(claimed.run())
        .isEqualTo(new Run(slot, 1, PIN, new RunState(Status.RUNNING, "", null), NOON, null));
    assertThat(claim(BOB)).isEqualTo(new Claim.HeldBy(claimed.run(), ALICE, NOON.plusSeconds(60)));
    assertThat(claim(ALICE)).isInstanceOf(Claim.HeldBy.class);
  }

  @Test
  void anotherLaneAndAnotherTimeAreOtherSlots() {
    claimed(ALICE);

    assertThat(ledger.claim(new Slot("p", "shadow", slot.logicalTime()), PIN, Reprocess.ALL, BOB))
        .isInstanceOf(Claim.Claimed.class);
    assertThat(ledger.claim(slot(16), PIN, Reprocess.ALL, BOB)).isInstanceOf(Claim.Claimed.class);
    assertThat(ledger.slots("p", "")).extracting(SlotStatus::slot).containsExactly(slot, slot(16));
    assertThat(ledger.slots("p", "shadow")).hasSize(1);
    assertThat(ledger.slots("q", "")).isEmpty();
  }

  @Test
  void knowsTheSlotsThatSomebodyWorksOn() {
    assertThat(ledger.leased()).isEmpty();
    Claim.Claimed claimed = claimed(ALICE);
    ledger.claim(slot(16), PIN, Reprocess.ALL, BOB);
    assertThat(ledger.leased())
        .extracting(SlotStatus::slot, SlotStatus::holder)
        .containsExactlyInAnyOrder(tuple(slot, ALICE), tuple(slot(16), BOB));
    ledger.apply(claimed.lease(), new RunEvent.Finished("done"));
    assertThat(ledger.leased()).extracting(SlotStatus::slot).containsExactly(slot(16));
  }

  @Test
  void anExpiredLeaseIsTakenOverWithALargerTokenAndTheSameRun() {
    Claim.Claimed first = claimed(ALICE);
    tick(61);
    Claim.Claimed second = claimed(BOB);

    assertThat(second.resumed()).isTrue();
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(second.lease().token()).isGreaterThan(first.lease().token());
  }

  @Test
  void theLeaseOfADeadProcessIsTakenOverAtOnce() {
    claimed(ALICE);
    dead.add(ALICE);

    assertThat(claimed(BOB).resumed()).isTrue();
  }

  @Test
  void aRenewedLeaseLastsFromThen() {
    Claim.Claimed claimed = claimed(ALICE);
    tick(59);
    ledger.renew(claimed.lease());
    tick(59);

    assertThat(claim(BOB)).isInstanceOf(Claim.HeldBy.class);
    assertThat(ledger.slot(slot).orElseThrow().until()).isEqualTo(NOON.plusSeconds(119));
  }

  @Test
  void anExpiredLeaseThatNobodyTookCanBeRenewed() {
    Claim.Claimed claimed = claimed(ALICE);
    tick(600);
    ledger.renew(claimed.lease());

    assertThat(claim(BOB)).isInstanceOf(Claim.HeldBy.class);
  }

  @Test
  void whoComesLateChangesNothing() {
    Lease late = claimed(ALICE).lease();
    Attempt attempt = ledger.startAttempt(late, "train");
    tick(61);
    Claim.Claimed now = claimed(BOB);

    assertThatThrownBy(() -> ledger.renew(late)).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> ledger.startAttempt(late, "train")).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> ledger.finishAttempt(late, attempt.done(Result.DONE, PIN, time)))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> ledger.apply(late, new RunEvent.Finished("PROMOTE")))
        .isInstanceOf(LeaseLost.class)
        .hasMessageContaining("taken over");
    ledger.release(late);

    assertThat(ledger.slot(slot).orElseThrow().holder()).isEqualTo(BOB);
    assertThat(ledger.runs(slot)).containsExactly(now.run());
    assertThat(ledger.attempts(now.run())).containsExactly(attempt.lost());
  }

  @Test
  void aWorkerHearsThatItsRunIsToEndWhenItRenewsItsLease() {
    Claim.Claimed claimed = claimed(ALICE);
    Attempt attempt = ledger.startAttempt(claimed.lease(), "train");
    tick(30);
    assertThat(ledger.cancel(slot, "carol: wrong data").state().status()).isEqualTo(Status.RUNNING);
    assertThatThrownBy(() -> ledger.renew(claimed.lease()))
        .isInstanceOf(CancelRequested.class)
        .hasMessage("carol: wrong data");
    tick(50);
    assertThat(claim(BOB)).as("the lease was renewed").isInstanceOf(Claim.HeldBy.class);

    Run ended = ledger.apply(claimed.lease(), new RunEvent.Cancelled("carol: wrong data"));
    assertThat(ended.state().status()).isEqualTo(Status.CANCELLED);
    assertThat(ledger.attempts(ended)).containsExactly(attempt.lost());
    assertThat(ledger.cancel(slot, "again")).as("what is over stays").isEqualTo(ended);
  }

  @Test
  void aRunThatNobodyWorksOnIsCancelledAtOnce() {
    Claim.Claimed claimed = claimed(ALICE);
    tick(61);
    assertThat(ledger.cancel(slot, "carol").state())
        .isEqualTo(new RunState(Status.CANCELLED, "carol", null));
    assertThatThrownBy(() -> ledger.renew(claimed.lease())).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> ledger.cancel(slot(27), "carol")).isInstanceOf(LedgerException.class);
  }

  @Test
  void whoRunsASlotAgainWhoseWorkerWasLostBeforeItHeardGetsANewRun() {
    claimed(ALICE);
    ledger.cancel(slot, "carol: wrong data");
    tick(61);
    Claim.Claimed second = claimed(BOB);

    assertThat(second.run().ordinal()).isEqualTo(2);
    assertThat(ledger.runs(slot).get(0).state())
        .isEqualTo(new RunState(Status.CANCELLED, "carol: wrong data", null));
    ledger.renew(second.lease());
  }

  @Test
  void aReleasedRunIsResumedAtOnce() {
    ledger.release(claimed(ALICE).lease());

    assertThat(claimed(BOB).resumed()).isTrue();
  }

  @Test
  void aRunWhosePinChangedIsReplaced() {
    Claim.Claimed first = claimed(ALICE);
    ledger.release(first.lease());
    Claim second = ledger.claim(slot, OTHER_PIN, Reprocess.UNFINISHED_ONLY, BOB);

    assertThat(((Claim.Claimed) second).run().ordinal()).isEqualTo(2);
    assertThat(ledger.runs(slot))
        .extracting(r -> r.state().status())
        .containsExactly(Status.CANCELLED, Status.RUNNING);
    assertThatThrownBy(() -> ledger.renew(first.lease())).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aFinishedRunKeepsItsOutcome() {
    Claim.Claimed claimed = claimed(ALICE);
    tick(5);
    Run done = ledger.apply(claimed.lease(), new RunEvent.Finished("PROMOTE v9"));

    assertThat(done.state()).isEqualTo(new RunState(Status.SUCCEEDED, "PROMOTE v9", null));
    assertThat(done.finishedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(claim(BOB)).isEqualTo(new Claim.AlreadyDone(done));
    assertThat(ledger.slot(slot).orElseThrow())
        .isEqualTo(new SlotStatus(done, null, null, false, null));
    assertThatThrownBy(() -> ledger.renew(claimed.lease())).isInstanceOf(LeaseLost.class);
  }

  @Test
  void whichEndedSlotsAreRunAgainIsTheCallersChoice() {
    Failure failure = new Failure(FailureClass.DATA, "file truncated");
    assertThat(againAfter(new RunEvent.Finished("x"))).containsExactly(false, false, false, true);
    assertThat(againAfter(new RunEvent.Blocked("x"))).containsExactly(false, true, true, true);
    assertThat(againAfter(new RunEvent.Failed(failure))).containsExactly(false, true, true, true);
    assertThat(againAfter(new RunEvent.WentStale("x"))).containsExactly(true, true, true, true);
    assertThat(againAfter(new RunEvent.Cancelled("x"))).containsExactly(true, true, true, true);
    assertThat(againAfter(new RunEvent.ApprovalNeeded("x")))
        .containsExactly(false, false, false, false);
  }

  private Run waiting() {
    return ledger.apply(claimed(ALICE).lease(), new RunEvent.ApprovalNeeded("v2 waits"));
  }

  private Claim.Claimed claimedWaiting(Run run, Holder holder) {
    return (Claim.Claimed) ledger.claimWaiting(run, holder);
  }

  @Test
  void aRunThatWaitsForApprovalIsEndedByOneAtATime() {
    Run run = waiting();
    assertThat(run.state()).isEqualTo(new RunState(Status.AWAITING_APPROVAL, "v2 waits", null));
    assertThat(ledger.slot(slot).orElseThrow())
        .as("nobody holds it")
        .isEqualTo(new SlotStatus(run, null, null, false, null));
    tick(30);
    Claim.Claimed claimed = claimedWaiting(run, BOB);
    assertThat(claimed.run()).isEqualTo(run);
    assertThat(ledger.claimWaiting(run, ALICE)).isInstanceOf(Claim.HeldBy.class);
    assertThat(claim(ALICE)).as("for who wants to run it").isEqualTo(new Claim.AlreadyDone(run));
    Attempt attempt = ledger.startAttempt(claimed.lease(), "promote");
    ledger.release(claimed.lease());
    assertThat(ledger.run(run.id().hex())).as("it waits still").contains(run);

    Claim.Claimed again = claimedWaiting(run, ALICE);
    assertThat(ledger.attempts(run)).containsExactly(attempt.lost());
    assertThatThrownBy(() -> ledger.apply(claimed.lease(), new RunEvent.Finished("PROMOTE")))
        .isInstanceOf(LeaseLost.class);
    Run done = ledger.apply(again.lease(), new RunEvent.Finished("PROMOTE"));
    assertThat(done.state()).isEqualTo(new RunState(Status.SUCCEEDED, "PROMOTE", null));
    assertThat(done.finishedAt()).as("its work was done by then").isEqualTo(NOON);
    assertThat(ledger.claimWaiting(run, BOB)).isEqualTo(new Claim.AlreadyDone(done));
  }

  @Test
  void aLostWorkerLeavesARunWaiting() {
    Run run = waiting();
    claimedWaiting(run, BOB);
    tick(61);
    Claim.Claimed next = claimedWaiting(run, ALICE);
    Run stale = ledger.apply(next.lease(), new RunEvent.WentStale("expired"));
    assertThat(stale.state()).isEqualTo(new RunState(Status.STALE, "expired", null));
    assertThat(claimed(BOB).run().ordinal()).as("it may be run again").isEqualTo(2);
    assertThat(ledger.claimWaiting(run, ALICE)).isEqualTo(new Claim.AlreadyDone(stale));
  }

  private int day = 1;

  private List<Boolean> againAfter(RunEvent end) {
    List<Boolean> again = new ArrayList<>();
    for (Reprocess reprocess : Reprocess.values()) {
      Slot fresh = slot(day++);
      Claim.Claimed claimed = (Claim.Claimed) ledger.claim(fresh, PIN, reprocess, ALICE);
      ledger.apply(claimed.lease(), end);
      Claim next = ledger.claim(fresh, PIN, reprocess, BOB);
      if (next instanceof Claim.Claimed second) {
        assertThat(second.run().ordinal()).isEqualTo(2);
        assertThat(second.run().id()).isNotEqualTo(claimed.run().id());
      }
      again.add(next instanceof Claim.Claimed);
    }
    return again;
  }

  @Test
  void aFailureKeepsItsClassAndItsText() {
    Failure failure =
        new Failure(FailureClass.DATA, "file truncated: \"ü\"\nline 2 " + "x".repeat(9000));
    Run failed = ledger.apply(claimed(ALICE).lease(), new RunEvent.Failed(failure));

    assertThat(failed.state())
        .isEqualTo(new RunState(Status.FAILED, failure.message(), FailureClass.DATA));
    assertThat(ledger.runs(slot)).containsExactly(failed);
  }

  @Test
  void anEventThatCannotHappenIsRefused() {
    Lease lease = claimed(ALICE).lease();

    assertThatThrownBy(() -> ledger.apply(lease, new RunEvent.Skipped("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("RUNNING", "Skipped");
    assertThat(ledger.runs(slot).get(0).state().status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void attemptsAreNumberedForEachStep() {
    Claim.Claimed claimed = claimed(ALICE);
    Lease lease = claimed.lease();
    Attempt check = ledger.startAttempt(lease, "check");
    tick(1);
    Failure failure = new Failure(FailureClass.INFRA, "disk");
    Attempt failed = ledger.startAttempt(lease, "train").failed(failure, time);
    ledger.finishAttempt(lease, failed);
    tick(1);
    Attempt second = ledger.startAttempt(lease, "train");
    Attempt done = check.done(Result.DONE, Digest.of("report"), time);
    ledger.finishAttempt(lease, done);

    assertThat(second.number()).isEqualTo(2);
    assertThat(ledger.attempts(claimed.run())).containsExactly(done, failed, second);
  }

  @Test
  void aSkippedSlotSaysWhyAndCanBeRunLater() {
    Run skipped = ledger.skip(slot, PIN, "calendar us-holidays");

    assertThat(skipped.state())
        .isEqualTo(new RunState(Status.SKIPPED, "calendar us-holidays", null));
    assertThat(claimed(ALICE).run().ordinal()).isEqualTo(2);
    assertThat(ledger.skip(slot, PIN, "again").ordinal()).isEqualTo(2);
  }

  @Test
  void theNewestRunsComeFirst() {
    Run first = claimed(ALICE).run();
    tick(1);
    Run second = ((Claim.Claimed) ledger.claim(slot(3), PIN, Reprocess.ALL, ALICE)).run();

    assertThat(ledger.recent(5)).containsExactly(second, first);
    assertThat(ledger.recent(1)).containsExactly(second);
    assertThat(ledger.recent("p", 1)).containsExactly(second);
    assertThat(ledger.recent("q", 1)).isEmpty();
    assertThat(ledger.run(first.id().hex())).contains(first);
    assertThat(ledger.run("00000000")).isEmpty();
  }

  @Test
  void ofManyThreadsOneWins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 1; round <= 5; round++) {
        Slot raced = slot(round);
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Holder holder = new Holder("host", i, NOON);
          claims.add(() -> ledger.claim(raced, PIN, Reprocess.ALL, holder));
        }
        int winners = 0;
        for (Future<Claim> claim : pool.invokeAll(claims)) {
          winners += claim.get() instanceof Claim.Claimed ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(ledger.runs(raced)).hasSize(1);
      }
    } finally {
      pool.shutdown();
    }
  }

  protected static Slot slot(int dayOfJune) {
    return Slot.of("p", Instant.parse("2011-06-01T07:30:00Z").plus(Duration.ofDays(dayOfJune - 1)));
  }

  private Claim claim(Holder holder) {
    return ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, holder);
  }

  private Claim.Claimed claimed(Holder holder) {
    return (Claim.Claimed) claim(holder);
  }

  private void tick(int seconds) {
    time = time.plusSeconds(seconds);
  }
}
