package dev.nightjar.jobs;

import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Label;
import dev.nightjar.jobs.config.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * The logs that a night reads.
 *
 * @param rows of the recipe's dataset
 * @param labels of the label's source; null: it has none
 */
record DataLogs(DatasetLog rows, @Nullable DatasetLog labels) {

  static DataLogs of(Datasets datasets, Pipeline pipeline) {
    Label.Source source = pipeline.label().source();
    return new DataLogs(
        datasets.dataset(pipeline.recipe().dataset()),
        source == null ? null : datasets.dataset(source.dataset()));
  }
}
