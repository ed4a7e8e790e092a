package dev.nightjar.schedules.metrics;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepOutput;
import dev.nightjar.schedules.OrchestratorListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Counts what an orchestrator does. Values of labels are bounded: states and steps are few, and no
 * more than {@value #PIPELINES} pipelines have series of their own. Thread-safe.
 */
public final class Meters implements OrchestratorListener, RunListener, AutoCloseable {

  private static final int PIPELINES = 1_000;
  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2),
    Duration.ofHours(8)
  };
  private static final Duration[] LAGS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final InstantSource clock;
  private final AtomicReference<Instant> swept;

  /**
   * Meters that begin at nothing.
   *
   * @param live how many runs are in each state that is not final, asked when somebody reads
   * @param version of the program
   */
  public Meters(InstantSource clock, Supplier<Map<Status, Long>> live, String version) {
    this.clock = clock;
    this.swept = new AtomicReference<>(clock.instant());
    registry
        .config()
        .meterFilter(
            MeterFilter.maximumAllowableTags(
                "nightjar", "pipeline", PIPELINES, MeterFilter.deny()));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    collector.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("nightjar.build.info", () -> 1)
        .description("The program.")
        .tag("version", version)
        .register(registry);
    Gauge.builder("nightjar.sweep.age", this::sweepAge)
        .description("Since all schedules were looked at last.")
        .baseUnit("seconds")
        .register(registry);
    live("nightjar.queue.length", "Slots that wait.", Status.QUEUED, live);
    live("nightjar.runs.running", "Runs that somebody works on.", Status.RUNNING, live);
    live(
        "nightjar.runs.awaiting.approval",
        "Runs that wait for a person.",
        Status.AWAITING_APPROVAL,
        live);
    leasesLost();
  }

  private void live(
      String name, String description, Status status, Supplier<Map<Status, Long>> counts) {
    Gauge.builder(name, () -> counts.get().getOrDefault(status, 0L))
        .description(description)
        .register(registry);
  }

  private double sweepAge() {
    Instant last = swept.get();
    return Duration.between(last, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public void due(Run run) {
    if (run.state().status() == Status.SKIPPED) {
      ended(run);
      return;
    }
    Timer.builder("nightjar.fire.lag")
        .description("From a slot's time to when it was queued.")
        .serviceLevelObjectives(LAGS)
        .register(registry)
        .record(positive(run.slot().logicalTime(), run.startedAt()));
  }

  @Override
  public void ended(Run run) {
    String pipeline = run.slot().pipeline();
    if (!run.state().status().isFinal()) {
      // It waits for a person, and is counted when it is over.
      return;
    }
    Counter.builder("nightjar.runs")
        .description("Runs that are over.")
        .tags(Tags.of("pipeline", pipeline, "state", run.state().status().name()))
        .register(registry)
        .increment();
    Instant end = run.finishedAt();
    if (end != null && run.state().status() != Status.SKIPPED) {
      Timer.builder("nightjar.run.duration")
          .description("From a run's beginning to its end.")
          .serviceLevelObjectives(BUCKETS)
          .tag("pipeline", pipeline)
          .register(registry)
          .record(positive(run.startedAt(), end));
    }
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    Timer.builder("nightjar.step.duration")
        .description("Steps that made their output.")
        .serviceLevelObjectives(BUCKETS)
        .tags(Tags.of("pipeline", run.slot().pipeline(), "step", step))
        .register(registry)
        .record(took);
  }

  @Override
  public void lost(Slot slot, String why) {
    leasesLost().increment();
  }

  private Counter leasesLost() {
    return Counter.builder("nightjar.leases.lost")
        .description("Runs that another orchestrator took over.")
        .register(registry);
  }

  @Override
  public void swept() {
    swept.set(clock.instant());
  }

  /** Clocks may differ. */
  private static Duration positive(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** All of it in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
