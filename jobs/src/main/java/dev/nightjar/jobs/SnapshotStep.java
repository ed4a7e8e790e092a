package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.SnapshotStore;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.UnusableStoreException;
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
  private final Pause pause;
  private @Nullable NightSnapshot seen;

  /**
   * Reads the logs as they are when a run begins or goes on, and again for a run that follows a
   * stale one. A store that does not answer is asked again by the step, which is tried again.
   *
   * @param pause waits for the night's last day
   */
  SnapshotStep(Night night, Pause pause) throws UnusableStoreException {
    this.night = night;
    this.pause = pause;
    try {
      this.seen = look();
    } catch (UnusableStoreException e) {
      throw e;
    } catch (IOException e) {
      this.seen = null;
    }
  }

  private NightSnapshot now() throws IOException {
    NightSnapshot known = seen;
    if (known == null) {
      known = look();
      seen = known;
    }
    return known;
  }

  private NightSnapshot look() throws IOException {
    return NightSnapshot.now(
        night.file(), new Datasets(night.bench().store(), night.bench().clock()));
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
   * Reads the logs again and again, until the night's last day is there or the deadline is over.
   */
  @Override
  public void await(StepContext context) throws IOException, InterruptedException {
    seen = look();
    MissingDay missing = missing();
    while (missing != null) {
      Duration left = Duration.between(night.bench().clock().instant(), missing.deadline());
      if (left.isNegative() || left.isZero()) {
        return;
      }
      context
          .progress()
          .at(
              Double.NaN,
              "waiting for the day %s of dataset %s until %s"
                  .formatted(missing.day(), missing.dataset(), missing.until()));
      pause.pause(left.compareTo(POLL) < 0 ? left : POLL);
      seen = look();
      missing = missing();
    }
  }

  /** The segments decide, not how long the log has grown: another dataset entry changes nothing. */
  @Override
  public String facts(StepContext context) throws IOException {
    String id = now().at(night.slot().logicalTime()).id();
    MissingDay missing = missing();
    return missing == null ? id : id + " without " + missing.day();
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    now().checkColumns();
    Snapshot snapshot = now().at(night.slot().logicalTime());
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
    List<String> findings =
        Snapshots.findings(now().prefixes().recipe(), night.pipeline().recipe());
    // Before the output is kept: who finds a run finds the snapshot that it read.
    new SnapshotStore(night.bench().store()).keep(snapshot);
    return StepOutput.next(new SnapshotOutput(snapshot, counts, training, findings));
  }

  private @Nullable MissingDay missing() throws IOException {
    Duration wait = night.pipeline().schedule().dataDeadline();
    if (wait == null) {
      return null;
    }
    Instant slot = night.slot().logicalTime();
    ZoneId zone = night.pipeline().schedule().zone();
    NightSnapshot known = now();
    return known
        .missingDay(slot)
        .map(day -> new MissingDay(known.rows().name(), day, slot.plus(wait), zone.getId()))
        .orElse(null);
  }
}
