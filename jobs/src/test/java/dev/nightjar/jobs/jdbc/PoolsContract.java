package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Pool;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotAction;
import dev.nightjar.run.SlotQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the pools of every ledger do. Time moves by hand. */
abstract class PoolsContract extends BackfillScene {

  private static final SlotQueue.AdmissionRule ALL =
      line -> line.waiting().stream().<SlotAction>map(SlotAction.Start::new).toList();

  @Test
  void aPoolIsThereWhenItIsLimitedOrSaid() {
    assertThat(ledger.pools().all()).isEmpty();
    ledger.pools().limit("gpu", 2);
    ledger.pools().tag(Map.of("p", Set.of("gpu", "warehouse"), "q", Set.of("gpu"), "r", Set.of()));
    assertThat(ledger.pools().all())
        .containsExactly(
            new Pool("gpu", 2, List.of("p", "q"), List.of(), List.of()),
            new Pool("warehouse", null, List.of("p"), List.of(), List.of()));
    ledger.pools().tag(Map.of("p", Set.of("ram")));
    assertThat(ledger.pools().limit("gpu", 1).pipelines()).containsExactly("q");
    assertThat(ledger.pools().all()).extracting(Pool::tag).containsExactly("gpu", "ram");
    assertThat(ledger.pools().unlimit("gpu")).isTrue();
    assertThat(ledger.pools().unlimit("gpu")).isFalse();
    assertThatThrownBy(() -> ledger.pools().limit("gpu", -1)).hasMessageContaining("found -1");
  }

  @Test
  void slotsOfSeveralPipelinesShareAPool() {
    ledger.pools().limit("gpu", 2);
    ledger.pools().tag(Map.of("a", Set.of("gpu"), "b", Set.of("gpu", "ram"), "c", Set.of()));
    List.of("a", "b", "c").forEach(name -> queue(name, 1, 2));
    List<Lease> begun = ledger.queue().admit("a", ALICE, ALL);
    assertThat(begun).extracting(Lease::slot).containsExactly(slot("a", 1), slot("a", 2));
    assertThat(ledger.queue().admit("b", BOB, ALL)).isEmpty();
    assertThat(ledger.queue().admit("c", BOB, ALL)).as("not in the pool").hasSize(2);
    assertThat(ledger.pools().full()).containsExactly("gpu");
    Pool gpu = pool("gpu");
    assertThat(gpu.running()).extracting(Run::slot).containsExactly(slot("a", 1), slot("a", 2));
    assertThat(gpu.waiting()).containsExactly("b");
    assertThat(pool("ram").waiting()).as("it has room").isEmpty();

    finish(begun.get(0), ALICE);
    assertThat(ledger.pools().full()).isEmpty();
    assertThat(ledger.queue().admit("b", BOB, ALL))
        .extracting(Lease::slot)
        .containsExactly(slot("b", 1));
    ledger.pools().limit("gpu", 1);
    finish(begun.get(1), ALICE);
    assertThat(ledger.queue().admit("b", BOB, ALL)).as("smaller now").isEmpty();
    ledger.pools().unlimit("gpu");
    assertThat(ledger.queue().admit("b", BOB, ALL)).hasSize(1);
  }

  @Test
  void aLeaseThatEndsFreesItsPlace() {
    ledger.pools().limit("gpu", 1);
    ledger.pools().tag(Map.of("a", Set.of("gpu"), "b", Set.of("gpu")));
    queue("a", 1);
    queue("b", 1);
    assertThat(ledger.queue().admit("a", ALICE, ALL)).hasSize(1);
    assertThat(ledger.queue().admit("b", BOB, ALL)).isEmpty();
    time = time.plus(MINUTE).plusSeconds(1);
    assertThat(pool("gpu").running()).isEmpty();
    assertThat(ledger.queue().admit("b", BOB, ALL)).hasSize(1);
    assertThat(ledger.queue().admit("a", ALICE, ALL)).as("its worker was lost").isEmpty();
  }

  @Test
  void aPoolWithoutPlacesLetsNothingBegin() {
    ledger.pools().limit("gpu", 0);
    ledger.pools().tag(Map.of("p", Set.of("gpu")));
    queue("p", 20);
    assertThat(ledger.queue().admit("p", ALICE, ALL)).isEmpty();
    assertThat(admit(make(2, 1), ALICE).task()).isNull();
  }

