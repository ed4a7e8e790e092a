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
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.Digest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many pipelines that wait for one pool. Time moves by hand. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrchestratorPoolsTest {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Holder ALICE = new Holder("alice", 1, NOON);
  private static final int PIPELINES = 40;

  @TempDir Path workspace;
  private volatile Instant time = NOON;
  private final Semaphore open = new Semaphore(0);
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void allOfThemRunAndAFullPoolIsAskedForOnce() throws Exception {
    LeaseRules rules = new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN);
    Map<String, Runnable> bells = new HashMap<>();
    try (RunLedger ledger = H2Ledger.open(workspace, rules);
        Orchestrator orchestrator =
            new Orchestrator(
                counting(ledger),
                slot -> night(ledger, slot),
                new Bells(bells),
                () -> time,
                new Orchestrator.Options(ALICE, 8),
                new Ends())) {
      ledger.pools().limit("gpu", 2);
      orchestrator.define(
          IntStream.range(0, PIPELINES).mapToObj(i -> definition("p" + (10 + i))).toList());
      orchestrator.start();
      time = NOON.plus(Duration.ofHours(1));
      ring(bells, "sweep");
      assertThat(ledger.pools().full()).containsExactly("gpu");
      asked.set(0);
      ring(bells, "queue");
      assertThat(asked.get()).as("one for all that wait").isEqualTo(1);
      assertThat(ledger.pools().all().get(0).waiting()).hasSize(PIPELINES - 2);
      List<String> ran = new ArrayList<>();
      while (ran.size() < PIPELINES) {
        assertThat(ledger.pools().all().get(0).running()).hasSizeLessThanOrEqualTo(2);
        open.release();
        ran.add(Objects.requireNonNull(ended.poll(60, TimeUnit.SECONDS), "nothing ran"));
      }
      assertThat(ran).doesNotHaveDuplicates();
      assertThat(ledger.recent(PIPELINES + 1))
          .hasSize(PIPELINES)
          .allSatisfy(run -> assertThat(run.state().status()).isEqualTo(Status.SUCCEEDED));
    }
  }

  private static void ring(Map<String, Runnable> bells, String name) {
    Objects.requireNonNull(bells.get(name)).run();
  }

  private static Definition definition(String name) {
    FireTimes times =
        new FireTimes(
            QuartzCron.parse("0 0 * * * ?"),
            ZoneId.of("UTC"),
            Trigger.Gap.RUN_AFTER,
            Trigger.Overlap.FIRST);
    return new Definition(
        name,
        Digest.of(name),
        () -> times,
        new Misfire.Last(),
        new Concurrency.Sequential(),
        Set.of("gpu"));
  }

  private Run night(RunLedger ledger, Slot slot) throws InterruptedException {
    Claim.Claimed claimed =
        (Claim.Claimed)
            ledger.claim(slot, Digest.of(slot.pipeline()), Reprocess.UNFINISHED_ONLY, ALICE);
    open.acquire();
    return ledger.apply(claimed.lease(), new RunEvent.Finished("done"));
  }

  /** The ledger, whose queue counts how often it is asked to let slots begin. */
  private RunLedger counting(RunLedger ledger) {
    SlotQueue queue = ledger.queue();
    SlotQueue counted =
        proxy(
            SlotQueue.class,
            queue,
            name -> {
              if (name.equals("admit")) {
                asked.incrementAndGet();
              }
              return null;
            });
    return proxy(RunLedger.class, ledger, name -> name.equals("queue") ? counted : null);
  }

  @FunctionalInterface
  private interface Instead {
    @Nullable Object of(String method);
  }

  private static <T> T proxy(Class<T> type, T real, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              Object other = instead.of(method.getName());
              try {
                return other == null ? method.invoke(real, args) : other;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private final class Ends implements OrchestratorListener {
    @Override
    public void ended(Run run) {
      ended.add(run.slot().pipeline());
    }

    @Override
    public void trouble(String what, Exception why) {
      throw new IllegalStateException(what, why);
    }
  }

  /** Alarms that ring by hand. */
  private record Bells(Map<String, Runnable> tasks) implements Alarm {

    @Override
    public void at(String name, Instant when, Runnable task) {
      // Rung by the sweep alone.
    }

    @Override
    public void every(String name, Duration period, Runnable task) {
      tasks.put(name, task);
    }

    @Override
    public void forget(String name) {
      // Nothing was set.
    }

    @Override
    public void close() {
      tasks.clear();
    }
  }
}
