package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.decision.Decision;
import dev.nightjar.jobs.config.ConfigException;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.store.CorruptObjectException;
import dev.nightjar.store.RemovedObjectException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A judged night as it was, with its rows open and the scores that it kept. No model is loaded.
 *
 * @param night with the pipeline file that its run pinned
 * @param record what its steps left
 */
record StoredNight(Night night, NightRecord record) {

  /** What is done with it. */
  interface Work<T> {
    T on(StoredNight night) throws IOException;
  }

  /**
   * Opens the night, works and closes it.
   *
   * @param undone what is said to be impossible when something of it is gone
   * @throws IllegalArgumentException when the night was not judged
   * @throws DataException when it cannot be done, and why: something is gone or damaged, or the
   *     rows are not those that were scored
   */
  static <T> T with(
      Workbench bench, PipelineReader reader, Documents.Night stored, String undone, Work<T> work)
      throws IOException {
    Decision decision = stored.decision();
    if (decision.evaluation() == null || decision.verdict() == null) {
      throw new IllegalArgumentException(
          "the night of %s was %s: nothing was judged"
              .formatted(decision.logicalDate(), decision.state()));
    }
    String no = "the night of " + decision.logicalDate() + " cannot be " + undone;
    try {
      return opened(bench, reader, NightRecord.read(bench.store(), stored), work);
    } catch (CorruptObjectException | RemovedObjectException | DataException e) {
      throw new DataException(no + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new DataException(no + ": the object " + e.getFile() + " is missing", e);
    } catch (ConfigException e) {
      throw new DataException(
          no + ", for this program reads its pipeline file otherwise: " + e.getMessage(), e);
    }
  }

  private static <T> T opened(
      Workbench bench, PipelineReader reader, NightRecord record, Work<T> work) throws IOException {
    PinnedRun pinned = record.pinned();
    PipelineFile file = reader.pinned(Path.of(pinned.file()), pinned.text(), pinned.params());
    SnapshotFiles files = new SnapshotFiles(bench.blobs(), bench.scratch().resolve("segments"));
    Path runs = bench.scratch().resolve("runs");
    try (NightData data = new NightData(files, bench.engine(), file.pipeline(), runs)) {
      String model = Documents.model(record.run().slot());
      ModelRegistry registry =
          new ModelRegistry(bench.store(), model, bench.clock(), bench.actor());
      return work.on(
          new StoredNight(
              new Night(bench, file, record.run().slot(), pinned.code(), false, registry, data),
              record));
    }
  }

  /** The night's evaluation, over the scores that it kept. */
  NightEvaluation evaluation() throws IOException {
    return new NightEvaluation(
        night,
        record.run().id(),
        record.snapshot().snapshot(),
        record.candidate(),
        new StoredScores(night, record.candidate(), record.evaluation()));
  }
}