  @Test
  void whatAPersonRunsTakesAPlaceAndWaitsForNone() {
    ledger.pools().limit("gpu", 1);
    ledger.pools().tag(Map.of("a", Set.of("gpu"), "b", Set.of("gpu")));
    queue("b", 1);
    assertThat(ledger.queue().admit("b", BOB, ALL)).hasSize(1);
    assertThat(ledger.claim(slot("a", 1), PIN, Reprocess.UNFINISHED_ONLY, ALICE))
        .isInstanceOf(Claim.Claimed.class);
    assertThat(pool("gpu").running()).hasSize(2);
  }

  @Test
  void nightsOfABackfillTakeNoPlaceThatAScheduleWaitsFor() {
    ledger.pools().limit("gpu", 2);
    ledger.pools().tag(Map.of("p", Set.of("gpu"), "a", Set.of("gpu")));
    Backfill made = make(4, 4);
    BackfillTask first = admitted(made, ALICE);
    BackfillTask second = admitted(made, BOB);
    assertThat(admit(made, BOB).task()).as("two places").isNull();
    queue("a", 1);
    assertThat(ledger.queue().admit("a", ALICE, ALL)).isEmpty();
    done(first, ALICE);
    assertThat(admit(made, ALICE).task()).as("the schedule waits for it").isNull();
    List<Lease> begun = ledger.queue().admit("a", ALICE, ALL);
    assertThat(begun).hasSize(1);
    prepared(second, BOB);
    BackfillTask judge = admitted(made, BOB);
    assertThat(judge.lease().slot()).as("nobody waits any more").isEqualTo(slot(2));
    assertThat(judge.stage()).isEqualTo(BackfillTask.Stage.JUDGE);
    assertThat(found(made).progress().judged()).isEqualTo(1);
  }

  @Test
  void nothingIsSkippedForASlotThatWaitsForAPlace() {
    ledger.pools().limit("gpu", 1);
    ledger.pools().tag(Map.of("a", Set.of("gpu"), "b", Set.of("gpu")));
    queue("b", 1);
    queue("a", 1, 2);
    List<Lease> other = ledger.queue().admit("b", BOB, ALL);
    SlotQueue.AdmissionRule first = new Concurrency.FirstOnly()::choose;
    assertThat(ledger.queue().admit("a", ALICE, first)).isEmpty();
    assertThat(ledger.slot(slot("a", 2)).orElseThrow().latest().state().status())
        .isEqualTo(RunState.Status.QUEUED);
    finish(other.get(0), BOB);
    assertThat(ledger.queue().admit("a", ALICE, first))
        .extracting(Lease::slot)
        .containsExactly(slot("a", 1));
    assertThat(ledger.slot(slot("a", 2)).orElseThrow().latest().state().text())
        .isEqualTo("that of " + slot("a", 1).logicalTime() + " ran; first-only");
  }

  @Test
  void aScheduleThatIsGoneIsNotWaitedForForEver() {
    ledger.pools().limit("gpu", 1);
    ledger.pools().tag(Map.of("p", Set.of("gpu"), "a", Set.of("gpu")));
    Backfill made = make(2, 1);
    BackfillTask first = admitted(made, ALICE);
    queue("a", 1);
    assertThat(ledger.queue().admit("a", ALICE, ALL)).isEmpty();
    done(first, ALICE);
    assertThat(admit(made, ALICE).task()).isNull();
    time = time.plusSeconds(16);
    assertThat(admitted(made, ALICE).lease().slot()).isEqualTo(slot(2));
  }

  @Test
  void allBackfillsShareAPoolOfTheirOwn() {
    ledger.pools().limit(Pool.BACKFILL, 1);
    Backfill made = make(2, 2);
    BackfillSpec shadow = new BackfillSpec("p", "shadow", "another", made.spec().options());
    Backfill other = ledger.backfills().open(shadow, shadowPlan(2), "carol").backfill();
    BackfillTask task = admitted(made, ALICE);
    assertThat(admit(other, BOB).task()).isNull();
    queue("p", 20);
    assertThat(ledger.queue().admit("p", BOB, ALL)).as("no backfill").hasSize(1);
    assertThat(pool(Pool.BACKFILL).running()).extracting(Run::slot).containsExactly(slot(1));
    done(task, ALICE);
    assertThat(admitted(other, BOB).lease().slot().lane()).isEqualTo("shadow");
    assertThat(admit(made, ALICE).task()).isNull();
  }

