package dev.nightjar.schedules.app;

import dev.nightjar.evaluation.Metrics;
import dev.nightjar.expectation.Expectations;
import dev.nightjar.jobs.NightObserver;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.Summaries;
import dev.nightjar.jobs.WaitingNights;
import dev.nightjar.jobs.Workbench;
import dev.nightjar.jobs.config.LineageSettings;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.TraceSettings;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.jobs.duckdb.DuckDbChecker;
import dev.nightjar.jobs.duckdb.DuckDbEngine;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.openlineage.LineageObserver;
import dev.nightjar.jobs.opentelemetry.TraceObserver;
import dev.nightjar.jobs.process.ChildProcess;
import dev.nightjar.jobs.process.ChildProgram;
import dev.nightjar.jobs.tribuo.Libraries;
import dev.nightjar.jobs.tribuo.TribuoTrainers;
import dev.nightjar.model.Trainers;
import dev.nightjar.run.FencedStore;
import dev.nightjar.run.InProcess;
import dev.nightjar.run.Operators;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunLogs;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.StepOrders;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.cli.Services;
import dev.nightjar.schedules.logging.RunLines;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.schedules.remote.RemoteWorkspace;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.text.Nearest;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Joins the parts. The catalogues are filled here, by hand: a line of code can be searched for. */
final class Wiring {

  /** Measures that are no metrics. */
  private static final List<String> MEASURES =
      Stream.concat(
              Stream.of(
                  "model_bytes", Measure.CHURN, Measure.FLIPS, Failures.MEASURE, Measure.STALENESS),
              Latency.names().stream())
          .toList();

  private Wiring() {}

  static Services services(InstantSource clock) {
    return services(clock, SettingsSource.configured(System.getenv()));
  }

  static Services services(InstantSource clock, SettingsSource settings) {
    LocalWorkspaces workspaces = new LocalWorkspaces(clock, settings);
    return new Services(
        workspaces,
        new Starter(),
        new LocalCompare(),
        new Demo(workspaces),
        new ModelExports(),
        new LocalDoctor(workspaces, settings),
        new LocalSchedules(clock),
        server -> new RemoteWorkspace(server, TokenSource.of(System.getenv())),
        CodeIds.version());
  }

  static Trainers trainers() {
    return new Trainers(TribuoTrainers.all());
  }

  static PipelineReader reader() {
    return new PipelineReader(vocabulary(Metrics::named));
  }

  /** The names that files may use, with these metrics. */
  static Vocabulary vocabulary(Consumer<String> metric) {
    Trainers trainers = trainers();
    return new Vocabulary(
        spec -> trainers.named(spec.trainer()).validate(spec),
        Expectations::read,
        metric,
        Wiring::requireMeasure,
        QuartzCron::parse);
  }

  /** The nights that it left waiting for a person. */
  static WaitingNights waiting(RetrainingPipeline retraining) {
    return new WaitingNights(retraining, reader());
  }

  static Workbench workbench(LocalPlaces places) {
    return workbench(places, new FencedStore(places.store()));
  }

  /** The same; {@code store} takes nothing from whoever works for nobody. */
  static Workbench workbench(LocalPlaces places, ObjectStore store) {
    DuckDbLimits limits = DuckDbLimits.standard(places.scratch());
    return new Workbench(
        store,
        new DuckDbEngine(limits),
        new DuckDbChecker(limits),
        trainers(),
        Libraries.versions(),
        places.clock(),
        places.actor(),
        places.scratch());
  }

  /** How steps are executed. */
  static Operators operators(LocalPlaces places) {
    ChildProgram program =
        ChildProgram.current(
            ManagementFactory.getRuntimeMXBean().getInputArguments(),
            Main.class,
            List.of("step", "--workspace", places.folder().toString()));
    StepOrders orders = new StepOrders(new FencedStore(places.store()));
    return new Operators(
        List.of(
            new InProcess(), new ChildProcess(program, orders, places.scratch().resolve("runs"))));
  }

  /** How runs keep their logs. */
  static RunLogs logs(LocalPlaces places) {
    return new RunLogs(places.store(), Summaries::of, redaction(), new RunLines(places.clock()));
  }

  /** What is taken out of all that runs said, before anybody outside hears of it. */
  private static Redaction redaction() {
    return new Redaction(System.getenv());
  }

  /** Who hears of every night of the workspace. What is not asked for is not loaded. */
  static List<NightObserver> observers(LocalPlaces places, RunLedger ledger) {
    List<NightObserver> observers = new ArrayList<>();
    LineageSettings lineage = places.lineage();
    if (lineage != null) {
      observers.add(
          new LineageObserver(
              lineage,
              places.store().location(),
              places.code().version(),
              ledger,
              places.clock(),
              redaction()));
    }
    TraceSettings traces = places.traces();
    if (traces != null) {
      TraceObserver.start(traces, places.code().version(), redaction()).ifPresent(observers::add);
    }
    return observers;
  }

  /** The fire times of a schedule, those that a dataset of the workspace makes included. */
  static FireTimes fireTimes(ScheduleSpec schedule, LocalPlaces places) {
    return FireTimes.of(
        schedule, QuartzCron::parse, dataset -> LocalDatasets.history(places, dataset));
  }

  private static void requireMeasure(String name) {
    if (!MEASURES.contains(name)) {
      throw new IllegalArgumentException(
          "there is no measure %s%s (known: %s)"
              .formatted(
                  name,
                  Nearest.hint(name, MEASURES),
                  String.join(", ", MEASURES) + ", " + DriftMeasure.PSI.of("COLUMN")));
    }
  }
}
