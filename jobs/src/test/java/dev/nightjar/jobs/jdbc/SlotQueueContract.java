package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.DueSlot;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotAction;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.SlotQueue.Watch;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the queue of every ledger does. Time moves by hand; a slot is due at every full hour. */
abstract class SlotQueueContract {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Digest PIN = Digest.of("pipeline");
  private static final Digest OTHER_PIN = Digest.of("pipeline, edited");
  private static final Holder ALICE = new Holder("alice", 1, NOON);
  private static final Holder BOB = new Holder("bob", 2, NOON);
  private static final SlotQueue.AdmissionRule ALL =
      line -> line.waiting().stream().<SlotAction>map(SlotAction.Start::new).toList();

  private Instant time = NOON;
  private RunLedger ledger;
  private SlotQueue queue;

  abstract RunLedger open(LeaseRules rules) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    ledger = open(new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
    queue = ledger.queue();
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void aLookThatComesLateIsToldOnce() {
    sweep();
    time = NOON.plus(Duration.ofMinutes(61));
    sweep();
    assertThat(ledger.outbox().recent(9)).as("in time").isEmpty();
    time = NOON.plus(Duration.ofMinutes(210));
    sweep();
    sweep();
    assertThat(ledger.outbox().recent(9))
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.message().alert().headline())
                    .isEqualTo(
                        "REPAIRED p: nobody looked at its schedule from 2026-03-15T13:01:00Z to"
                            + " 2026-03-15T15:30:00Z; slots that became due meanwhile: 2"));
  }

  @Test
  void whatBecameDueDuringAPauseWasNobodysDuty() {
    sweep();
    queue.pause("p", "carol", "moving");
    time = NOON.plus(Duration.ofMinutes(210));
    queue.resume("p");
    assertThat(sweep()).isNotEmpty();
    assertThat(ledger.outbox().recent(9)).isEmpty();
    assertThat(queue.schedule("p").orElseThrow().expectedFrom()).isEqualTo(time);
  }

  @Test
  void theFirstLookOnlyBeginsTheWatch() {
    assertThat(sweep()).isEmpty();
    assertThat(queue.schedule("p")).contains(new ScheduleState("p", NOON, null, null, null, NOON));
    assertThat(ledger.slots("p", "")).isEmpty();
  }

  @Test
  void whatBecameDueIsQueuedOnce() {
    sweep();
    tick(Duration.ofMinutes(150));
    assertThat(sweep())
        .containsExactly(Run.queued(at(13), 1, PIN, time), Run.queued(at(14), 1, PIN, time));
    assertThat(sweep()).isEmpty();
    assertThat(queue.waiting()).containsExactly("p");
    tick(Duration.ofHours(-2));
    assertThat(sweep()).as("a clock that was set back").isEmpty();
    tick(Duration.ofMinutes(150));
    assertThat(sweep()).extracting(Run::slot).containsExactly(at(15));
  }

  @Test
  void whatTheRuleSkipsIsRecordedWithItsReason() {
    sweep();
    tick(Duration.ofHours(1));
    List<Run> made =
        queue.sweep("p", PIN, (seen, now) -> List.of(new DueSlot(hour(13), false, "a holiday")));
    assertThat(made).extracting(r -> r.state().status()).containsExactly(Status.SKIPPED);
    assertThat(made).extracting(r -> r.state().text()).containsExactly("a holiday");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void aSlotThatAPersonRanKeepsItsRun() {
    sweep();
    tick(Duration.ofHours(1));
    Run byHand = ((Claim.Claimed) ledger.claim(at(13), PIN, Reprocess.ALL, BOB)).run();
    assertThat(sweep()).isEmpty();
    assertThat(ledger.runs(at(13))).containsExactly(byHand);
  }

  @Test
  void aPausedScheduleLeavesWhatIsDueForLater() {
    sweep();
    ScheduleState paused = queue.pause("p", "carol", "the source is being moved");
    assertThat(paused)
        .isEqualTo(new ScheduleState("p", NOON, "carol", NOON, "the source is being moved", NOON));
    tick(Duration.ofHours(2));
    assertThat(queue.pause("p", "dave", "me too")).as("the first pause stands").isEqualTo(paused);
    assertThat(sweep()).isEmpty();
    assertThat(queue.resume("p").isPaused()).isFalse();
    assertThat(sweep()).extracting(Run::slot).containsExactly(at(13), at(14));
    assertThat(queue.schedules()).extracting(ScheduleState::pipeline).containsExactly("p");
  }

  @Test
  void manyAreLookedAtTogetherAndOneThatCannotBeKeepsNoneOfThemBack() {
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String pipeline = (i < 20 ? "q" : "q-") + i;
      SlotQueue.DueRule rule = (seen, now) -> List.of(new DueSlot(hour(13), true, ""));
      SlotQueue.DueRule broken =
          (seen, now) -> {
            throw new IllegalStateException(pipeline + " has no dataset");
          };
      watches.add(new Watch(pipeline, PIN, i == 7 ? broken : rule));
    }
    assertThat(queue.sweep(watches)).isEqualTo(new SlotQueue.Look(NOON, List.of(), Map.of()));
    tick(Duration.ofHours(1));
    Run byHand = queue.enqueue(Slot.of("q3", hour(13)), OTHER_PIN, Reprocess.ALL);
    queue.pause("q5", "carol", "moving");

    SlotQueue.Look look = queue.sweep(watches);
    assertThat(look.made()).hasSize(27).extracting(Run::pin).containsOnly(PIN);
    assertThat(look.made())
        .extracting(run -> run.slot().pipeline())
        .doesNotContain("q3", "q5", "q7")
        .doesNotHaveDuplicates();
    assertThat(look.failed()).containsOnlyKeys("q7");
    assertThat(ledger.runs(Slot.of("q3", hour(13)))).containsExactly(byHand);
    assertThat(ledger.runs(Slot.of("q8", hour(13)))).containsExactly(queued("q8"));
    assertThat(queue.schedule("q7").orElseThrow().seenUntil()).as("not looked at").isEqualTo(NOON);
    assertThat(queue.sweep(watches).made()).isEmpty();
    assertThat(queue.sweep("q7", PIN, (seen, now) -> List.of(new DueSlot(hour(13), true, ""))))
        .containsExactly(queued("q7"));
  }

  private Run queued(String pipeline) {
    return Run.queued(Slot.of(pipeline, hour(13)), 1, PIN, time);
  }

  @Test
  void whoIsLetInBeginsTheRunAndNobodyElse() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    List<Lease> leases = queue.admit("p", ALICE, ALL);
    assertThat(leases).extracting(Lease::slot).containsExactly(at(13));
    assertThat(queue.admit("p", BOB, ALL)).isEmpty();
    assertThat(queue.waiting()).isEmpty();
    assertThat(claim(13, BOB)).isInstanceOf(Claim.HeldBy.class);

    tick(Duration.ofSeconds(5));
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(at(13), OTHER_PIN, Reprocess.UNFINISHED_ONLY, ALICE);
    assertThat(claimed.resumed()).isFalse();
    assertThat(claimed.run().ordinal()).isEqualTo(1);
    assertThat(claimed.run().pin()).as("what is valid when it begins").isEqualTo(OTHER_PIN);
    assertThat(claimed.run().startedAt()).isEqualTo(time);
    assertThat(claimed.lease().token()).isGreaterThan(leases.get(0).token());
    assertThat(claim(13, ALICE)).as("it is not reserved any more").isInstanceOf(Claim.HeldBy.class);
  }

  @Test
  void aPlaceThatNobodyTookIsFreeAfterItsLease() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    Lease late = queue.admit("p", ALICE, ALL).get(0);
    tick(Duration.ofSeconds(61));
    assertThat(queue.waiting()).containsExactly("p");
    assertThat(queue.admit("p", BOB, ALL)).extracting(Lease::slot).containsExactly(at(13));
    assertThatThrownBy(() -> ledger.renew(late)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aRunWhoseWorkerWasLostGoesOnElsewhere() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    queue.admit("p", ALICE, ALL);
    Claim.Claimed first = (Claim.Claimed) claim(13, ALICE);
    tick(Duration.ofSeconds(61));
    queue.admit("p", BOB, ALL);
    Claim.Claimed second = (Claim.Claimed) claim(13, BOB);
    assertThat(second.resumed()).isTrue();
    assertThat(second.run().id()).isEqualTo(first.run().id());
    assertThatThrownBy(() -> ledger.apply(first.lease(), new RunEvent.Finished("late")))
        .isInstanceOf(LeaseLost.class);
  }

  @Test
  void whatAProcessHandsOverIsTakenAtOnce() {
    sweep();
    tick(Duration.ofHours(2));
    sweep();
    queue.admit("p", ALICE, ALL);
    Claim.Claimed begun = (Claim.Claimed) claim(13, ALICE);
    queue.handOver(ALICE);
    assertThat(queue.waiting()).containsExactly("p");
    assertThatThrownBy(() -> ledger.renew(begun.lease())).isInstanceOf(LeaseLost.class);
    assertThat(queue.admit("p", BOB, ALL)).hasSize(2);
  }

  @Test
  void theRuleSeesWhatRunsWhatWaitsAndHowTheLastOneEnded() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    queue.admit("p", ALICE, ALL);
    ledger.apply(((Claim.Claimed) claim(13, ALICE)).lease(), new RunEvent.Blocked("no data"));
    tick(Duration.ofHours(2));
    sweep();
    queue.admit("p", ALICE, line -> List.of(new SlotAction.Start(at(14))));
    List<Concurrency.Line> seen = new ArrayList<>();
    queue.admit(
        "p",
        BOB,
        line -> {
          seen.add(line);
          return List.of(new SlotAction.Skip(at(15), "only the first one"));
        });
    assertThat(seen)
        .containsExactly(new Concurrency.Line(List.of(at(14)), List.of(at(15)), Status.BLOCKED));
    assertThat(ledger.runs(at(15)).get(0).state().text()).isEqualTo("only the first one");
    assertThat(ledger.runs(at(15)).get(0).state().status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void theRuleMayEndWhatRuns() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    queue.admit("p", ALICE, ALL);
    Lease lease = ((Claim.Claimed) claim(13, ALICE)).lease();
    queue.admit("p", BOB, line -> List.of(new SlotAction.Cancel(at(13), "a newer one is due")));
    assertThatThrownBy(() -> ledger.renew(lease)).hasMessage("a newer one is due");
    tick(Duration.ofMinutes(2));
    assertThat(queue.admit("p", BOB, ALL)).as("its worker was lost before it heard").isEmpty();
    assertThat(ledger.runs(at(13)).get(0).state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void whoIsLetInAndHearsThatTheRunIsToEndDoesNotBeginAnother() {
    sweep();
    tick(Duration.ofHours(1));
    sweep();
    queue.admit("p", ALICE, ALL);
    ledger.cancel(at(13), "carol: wrong data");
    Claim claim = claim(13, ALICE);
    assertThat(claim).isInstanceOf(Claim.AlreadyDone.class);
    assertThat(((Claim.AlreadyDone) claim).run().state())
        .isEqualTo(new RunState(Status.CANCELLED, "carol: wrong data", null));
    assertThat(ledger.runs(at(13))).hasSize(1);
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void aSlotIsQueuedByHandByTheRulesForSlotsThatAreOver() {
    Run queued = queue.enqueue(at(9), PIN, Reprocess.UNFINISHED_ONLY);
    assertThat(queued).isEqualTo(Run.queued(at(9), 1, PIN, NOON));
    assertThat(queue.enqueue(at(9), PIN, Reprocess.ALL)).isEqualTo(queued);
    queue.admit("p", ALICE, ALL);
    Run done =
        ledger.apply(((Claim.Claimed) claim(9, ALICE)).lease(), new RunEvent.Finished("PROMOTE"));
    assertThat(queue.enqueue(at(9), PIN, Reprocess.ALSO_FAILED)).isEqualTo(done);
    assertThat(queue.enqueue(at(9), PIN, Reprocess.ALL).ordinal()).isEqualTo(2);
    assertThat(queue.waiting()).containsExactly("p");
  }

  @Test
  void ofManyThreadsEachSlotIsQueuedAndBegunByOne() throws Exception {
    sweep();
    tick(Duration.ofHours(20));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<List<Run>>> sweeps = new ArrayList<>();
      List<Callable<List<Lease>>> admissions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Holder holder = new Holder("host", i, NOON);
        sweeps.add(this::sweep);
        admissions.add(() -> queue.admit("p", holder, ALL));
      }
      assertThat(all(pool.invokeAll(sweeps))).hasSize(20);
      List<Lease> leases = all(pool.invokeAll(admissions));
      assertThat(leases).hasSize(20).extracting(Lease::slot).doesNotHaveDuplicates();
    } finally {
      pool.shutdown();
    }
  }

  private static <T> List<T> all(List<Future<List<T>>> futures) throws Exception {
    List<T> all = new ArrayList<>();
    for (Future<List<T>> future : futures) {
      all.addAll(future.get());
    }
    return all;
  }

  private List<Run> sweep() {
    return queue.sweep(
        "p",
        PIN,
        (seen, now) -> {
          List<DueSlot> due = new ArrayList<>();
          for (int h = 0; h < 48; h++) {
            if (hour(h).isAfter(seen) && !hour(h).isAfter(now)) {
              due.add(new DueSlot(hour(h), true, ""));
            }
          }
          return due;
        });
  }

  private Claim claim(int hour, Holder holder) {
    return ledger.claim(at(hour), PIN, Reprocess.UNFINISHED_ONLY, holder);
  }

  private static Slot at(int hour) {
    return Slot.of("p", hour(hour));
  }

  private static Instant hour(int hour) {
    return Instant.parse("2026-03-15T00:00:00Z").plus(Duration.ofHours(hour));
  }

  private void tick(Duration by) {
    time = time.plus(by);
  }

  @Test
  void whatWasWantedStaysWithTheRunAndOnlyTheLatestIsFollowed() {
    Slot slot = Slot.of("wanted", NOON);
    RunOptions options =
        new RunOptions(null, null, Map.of("seed", "7", "note", "“ü”"), List.of("a\nb"));
    RunOptions after = new RunOptions(RunId.of(slot, 1), "train", Map.of(), List.of());
    assertThat(queue.enqueue(slot, PIN, Reprocess.ALL, options).options()).isEqualTo(options);
    assertThat(queue.enqueue(slot, PIN, Reprocess.ALL).options()).isEqualTo(options);
    assertThat(finished(slot).options()).isEqualTo(options);
    assertThat(queue.enqueue(slot, PIN, Reprocess.ALL, after).options()).isEqualTo(after);
    assertThat(finished(slot).ordinal()).isEqualTo(2);
    assertThat(queue.enqueue(slot, PIN, Reprocess.ALL, after).ordinal()).isEqualTo(2);
    assertThat(queue.enqueue(slot, PIN, Reprocess.ALL).options()).isEqualTo(RunOptions.NONE);
  }

  private Run finished(Slot slot) {
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(slot, OTHER_PIN, Reprocess.UNFINISHED_ONLY, ALICE);
    ledger.apply(claimed.lease(), new RunEvent.Finished("done"));
    return ledger.runs(slot).get(claimed.run().ordinal() - 1);
  }
}
