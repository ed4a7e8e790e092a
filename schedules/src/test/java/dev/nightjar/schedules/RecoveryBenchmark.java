package dev.nightjar.schedules;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.jobs.jdbc.PostgresAddress;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Timing;
import dev.nightjar.schedules.quartz.QuartzAlarm;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long after a worker was killed with -9 in the middle of a run an orchestrator goes on with
 * it: on H2, where a dead process of this machine is known to be dead, and on PostgreSQL, where
 * nothing but its lease says so. Argument: kills (10).
 */
final class RecoveryBenchmark {

  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final String PIPELINE = "nothing";
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private RecoveryBenchmark() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 3) {
      work(open(args[0], args[1]), Slot.of(PIPELINE, Instant.parse(args[2])));
      return;
    }
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Path folder = Files.createTempDirectory("recovery-benchmark");
    measure("h2", folder.toString(), folder, kills);
    measure("postgres", Postgres.freshDatabase().toString(), folder, kills);
  }

  /** What a worker does to the ledger, until it is killed. */
  private static void work(RunLedger ledger, Slot slot) throws InterruptedException {
    Claim claim =
        ledger.claim(slot, NoOps.digest(PIPELINE), Reprocess.UNFINISHED_ONLY, Holder.current());
    System.out.println("begun");
    while (claim instanceof Claim.Claimed claimed) {
      new CountDownLatch(1).await(LEASE.dividedBy(3).toMillis(), TimeUnit.MILLISECONDS);
      ledger.renew(claimed.lease());
    }
  }

  private static void measure(String kind, String place, Path folder, int kills) throws Exception {
    BlockingQueue<Slot> taken = new LinkedBlockingQueue<>();
    Latencies latencies = new Latencies();
    try (RunLedger ledger = open(kind, place);
        DirectoryStore store = DirectoryStore.open(folder.resolve("store-" + kind));
        Orchestrator orchestrator =
            new Orchestrator(
                ledger,
                new NoOps(ledger, store, Timing.system(), NoOps.SIX),
                QuartzAlarm.start("recovery-" + kind, 2),
                InstantSource.system(),
                new Orchestrator.Options(Holder.current(), 2),
                new Takings(taken))) {
      orchestrator.define(List.of(definition()));
      orchestrator.start();
      for (int i = 0; i < kills; i++) {
        Slot slot = Slot.of(PIPELINE, FIRST.plus(Duration.ofDays(i)));
        Process worker = worker(kind, place, slot);
        worker.getInputStream().read();
        long killed = System.nanoTime();
        worker.destroyForcibly();
        Slot next = taken.poll(2, TimeUnit.MINUTES);
        if (!slot.equals(next)) {
          throw new IllegalStateException("taken over: " + next + ", not " + slot);
        }
        latencies.add(Duration.ofNanos(System.nanoTime() - killed));
      }
    }
    System.out.printf(
        "%-8s gone on with after: %s; a lease is %d s%n", kind, latencies, LEASE.toSeconds());
  }

  private static RunLedger open(String kind, String place) {
    LeaseRules standard = LeaseRules.standard();
    return kind.equals("h2")
        ? H2Ledger.open(
            Path.of(place), new LeaseRules(standard.clock(), LEASE, standard.liveness()))
        : PostgresLedger.open(
            PostgresAddress.parse(place),
            null,
            new LeaseRules(standard.clock(), LEASE, Liveness.UNKNOWN));
  }

  private static Definition definition() {
    ScheduleSpec spec = ScheduleSpec.standard();
    FireTimes times = FireTimes.of(spec, QuartzCron::parse, dataset -> List.of());
    return new Definition(
        PIPELINE,
        NoOps.digest(PIPELINE),
        () -> times,
        new Misfire.Skip(),
        new Concurrency.Sequential(),
        Set.of());
  }

  private static Process worker(String kind, String place, Slot slot) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.serialFilter=!*",
            "-Dh2.bindAddress=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            RecoveryBenchmark.class.getName(),
            kind,
            place,
            slot.logicalTime().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private record Takings(BlockingQueue<Slot> taken) implements OrchestratorListener {

    @Override
    public void began(Slot slot) {
      taken.add(slot);
    }

    @Override
    public void ended(Run run) {}

    @Override
    public void trouble(String what, @Nullable Exception why) {
      System.out.println(what + ": " + why);
    }
  }
}