  @RepeatedTest(8)
  void whateverHappensNoPoolIsOverfilledAndNothingIsForgotten(RepetitionInfo info) {
    Random random = new Random(info.getCurrentRepetition());
    Map<String, Integer> sizes = new HashMap<>();
    List.of("x", "y").forEach(tag -> sizes.put(tag, 1 + random.nextInt(3)));
    sizes.forEach(ledger.pools()::limit);
    Map<String, Set<String>> tags =
        Map.of("a", Set.of("x"), "b", Set.of("y"), "c", Set.of("x", "y"), "p", Set.of("x"));
    ledger.pools().tag(tags);
    List.of("a", "b", "c").forEach(name -> queue(name, 1, 2, 3, 4));
    Backfill made = make(4, 3);
    List<Lease> working = new ArrayList<>();
    List<BackfillTask> tasks = new ArrayList<>();
    int steps = 0;
    while (!ledger.queue().waiting().isEmpty()
        || !working.isEmpty()
        || !tasks.isEmpty()
        || !found(made).state().status().isFinal()) {
      assertThat(++steps).as("it comes to an end").isLessThan(2_000);
      time = time.plusSeconds(random.nextInt(6));
      Holder holder = random.nextBoolean() ? ALICE : BOB;
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          String name = List.of("a", "b", "c").get(random.nextInt(3));
          working.addAll(ledger.queue().admit(name, holder, ALL));
        }
        case 2 -> {
          BackfillTask task = admit(made, holder).task();
          if (task != null) {
            tasks.add(task);
          }
        }
        case 3 -> working.removeIf(lease -> random.nextInt(3) == 0 && finished(lease));
        default -> tasks.removeIf(task -> random.nextInt(3) == 0 && settled(task));
      }
      sizes.forEach((tag, most) -> assertThat(pool(tag).running()).hasSizeLessThanOrEqualTo(most));
    }
    assertThat(List.of("a", "b", "c"))
        .allSatisfy(name -> assertThat(ledger.slots(name, "")).hasSize(4));
    assertThat(found(made).progress().judged()).isEqualTo(4);
  }

  /** Ends the run, unless its worker took longer than its lease. */
  private boolean finished(Lease lease) {
    Holder holder = ledger.slot(lease.slot()).orElseThrow().holder();
    if (holder != null && time.isBefore(until(lease.slot()))) {
      finish(lease, holder);
    }
    return true;
  }

  private boolean settled(BackfillTask task) {
    Holder holder = ledger.slot(task.lease().slot()).orElseThrow().holder();
    if (holder != null && time.isBefore(until(task.lease().slot()))) {
      if (task.stage() == BackfillTask.Stage.PREPARE) {
        prepared(task, holder);
      } else {
        done(task, holder);
      }
    }
    return true;
  }

  private Instant until(Slot slot) {
    Instant until = ledger.slot(slot).orElseThrow().until();
    return until == null ? Instant.MIN : until;
  }

  private void finish(Lease lease, Holder holder) {
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(lease.slot(), PIN, Reprocess.UNFINISHED_ONLY, holder);
    ledger.apply(claimed.lease(), new RunEvent.Finished("REJECT"));
  }

  private void queue(String pipeline, int... days) {
    for (int day : days) {
      ledger.queue().enqueue(slot(pipeline, day), PIN, Reprocess.UNFINISHED_ONLY);
    }
  }

  private Pool pool(String tag) {
    return ledger.pools().all().stream().filter(p -> p.tag().equals(tag)).findFirst().orElseThrow();
  }

  private static BackfillPlan shadowPlan(int days) {
    return new BackfillPlan(
        IntStream.rangeClosed(1, days)
            .mapToObj(
                d ->
                    new PlannedSlot(
                        new Slot("p", "shadow", slot(d).logicalTime()),
                        PlannedSlot.Action.RUN,
                        "not run yet"))
            .toList());
  }

  private static Slot slot(String pipeline, int day) {
    return Slot.of(pipeline, NOON.plus(Duration.ofDays(day)));
  }
}
