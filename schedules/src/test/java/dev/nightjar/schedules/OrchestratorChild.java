package dev.nightjar.schedules;

import dev.nightjar.jobs.jdbc.PostgresAddress;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Pause;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Ticker;
import dev.nightjar.run.Timing;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzAlarm;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.DirectoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** An orchestrator whose nights have two steps that do nothing. It is killed at any moment. */
final class OrchestratorChild {

  static final int PIPELINES = 200;
  static final Duration EVERY = Duration.ofSeconds(15);
  static final Duration LEASE = Duration.ofSeconds(3);

  private OrchestratorChild() {}

  /** {@code database store secondsAhead}: the last says how far this machine's clock is ahead. */
  public static void main(String[] args) throws Exception {
    Duration ahead = Duration.ofSeconds(Long.parseLong(args[2]));
    InstantSource clock = () -> Instant.now().plus(ahead);
    RunLedger ledger = open(args[0], clock);
    NoOps nights =
        new NoOps(
            ledger,
            DirectoryStore.open(Path.of(args[1])),
            new Timing(clock, Ticker.daemon(), Pause.system(), LEASE.dividedBy(3)),
            List.of("check", "train"));
    // Quartz goes by the clock of this machine, which is ahead in this process only.
    Alarm quartz = QuartzAlarm.start("storm", 4);
    Orchestrator orchestrator =
        new Orchestrator(
            ledger,
            nights,
            new Shifted(quartz, ahead),
            clock,
            new Orchestrator.Options(Holder.current(), 4),
            new OrchestratorListener() {
              @Override
              public void elsewhere(Slot slot, String why) {
                System.out.println("elsewhere " + slot);
              }

              @Override
              public void trouble(String what, Exception why) {
                System.out.println("trouble " + what + ": " + why);
              }
            });
    orchestrator.define(definitions());
    orchestrator.start();
    System.out.println("open");
    // Until it is killed, or whoever started it is gone.
    System.in.readAllBytes();
  }

  static RunLedger open(String database, InstantSource clock) {
    return PostgresLedger.open(
        PostgresAddress.parse(database),
        null,
        // Nobody knows who is dead, as between machines.
        new LeaseRules(clock, LEASE, Liveness.UNKNOWN));
  }

  static String name(int pipeline) {
    return "p%03d".formatted(pipeline);
  }

  private static List<Definition> definitions() {
    ScheduleSpec standard = ScheduleSpec.standard();
    ScheduleSpec spec =
        new ScheduleSpec(
            new Trigger.Interval(EVERY, Instant.EPOCH),
            standard.zone(),
            standard.calendars(),
            new Misfire.All(10_000, null),
            new Concurrency.Sequential(),
            Set.of(),
            null);
    FireTimes times = FireTimes.of(spec, QuartzCron::parse, dataset -> List.of());
    return IntStream.range(0, PIPELINES)
        .mapToObj(
            i ->
                new Definition(
                    name(i),
                    NoOps.digest(name(i)),
                    () -> times,
                    spec.misfire(),
                    spec.concurrency(),
                    Set.of()))
        .toList();
  }

  /** Rings when this machine's clock, which is ahead, shows the time. */
  private record Shifted(Alarm alarm, Duration ahead) implements Alarm {

    @Override
    public void at(String name, Instant when, Runnable task) {
      alarm.at(name, when.minus(ahead), task);
    }

    @Override
    public void every(String name, Duration period, Runnable task) {
      alarm.every(name, period, task);
    }

    @Override
    public void forget(String name) {
      alarm.forget(name);
    }

    @Override
    public void close() {
      alarm.close();
    }
  }
}
