package dev.nightjar.jobs;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Pause;
import dev.nightjar.run.StepFailure;
import dev.nightjar.run.StepOrder;
import dev.nightjar.run.StepOrders;
import dev.nightjar.run.StepProgress;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.StepWorker;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Does one step of a night in a process that was started for it. All that it knows of the night it
 * reads from the object store: the order, what the run was begun with, the earlier outputs.
 *
 * @param bench what every night works with
 * @param reader reads the pipeline file that the run pinned
 * @param program this one, which has to be the one that began the run
 * @param folder of this machine, where the step lays its rows
 */
public record NightWorker(Workbench bench, PipelineReader reader, CodeId program, Path folder) {

  /**
   * Does what the order says, and answers it in the store.
   *
   * @return what the process ends with, see {@link dev.nightjar.run.WorkerExit}
   * @throws IllegalArgumentException when there is no such order
   * @throws IOException when the store does not let it be read, or answered
   */
  public int work(ObjectKey order, StepProgress progress) throws IOException {
    StepWorker worker =
        new StepWorker(
            new StepStore(bench.store()), new StepOrders(bench.store()), NightSteps.retries());
    SnapshotFiles files = new SnapshotFiles(bench.blobs(), bench.scratch().resolve("segments"));
    try (Rows rows = new Rows()) {
      return worker.work(
          order,
          read -> {
            PinnedRun pinned = pinned(read);
            PipelineFile file = file(pinned);
            rows.open = new NightData(files, bench.engine(), file.pipeline(), folder);
            return steps(read, pinned, file, rows.open).named(read.step());
          },
          progress);
    }
  }

  /** The rows of the step, once it is known which. */
  private static final class Rows implements AutoCloseable {
    private @Nullable NightData open;

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }
  }

  private PinnedRun pinned(StepOrder order) throws IOException {
    PinnedRun pinned =
        PinnedRun.read(bench.store(), order.run())
            .orElseThrow(
                () ->
                    new StepFailure(
                        FailureClass.INFRA, "the store does not say what the run was begun with"));
    if (!pinned.pin().equals(order.pin())) {
      throw new StepFailure(
          FailureClass.INFRA, "the run was begun with something else than the order says");
    }
    if (!pinned.code().jar().equals(program.jar())) {
      throw new StepFailure(
          FailureClass.USER,
          "the worker is another program than the one that began the run: %s (%s) there, %s (%s) here"
              .formatted(
                  pinned.code().version(), pinned.code().jar(), program.version(), program.jar()));
    }
    return pinned;
  }

  private PipelineFile file(PinnedRun pinned) {
    PipelineFile file = reader.pinned(Path.of(pinned.file()), pinned.text(), pinned.params());
    if (!file.pipeline().digest().equals(pinned.pipeline())) {
      throw new StepFailure(
          FailureClass.USER, "the pipeline file that the run pinned means something else here");
    }
    return file;
  }

  private NightSteps steps(StepOrder order, PinnedRun pinned, PipelineFile file, NightData data)
      throws IOException {
    Night night =
        new Night(
            bench,
            file,
            order.slot(),
            pinned.code(),
            PromoteStep.allowsDirty(order.told()),
            new ModelRegistry(
                bench.store(), Documents.model(order.slot()), bench.clock(), bench.actor()),
            data);
    DataLogs logs = DataLogs.of(new Datasets(bench.store(), bench.clock()), file.pipeline());
    return new NightSteps(night, logs, Pause.system());
  }
}
