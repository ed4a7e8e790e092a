package dev.nightjar.jobs;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.Operators;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunExecutor;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunLogs;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunReport;
import dev.nightjar.run.RunRequest;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.Timing;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The retrain of one night: snapshot, check, train, evaluate, decide, promote. The one place where
 * runs meet machine learning.
 *
 * <p>Idempotent: the same slot again goes on where it was interrupted, or hands out what is done.
 */
public final class RetrainingPipeline {

  private final Workbench bench;
  private final RunLedger ledger;
  private final Operators operators;
  private final Timing timing;
  private final RunLogs logs;
  private final List<NightObserver> observers;

  /**
   * A pipeline.
   *
   * @param operators that pipeline files may name
   * @param observers hear of every night, whoever runs it
   */
  public RetrainingPipeline(
      Workbench bench,
      RunLedger ledger,
      Operators operators,
      Timing timing,
      RunLogs logs,
      List<NightObserver> observers) {
    this.bench = bench;
    this.ledger = ledger;
    this.operators = operators;
    this.timing = timing;
    this.logs = logs;
    this.observers = List.copyOf(observers);
  }

  /**
   * A night that is over.
   *
   * @param report its run
   * @param decision its document
   * @param promotion what became of the champion; null: it was not reached
   */
  public record Outcome(RunReport report, Decision decision, @Nullable Promotion promotion) {}

  /**
   * What to run.
   *
   * @param code what code does it, the pipeline file's repository included
   * @param reprocess whether a night that is done is run again
   * @param allowDirty whether code with changes that are not committed may promote; a night that
   *     was withheld for that is run again when it may now
   * @param options what a new run gets; one that goes on or waits has its own
   * @param backfill the one that the night is run for; null: none
   */
  public record Order(
      PipelineFile file,
      Slot slot,
      CodeId code,
      Reprocess reprocess,
      boolean allowDirty,
      RunOptions options,
      @Nullable Backfill backfill) {

    /** An order of no backfill. */
    public Order(
        PipelineFile file,
        Slot slot,
        CodeId code,
        Reprocess reprocess,
        boolean allowDirty,
        RunOptions options) {
      this(file, slot, code, reprocess, allowDirty, options, null);
    }

    /** An order for what the slot gets by itself. */
    public Order(
        PipelineFile file, Slot slot, CodeId code, Reprocess reprocess, boolean allowDirty) {
      this(file, slot, code, reprocess, allowDirty, RunOptions.NONE);
    }
  }

  /** The names of the steps, in their order. */
  public static final List<String> STEPS =
      List.of(
          SnapshotStep.NAME,
          CheckStep.NAME,
          TrainStep.NAME,
          EvaluateStep.NAME,
          DecideStep.NAME,
          PromoteStep.NAME);

  /**
   * Runs the slot.
   *
   * @throws dev.nightjar.run.SlotHeld when another process is at it
   */
  public Outcome run(Order order, RunListener told) throws IOException, InterruptedException {
    RunListener listener = watched(order, told);
    return with(
        order,
        (night, logs) -> {
          RunReport report =
              executor(night)
                  .execute(request(night, logs, order.reprocess(), order.options()), listener);
          if (!report.executed() && wasWithheld(report) && !night.isWithheld()) {
            report =
                executor(night)
                    .execute(request(night, logs, Reprocess.ALL, order.options()), listener);
          }
          return outcome(night, report);
        });
  }

  /**
   * Runs of the slot what needs no champion: snapshot, check and train. Nights may be prepared in
   * any order and at once; {@link #run} goes on with each.
   *
   * @return the run: RUNNING when it is prepared, otherwise over
   * @throws dev.nightjar.run.SlotHeld when another process is at it
   */
  public Run prepare(Order order, RunListener told) throws IOException, InterruptedException {
    RunListener listener = watched(order, told);
    return with(
        order,
        (night, logs) -> {
          RunReport report =
              executor(night)
                  .executeUntil(
                      request(night, logs, order.reprocess(), order.options()),
                      TrainStep.NAME,
                      listener);
          return report.run().state().status().isFinal()
              ? outcome(night, report).report().run()
              : report.run();
        });
  }

  RunListener watched(Order order, RunListener told) {
    RunListener listener = pinning(PinnedRun.of(order.file(), order.code())).and(told);
    for (NightObserver observer : observers) {
      listener = listener.and(observer.watch(order).guarded());
    }
    return listener;
  }

  /** What is done with a night while its rows are open. */
  interface Work<T> {
    T on(Night night, DataLogs logs) throws IOException, InterruptedException;
  }

  <T> T with(Order order, Work<T> work) throws IOException, InterruptedException {
    PipelineFile file = order.file();
    Slot slot = order.slot();
    DataLogs logs = DataLogs.of(new Datasets(bench.store(), bench.clock()), file.pipeline());
    NightData data =
        new NightData(
            new SnapshotFiles(bench.blobs(), bench.scratch().resolve("segments")),
            bench.engine(),
            file.pipeline(),
            bench.scratch().resolve("runs"));
    try (data) {
      Night night =
          new Night(
              bench,
              file,
              slot,
              order.code(),
              order.allowDirty(),
              new ModelRegistry(bench.store(), Documents.model(slot), bench.clock(), bench.actor()),
              data);
      return work.on(night, logs);
    }
  }

  /** Whoever looks back finds what the run was begun with, wherever it was begun. */
  private RunListener pinning(PinnedRun pinned) {
    return new RunListener() {
      @Override
      public void runStarted(Run run, boolean resumed) {
        pinned.keep(bench.store(), run);
      }
    };
  }

  private static boolean wasWithheld(RunReport report) throws IOException {
    Promotion promotion = Decisions.output(report, PromoteStep.NAME, Promotion.class);
    return promotion != null && promotion.outcome() == Promotion.Outcome.DIRTY;
  }

  private RunRequest request(Night night, DataLogs logs, Reprocess reprocess, RunOptions options)
      throws IOException {
    return new RunRequest(
        night.slot(),
        night.pipelineDigest(),
        CanonicalJson.digest(night.code()).hex(),
        new NightSteps(night, logs, timing.pause()).all(),
        reprocess,
        options);
  }

  /** Writes the documents of a night that is over or waits, unless that was done. */
  Outcome outcome(Night night, RunReport report) throws IOException {
    Run run = report.run();
    boolean waits = run.state().status() == Status.AWAITING_APPROVAL;
    Promotion promotion = Decisions.output(report, PromoteStep.NAME, Promotion.class);
    if (promotion == null && waits) {
      promotion = Documents.promotion(bench.store(), run.slot(), run.id());
    }
    boolean expired = promotion != null && promotion.outcome() == Promotion.Outcome.EXPIRED;
    Decision decision =
        run.state().status() == Status.SUCCEEDED || waits || expired
            ? Decisions.output(report, DecideStep.NAME, Decision.class)
            : null;
    if (decision == null) {
      decision = new Decisions(night).unfinished(report);
    }
    Documents.write(bench.store(), run, decision, promotion);
    return new Outcome(report, decision, promotion);
  }

  Workbench bench() {
    return bench;
  }

  RunExecutor executor(Night night) {
    return new RunExecutor(
            ledger, new StepStore(bench.store()), operators, NightSteps.retries(), timing, logs)
        .announcing(new NightAlerts(night));
  }
}
