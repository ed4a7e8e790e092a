package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Time moves by hand; a slot is due at every full hour. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrchestratorTest {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Digest PIN = Digest.of("pipeline");
  private static final Holder ALICE = new Holder("alice", 1, NOON);
  private static final Holder BOB = new Holder("bob", 2, NOON);

  @TempDir Path workspace;
  private volatile Instant time = NOON;
  private RunLedger ledger;
  private final Semaphore open = new Semaphore(1_000);
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<Orchestrator> started = new ArrayList<>();

  @BeforeEach
  void openLedger() {
    ledger =
        H2Ledger.open(
            workspace, new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
  }

  @AfterEach
  void closeLedger() {
    open.release(1_000);
    started.forEach(Orchestrator::close);
    ledger.close();
  }

  @Test
  void whatBecomesDueIsRunOnceAndTheAlarmIsSetForWhatComesNext() throws Exception {
    Bell bell = new Bell();
    start(ALICE, 1, bell, hourly(new Concurrency.Sequential(), new Misfire.Last()));
    assertThat(bell.wish("p")).isEqualTo(hour(13));

    tick(Duration.ofHours(1));
    bell.ring("p");
    assertThat(next()).isEqualTo("alice ran 13");
    assertThat(bell.wish("p")).isEqualTo(hour(14));
    bell.ring("p");
    bell.ring("sweep");
    assertThat(states()).containsExactly(Status.SUCCEEDED);
  }

  @Test
  void aLostAlarmCostsNoMoreThanASweep() throws Exception {
    Bell bell = new Bell();
    start(ALICE, 1, bell, hourly(new Concurrency.Sequential(), new Misfire.Last()));
    tick(Duration.ofMinutes(61));
    bell.ring("sweep");
    assertThat(next()).isEqualTo("alice ran 13");
  }

  @Test
  void ofWhatWasMissedThePolicyDecidesAndEachSkipIsRecorded() throws Exception {
    start(ALICE, 1, new Bell(), hourly(new Concurrency.Sequential(), new Misfire.Last())).close();
    tick(Duration.ofMinutes(3 * 60 + 30));
    start(BOB, 1, new Bell(), hourly(new Concurrency.Sequential(), new Misfire.Last()));
    assertThat(next()).isEqualTo("bob ran 15");
    assertThat(states()).containsExactly(Status.SKIPPED, Status.SKIPPED, Status.SUCCEEDED);
    assertThat(ledger.slots("p", "").get(0).latest().state().text()).contains("misfire: last");
  }

  @Test
  void oneAtATimeTheNextBeginsWhenTheOneBeforeHasEnded() throws Exception {
    open.drainPermits();
    Bell bell = new Bell();
    start(ALICE, 4, bell, hourly(new Concurrency.Sequential(), new Misfire.All(9, null)));
    tick(Duration.ofHours(2));
    bell.ring("p");
    assertThat(next()).isEqualTo("alice begins 13");
    bell.ring("sweep");
    assertThat(states()).containsExactly(Status.RUNNING, Status.QUEUED);
    open.release();
    assertThat(next()).isEqualTo("alice ran 13");
    assertThat(next()).isEqualTo("alice begins 14");
    open.release();
    assertThat(next()).isEqualTo("alice ran 14");
  }

  @Test
  void notMoreAtOnceThanThereAreWorkers() throws Exception {
    open.drainPermits();
    Bell bell = new Bell();
    start(ALICE, 2, bell, hourly(new Concurrency.Parallel(5), new Misfire.All(9, null)));
    tick(Duration.ofHours(4));
    bell.ring("p");
    assertThat(List.of(next(), next()))
        .containsExactlyInAnyOrder("alice begins 13", "alice begins 14");
    bell.ring("sweep");
    assertThat(states())
        .containsExactly(Status.RUNNING, Status.RUNNING, Status.QUEUED, Status.QUEUED);
    open.release(4);
    assertThat(all(4))
        .containsExactlyInAnyOrder("alice ran 13", "alice ran 14", "alice ran 15", "alice ran 16");
  }

  @Test
  void twoOrchestratorsShareTheSlots() throws Exception {
    Bell bells = new Bell();
    Bell others = new Bell();
    Definition definition = hourly(new Concurrency.Parallel(9), new Misfire.All(9, null));
    start(ALICE, 2, bells, definition);
    start(BOB, 2, others, definition);
    for (int i = 0; i < 6; i++) {
      tick(Duration.ofHours(1));
      bells.ring("p");
      others.ring("p");
      assertThat(next()).endsWith("ran " + (13 + i));
    }
    assertThat(said).isEmpty();
    assertThat(states()).hasSize(6).containsOnly(Status.SUCCEEDED);
  }

  @Test
  void whatIsLeftAtTheEndIsHandedOverAndTheLateWriteIsRefused() throws Exception {
    open.drainPermits();
    Bell bell = new Bell();
    Definition definition = hourly(new Concurrency.Sequential(), new Misfire.Last());
    Orchestrator alice = start(ALICE, 1, bell, definition);
    tick(Duration.ofHours(1));
    bell.ring("p");
    assertThat(next()).isEqualTo("alice begins 13");
    alice.close(Duration.ofMillis(10));

    start(BOB, 1, new Bell(), definition);
    assertThat(next()).isEqualTo("bob begins 13");
    open.release(2);
    assertThat(List.of(next(), next()))
        .containsExactlyInAnyOrder("bob ran 13", "alice: elsewhere 13");
    assertThat(ledger.runs(at(13))).hasSize(1);
  }

  @Test
  void aNightThatCannotEvenBeginIsWrittenDownAsFailed() throws Exception {
    Bell bell = new Bell();
    Orchestrator orchestrator =
        new Orchestrator(
            ledger,
            slot -> {
              throw new IllegalArgumentException("there is no dataset trips");
            },
            bell,
            () -> time,
            new Orchestrator.Options(ALICE, 1),
            new Saying("alice"));
    started.add(orchestrator);
    orchestrator.define(List.of(hourly(new Concurrency.Sequential(), new Misfire.Last())));
    tick(Duration.ofHours(1));
    orchestrator.sweep();
    assertThat(next()).isEqualTo("alice ran 13");
    assertThat(ledger.runs(at(13)).get(0).state().text()).isEqualTo("there is no dataset trips");
    assertThat(states()).containsExactly(Status.FAILED);
  }

  @Test
  void whatWaitsForAPipelineThatIsGoneWaitsUntilItComesBack() throws Exception {
    open.drainPermits();
    Bell bell = new Bell();
    Definition definition = hourly(new Concurrency.Sequential(), new Misfire.All(9, null));
    Orchestrator alice = start(ALICE, 1, bell, definition);
    tick(Duration.ofHours(2));
    bell.ring("p");
    assertThat(next()).isEqualTo("alice begins 13");
    alice.define(List.of());
    assertThat(bell.wish("p")).isNull();
    open.release(2);
    assertThat(next()).as("what runs goes on").isEqualTo("alice ran 13");
    alice.sweep();
    assertThat(states()).containsExactly(Status.SUCCEEDED, Status.QUEUED);
    alice.define(List.of(definition));
    assertThat(next()).isEqualTo("alice ran 14");
  }

  @Test
  void aFullPoolIsWaitedFor() throws Exception {
    open.drainPermits();
    ledger.pools().limit("gpu", 1);
    Bell bell = new Bell();
    Definition any = hourly(new Concurrency.Parallel(5), new Misfire.All(9, null));
    Definition tagged =
        new Definition("p", PIN, any.times(), any.misfire(), any.concurrency(), Set.of("gpu"));
    start(ALICE, 4, bell, tagged);
    tick(Duration.ofHours(2));
    bell.ring("p");
    assertThat(next()).isEqualTo("alice begins 13");
    bell.ring("sweep");
    assertThat(states()).containsExactly(Status.RUNNING, Status.QUEUED);
    assertThat(ledger.pools().all())
        .singleElement()
        .satisfies(pool -> assertThat(pool.waiting()).containsExactly("p"));
    open.release();
    assertThat(next()).isEqualTo("alice ran 13");
    assertThat(next()).isEqualTo("alice begins 14");
    open.release();
    assertThat(next()).isEqualTo("alice ran 14");
  }

  @Test
  void aTimeThatDaylightSavingLeavesOutIsSkippedWithItsReason() {
    FireTimes times =
        new FireTimes(
            QuartzCron.parse("0 30 2 * * ?"),
            ZoneId.of("America/New_York"),
            Trigger.Gap.SKIP,
            Trigger.Overlap.FIRST);
    Definition nightly =
        new Definition(
            "p",
            PIN,
            () -> times,
            new Misfire.All(9, null),
            new Concurrency.Sequential(),
            Set.of());
    assertThat(
            nightly.due(
                Instant.parse("2026-03-07T12:00:00Z"), Instant.parse("2026-03-09T12:00:00Z")))
        .extracting(d -> d.logicalTime() + " " + d.runs() + " " + d.reason())
        .containsExactly(
            "2026-03-08T07:00:00Z false skipped: gap, 02:30 does not exist",
            "2026-03-09T06:30:00Z true ");
  }

  private static Definition hourly(Concurrency concurrency, Misfire misfire) {
    FireTimes times =
        new FireTimes(
            QuartzCron.parse("0 0 * * * ?"),
            ZoneId.of("UTC"),
            Trigger.Gap.RUN_AFTER,
            Trigger.Overlap.FIRST);
    return new Definition("p", PIN, () -> times, misfire, concurrency, Set.of());
  }

  private Orchestrator start(Holder holder, int parallel, Alarm alarm, Definition definition) {
    String name = holder.host();
    Orchestrator orchestrator =
        new Orchestrator(
            ledger,
            slot -> night(holder, slot),
            alarm,
            () -> time,
            new Orchestrator.Options(holder, parallel),
            new Saying(name));
    started.add(orchestrator);
    orchestrator.define(List.of(definition));
    orchestrator.start();
    return orchestrator;
  }

  /** A night that waits until it may end. */
  private Run night(Holder holder, Slot slot) throws InterruptedException {
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, holder);
    if (!open.tryAcquire()) {
      said.add(holder.host() + " begins " + hourOf(slot));
      open.acquire();
    }
    return ledger.apply(claimed.lease(), new RunEvent.Finished("done"));
  }

  private final class Saying implements OrchestratorListener {
    private final String name;

    Saying(String name) {
      this.name = name;
    }

    @Override
    public void ended(Run run) {
      said.add(name + " ran " + hourOf(run.slot()));
    }

    @Override
    public void elsewhere(Slot slot, String why) {
      said.add(name + ": elsewhere " + hourOf(slot));
    }

    @Override
    public void trouble(String what, Exception why) {
      said.add(name + ": trouble " + what + " " + why);
    }
  }

  /** An alarm that rings by hand. */
  private static final class Bell implements Alarm {
    private final Map<String, Instant> wishes = new ConcurrentHashMap<>();
    private final Map<String, Runnable> tasks = new ConcurrentHashMap<>();

    @Override
    public void at(String name, Instant when, Runnable task) {
      wishes.put(name, when);
      tasks.put(name, task);
    }

    @Override
    public void every(String name, Duration period, Runnable task) {
      tasks.put(name, task);
    }

    @Override
    public void forget(String name) {
      wishes.remove(name);
      tasks.remove(name);
    }

    @Override
    public void close() {
      tasks.clear();
    }

    void ring(String name) {
      Objects.requireNonNull(tasks.get(name), name).run();
    }

    @Nullable Instant wish(String name) {
      return wishes.get(name);
    }
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(said.poll(30, TimeUnit.SECONDS), "nothing was said");
  }

  private List<String> all(int count) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(next());
    }
    return all;
  }

  private List<Status> states() {
    return ledger.slots("p", "").stream()
        .map(SlotStatus::latest)
        .map(r -> r.state().status())
        .toList();
  }

  private static int hourOf(Slot slot) {
    return slot.logicalTime().atZone(ZoneId.of("UTC")).getHour();
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
}
