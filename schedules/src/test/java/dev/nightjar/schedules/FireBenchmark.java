package dev.nightjar.schedules;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.DueSlot;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.Timing;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzAlarm;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.DirectoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * So many schedules that are all due in the same second, and nights that do nothing: how long after
 * that second each slot is in the ledger, begins, and is over. Arguments: schedules (1000), {@code
 * h2} or {@code postgres} (h2), nights at once (4), {@code up} for a server that has looked at as
 * many before, in a ledger that is then thrown away ({@code new}).
 */
final class FireBenchmark {

  /** Long enough for all to be looked at once, which begins the watch over them. */
  private static final Duration AHEAD = Duration.ofSeconds(30);

  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private FireBenchmark() {}

  public static void main(String[] args) throws Exception {
    int schedules = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    String where = args.length > 1 ? args[1] : "h2";
    int parallel = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    if (args.length > 3 && args[3].equals("up")) {
      warmUp(schedules, where);
    }
    Path folder = Files.createTempDirectory("fire-benchmark");
    try (RunLedger ledger = open(where, folder);
        DirectoryStore store = DirectoryStore.open(folder.resolve("store"))) {
      Stages stages = new Stages(schedules);
      Orchestrator orchestrator =
          new Orchestrator(
              ledger,
              new NoOps(ledger, store, Timing.system(), NoOps.SIX),
              QuartzAlarm.start("fire", 4),
              InstantSource.system(),
              new Orchestrator.Options(Holder.current(), parallel),
              stages);
      Instant due = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
      long began = System.nanoTime();
      orchestrator.define(definitions(schedules, due));
      orchestrator.start();
      Duration ready = Duration.ofNanos(System.nanoTime() - began);
      if (Instant.now().isAfter(due)) {
        throw new IllegalStateException("not ready in time: " + ready);
      }
      System.out.printf(
          "%d schedules on %s, ready after %s, all due at %s, %d at once%n",
          schedules, where, ready, due, parallel);
      stages.known.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      System.out.println("  in the ledger after: " + stages.due);
      stages.over.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      System.out.println("  begun after:         " + stages.began);
      System.out.println("  over after:          " + stages.ended);
      orchestrator.close(Duration.ofSeconds(10));
    }
  }

  private static void warmUp(int schedules, String where) throws Exception {
    try (RunLedger ledger = open(where, Files.createTempDirectory("fire-benchmark"))) {
      for (int look = 0; look < 4; look++) {
        Instant due = Instant.EPOCH.plusSeconds(look);
        SlotQueue.DueRule rule = (seen, now) -> List.of(new DueSlot(due, true, ""));
        for (List<Definition> part : Lookout.parts(definitions(schedules, Instant.EPOCH))) {
          ledger
              .queue()
              .sweep(
                  part.stream().map(d -> new SlotQueue.Watch(d.name(), d.digest(), rule)).toList());
        }
      }
    }
  }

  private static RunLedger open(String where, Path folder) throws Exception {
    return where.equals("postgres")
        ? PostgresLedger.open(Postgres.freshDatabase(), null, LeaseRules.standard())
        : H2Ledger.open(folder, LeaseRules.standard());
  }

  private static List<Definition> definitions(int count, Instant due) {
    ScheduleSpec standard = ScheduleSpec.standard();
    ScheduleSpec spec =
        new ScheduleSpec(
            new Trigger.Interval(Duration.ofHours(12), due),
            standard.zone(),
            standard.calendars(),
            new Misfire.Last(),
            new Concurrency.Sequential(),
            Set.of(),
            null);
    FireTimes times = FireTimes.of(spec, QuartzCron::parse, dataset -> List.of());
    return IntStream.range(0, count)
        .mapToObj(i -> "p%05d".formatted(i))
        .map(
            name ->
                new Definition(
                    name,
                    NoOps.digest(name),
                    () -> times,
                    spec.misfire(),
                    spec.concurrency(),
                    Set.of()))
        .toList();
  }

  private static final class Stages implements OrchestratorListener {

    private final Latencies due = new Latencies();
    private final Latencies began = new Latencies();
    private final Latencies ended = new Latencies();
    private final CountDownLatch known;
    private final CountDownLatch over;

    Stages(int schedules) {
      this.known = new CountDownLatch(schedules);
      this.over = new CountDownLatch(schedules);
    }

    @Override
    public void due(Run run) {
      due.add(since(run.slot()));
      known.countDown();
    }

    @Override
    public void began(Slot slot) {
      began.add(since(slot));
    }

    @Override
    public void ended(Run run) {
      ended.add(since(run.slot()));
      over.countDown();
    }

    @Override
    public void trouble(String what, Exception why) {
      System.out.println(what + ": " + why);
    }

    private static Duration since(Slot slot) {
      return Duration.between(slot.logicalTime(), Instant.now());
    }
  }
}
