package dev.nightjar.jobs;

import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepContext;
import dev.nightjar.store.Digest;
import java.io.IOException;

/**
 * Everything that the steps of one run share.
 *
 * @param bench what every night works with
 * @param file the pipeline file
 * @param slot what the run is for
 * @param code what code does it, the pipeline file's repository included
 * @param registry of the model that the slot's lane moves
 * @param allowDirty whether code with changes that are not committed may promote
 * @param data the run's rows
 */
record Night(
    Workbench bench,
    PipelineFile file,
    Slot slot,
    CodeId code,
    boolean allowDirty,
    ModelRegistry registry,
    NightData data) {

  Pipeline pipeline() {
    return file.pipeline();
  }

  /**
   * Whether the candidate may not become champion, because no commit holds the code that made it. A
   * shadow history moves no real champion, so that it may.
   */
  boolean isWithheld() {
    return code.dirty() && !allowDirty && slot.lane().isEmpty();
  }

  /**
   * Whether a person has the last word. A shadow history moves no real champion, and asks nobody.
   */
  boolean asksAPerson() {
    return pipeline().policy().asksAPerson() && slot.lane().isEmpty();
  }

  /** The digest of what the pipeline file means: layout and comments do not matter. */
  Digest pipelineDigest() {
    return pipeline().digest();
  }

  /** The model's name: the pipeline's, with the lane of a shadow history. */
  String model() {
    return Documents.model(slot);
  }

  static SnapshotOutput snapshot(StepContext context) throws IOException {
    return read(context, SnapshotStep.NAME, SnapshotOutput.class);
  }

  static <T> T read(StepContext context, String step, Class<T> type) throws IOException {
    return context.input(step).as(type);
  }
}
