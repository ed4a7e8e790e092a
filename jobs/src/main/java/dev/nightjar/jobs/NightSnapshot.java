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
 * What a pipeline file reads of states of its logs. A night and {@code dataset recipe} ask it
 * alike.
 *
 * @param file the pipeline file
 * @param datasets where its datasets are
 * @param logs that it reads
 * @param rows state of the log of the rows
 * @param labels state of the log of the labels; null: there is none
 */
record NightSnapshot(
    PipelineFile file,
    Datasets datasets,
    DataLogs logs,
    DatasetState rows,
    @Nullable DatasetState labels) {

  /** Of the logs as they are now. */
  static NightSnapshot now(PipelineFile file, Datasets datasets) throws IOException {
    DataLogs logs = DataLogs.of(datasets, file.pipeline());
    DatasetLog labels = logs.labels();
    return new NightSnapshot(
        file, datasets, logs, logs.rows().state(), labels == null ? null : labels.state());
  }

  /** What recipe and test sets see of the rows. */
  Prefixes prefixes() throws IOException {
    Pipeline pipeline = file.pipeline();
    return Prefixes.of(logs.rows(), rows, pipeline.recipe(), pipeline.testSets());
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
    if (labels.definition() == null) {
      throw file.noLabelDataset(datasets.names());
    }
    return log.pinned(labels, source.at());
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
    Prefixes prefixes = prefixes();
    Snapshot snapshot =
        Snapshots.resolve(
            prefixes,
            pipeline.recipe(),
            pipeline.testSets(),
            pipeline.label(),
            logicalTime,
            pipeline.schedule().zone());
    DatasetState labelled = seenLabels();
    return labelled == null
        ? snapshot
        : Snapshots.labelled(snapshot, prefixes.recipe(), pipeline.label(), labelled);
  }
}
