package dev.nightjar.jobs;

import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Prefixes;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline file reads of its logs as they stood when they were looked at. A night and {@code
 * dataset recipe} ask it alike. Places of the logs that the file names are looked up once, when
 * first asked for. Not thread-safe.
 */
final class NightSnapshot {

  private final PipelineFile file;
  private final Datasets datasets;
  private final DataLogs logs;
  private final DatasetState rows;
  private final @Nullable DatasetState labels;
  private @Nullable Prefixes prefixes;
  private @Nullable DatasetState seenLabels;

  private NightSnapshot(
      PipelineFile file,
      Datasets datasets,
      DataLogs logs,
      DatasetState rows,
      @Nullable DatasetState labels) {
    this.file = file;
    this.datasets = datasets;
    this.logs = logs;
    this.rows = rows;
    this.labels = labels;
  }

  /** Of the logs as they are now. */
  static NightSnapshot now(PipelineFile file, Datasets datasets) throws IOException {
    DataLogs logs = DataLogs.of(datasets, file.pipeline());
    DatasetLog labels = logs.labels();
    return new NightSnapshot(
        file, datasets, logs, logs.rows().state(), labels == null ? null : labels.state());
  }

  /** The whole log of the rows. */
  DatasetState rows() {
    return rows;
  }

  /** What recipe and test sets see of the rows. */
  Prefixes prefixes() throws IOException {
    Prefixes known = prefixes;
    if (known == null) {
      Pipeline pipeline = file.pipeline();
      known = Prefixes.of(logs.rows(), rows, pipeline.recipe(), pipeline.testSets());
      prefixes = known;
    }
    return known;
  }

  /**
   * What is seen of the labels; null when the rows have their own.
   *
   * @throws dev.nightjar.jobs.config.ConfigException when there is no such dataset
   */
  private @Nullable DatasetState seenLabels() throws IOException {
    Label.Source source = file.pipeline().label().source();
    DatasetLog log = logs.labels();
    if (source == null || log == null || labels == null) {
      return null;
    }
    DatasetState known = seenLabels;
    if (known == null) {
      if (labels.definition() == null) {
        throw file.noLabelDataset(datasets.names());
      }
      known = log.pinned(labels, source.at());
      seenLabels = known;
    }
    return known;
  }

  /**
   * Holds the columns that the file names against those of its datasets.
   *
   * @throws dev.nightjar.jobs.config.ConfigException with every name that is not there
   */
  void checkColumns() throws IOException {
    Schema schema = prefixes().recipe().defined().schema();
    file.checkColumns(schema);
    DatasetState labelled = seenLabels();
    if (labelled != null) {
      file.checkLabels(schema, labelled.defined().schema());
    }
  }

  /**
   * The last complete day, when it has not arrived and could still; empty for a prefix of the log,
   * which does not grow.
   */
  Optional<LocalDate> missingDay(Instant logicalTime) {
    Pipeline pipeline = file.pipeline();
    return pipeline.recipe().at() != null
        ? Optional.empty()
        : Snapshots.missingDay(
            rows, pipeline.recipe(), pipeline.label(), logicalTime, pipeline.schedule().zone());
  }

  /** The snapshot at a logical time. */
  Snapshot at(Instant logicalTime) throws IOException {
    Pipeline pipeline = file.pipeline();
    Snapshot snapshot =
        Snapshots.resolve(
            prefixes(),
            pipeline.recipe(),
            pipeline.testSets(),
            pipeline.label(),
            logicalTime,
            pipeline.schedule().zone());
    DatasetState labelled = seenLabels();
    return labelled == null
        ? snapshot
        : Snapshots.labelled(snapshot, prefixes().recipe(), pipeline.label(), labelled);
  }
}
