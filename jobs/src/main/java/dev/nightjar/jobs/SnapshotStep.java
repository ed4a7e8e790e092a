package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.util.List;

/** Freezes what the night reads, and counts what of it is usable. */
final class SnapshotStep implements Step {

  static final String NAME = "snapshot";

  private final Night night;
  private final DatasetState dataset;

  /**
   * @param dataset as it is when the run begins or goes on
   */
  SnapshotStep(Night night, DatasetState dataset) {
    this.night = night;
    this.dataset = dataset;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  /** The segments decide, not how long the log has grown: another dataset entry changes nothing. */
  @Override
  public String facts(StepContext context) {
    return resolve().id();
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    night.file().checkColumns(dataset.defined().schema());
    Snapshot snapshot = resolve();
    Rows rows = night.data().rows(snapshot);
    RowCounts counts = rows.counts();
    long training =
        rows.count(NightData.training(snapshot, RowSelection.Side.TRAIN))
            + rows.count(NightData.training(snapshot, RowSelection.Side.DEV));
    if (training == 0) {
      throw new DataException(
          "no usable rows to train on between %s and %s: %d rows read, %d without label, %d not yet complete"
              .formatted(
                  snapshot.train().from().toLocalDate(),
                  snapshot.train().to().toLocalDate(),
                  counts.read(),
                  counts.unlabelled(),
                  counts.incomplete()));
    }
    return StepOutput.next(new SnapshotOutput(snapshot, counts, training));
  }

  private Snapshot resolve() {
    Pipeline pipeline = night.pipeline();
    return Snapshots.resolve(
        dataset,
        pipeline.recipe(),
        pipeline.testSets(),
        pipeline.label(),
        night.slot().logicalTime(),
        pipeline.schedule().zone());
  }
}
