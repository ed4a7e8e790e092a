package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Prefixes;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.SnapshotStore;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Freezes what the night reads, and counts what of it is usable. */
final class SnapshotStep implements Step {

  static final String NAME = "snapshot";

  private static final Duration POLL = Duration.ofSeconds(15);

  private final Night night;
  private final DataLogs logs;
  private final Pause pause;
  private DatasetState dataset;
  private @Nullable DatasetState labels;

  /**
   * Reads the logs as they are when a run begins or goes on, and again for a run that follows a
   * stale one.
   *
   * @param pause waits for the night's last day
   */
  SnapshotStep(Night night, DataLogs logs, Pause pause) throws IOException {
    this.night = night;
    this.logs = logs;
    this.pause = pause;
    this.dataset = logs.rows().state();
    this.labels = labels();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  /**
   * Reads the logs, and that of the rows again and again, until it has the night's last day or the
   * deadline is over.
   */
  @Override
  public void await(StepContext context) throws IOException, InterruptedException {
    dataset = logs.rows().state();
    MissingDay missing = missing();
    while (missing != null) {
      Duration left = Duration.between(night.bench().clock().instant(), missing.deadline());
      if (left.isNegative() || left.isZero()) {
        break;
      }
      context
          .progress()
          .at(
              Double.NaN,
              "waiting for the day %s of dataset %s until %s"
                  .formatted(missing.day(), missing.dataset(), missing.until()));
      pause.pause(left.compareTo(POLL) < 0 ? left : POLL);
      dataset = logs.rows().state();
      missing = missing();
    }
    labels = labels();
  }

  /** The segments decide, not how long the log has grown: another dataset entry changes nothing. */
  @Override
  public String facts(StepContext context) throws IOException {
    String id = resolve().id();
    MissingDay missing = missing();
    return missing == null ? id : id + " without " + missing.day();
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    DatasetState seen = seen();
    night.file().checkColumns(seen.defined().schema());
    DatasetState labelled = seenLabels();
    if (labelled != null) {
      night.file().checkLabels(seen.defined().schema(), labelled.defined().schema());
    }
    Snapshot snapshot = resolve();
    MissingDay missing = missing();
    if (missing != null) {
      return StepOutput.block(missing, missing.sentence());
    }
    Rows rows = night.data().rows(snapshot);
    RowCounts counts = rows.counts();
    long training =
        rows.count(NightData.training(snapshot, RowSelection.Side.TRAIN))
            + rows.count(NightData.training(snapshot, RowSelection.Side.DEV));
    if (training == 0) {
      throw new DataException(
          "no usable rows to train on between %s and %s: %d rows read, %d without label, %d not yet complete%s"
              .formatted(
                  snapshot.train().from().toLocalDate(),
                  snapshot.train().to().toLocalDate(),
                  counts.read(),
                  counts.unlabelled(),
                  counts.incomplete(),
                  counts.unreported() == null
                      ? ""
                      : ", "
                          + counts.unreported()
                          + " that no row of the label dataset names by then"));
    }
    List<String> findings = Snapshots.findings(seen, night.pipeline().recipe());
    // Before the output is kept: who finds a run finds the snapshot that it read.
    new SnapshotStore(night.bench().store()).keep(snapshot);
    return StepOutput.next(new SnapshotOutput(snapshot, counts, training, findings));
  }

  private @Nullable MissingDay missing() {
    Pipeline pipeline = night.pipeline();
    Duration wait = pipeline.schedule().dataDeadline();
    if (wait == null || pipeline.recipe().at() != null) {
      // A prefix of the log does not grow.
      return null;
    }
    Instant slot = night.slot().logicalTime();
    ZoneId zone = pipeline.schedule().zone();
    return Snapshots.missingDay(dataset, pipeline.recipe(), pipeline.label(), slot, zone)
        .map(day -> new MissingDay(dataset.name(), day, slot.plus(wait), zone.getId()))
        .orElse(null);
  }

  private DatasetState seen() throws IOException {
    return logs.rows().pinned(dataset, night.pipeline().recipe().at());
  }

  private @Nullable DatasetState labels() throws IOException {
    DatasetLog log = logs.labels();
    return log == null ? null : log.state();
  }

  private @Nullable DatasetState seenLabels() throws IOException {
    Label.Source source = night.pipeline().label().source();
    DatasetLog log = logs.labels();
    DatasetState now = labels;
    if (source == null || log == null || now == null) {
      return null;
    }
    if (now.definition() == null) {
      throw night
          .file()
          .noLabelDataset(new Datasets(night.bench().store(), night.bench().clock()).names());
    }
    return log.pinned(now, source.at());
  }

  private Snapshot resolve() throws IOException {
    Pipeline pipeline = night.pipeline();
    Prefixes prefixes = Prefixes.of(logs.rows(), dataset, pipeline.recipe(), pipeline.testSets());
    Snapshot snapshot =
        Snapshots.resolve(
            prefixes,
            pipeline.recipe(),
            pipeline.testSets(),
            pipeline.label(),
            night.slot().logicalTime(),
            pipeline.schedule().zone());
    DatasetState labelled = seenLabels();
    return labelled == null
        ? snapshot
        : Snapshots.labelled(snapshot, prefixes.recipe(), pipeline.label(), labelled);
  }
}
