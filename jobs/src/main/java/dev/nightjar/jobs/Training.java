package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Encoder;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.Trainers;
import dev.nightjar.model.TrainingSpec;

/**
 * A model that was trained as its pipeline says: by a night, and by a trial that asks what a night
 * would have been without some rows.
 *
 * @param encoder fitted on the training rows
 * @param artifact the serialised model
 * @param scorer the same, loaded
 * @param labels of the training rows
 */
@SuppressWarnings("ArrayRecordComponent")
record Training(Encoder encoder, byte[] artifact, Scorer scorer, byte[] labels) {

  /**
   * Trains on the rows.
   *
   * @throws DataException when there are none, or all have one label
   */
  static Training on(Frame rows, Pipeline pipeline, Trainers trainers, Trainer.Progress progress) {
    byte[] labels = TrainStep.labels(rows);
    requireBothClasses(labels, pipeline);
    TrainingSpec spec = pipeline.training();
    Trainer trainer = trainers.named(spec.trainer());
    Encoder encoder = Encoder.fit(rows, pipeline.features(), trainer.wantsStandardised());
    byte[] artifact = trainer.train(encoder.encode(rows), labels, spec, progress);
    return new Training(encoder, artifact, trainer.load(artifact), labels);
  }

  private static void requireBothClasses(byte[] labels, Pipeline pipeline) {
    long positives = TrainStep.positives(labels);
    if (labels.length == 0) {
      throw new DataException("the training window has no rows with a label");
    }
    if (positives == 0 || positives == labels.length) {
      throw new DataException(
          "label %s is %s for all %d training rows; a model of two classes needs both"
              .formatted(
                  pipeline.label().name(), positives == 0 ? "false" : "true", labels.length));
    }
  }
}
