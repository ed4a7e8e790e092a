package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.RowSelection.Side;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.Encoder;
import dev.nightjar.model.Feature;
import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Thresholds;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Trains the candidate on the training side of the window, and chooses its threshold on the dev
 * side.
 */
final class TrainStep implements Step {

  static final String NAME = "train";

  /**
   * Rows of the reproducibility sample: the first dev rows, or training rows where there are none.
   */
  private static final int SAMPLE = 1_000;

  private final Night night;

  TrainStep(Night night) {
    this.night = night;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME, CheckStep.NAME);
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Snapshot snapshot = Night.snapshot(context).snapshot();
    Pipeline pipeline = night.pipeline();
    Rows rows = night.data().rows(snapshot);
    List<String> columns = columns(pipeline);
    Frame train = rows.read(NightData.training(snapshot, Side.TRAIN), columns, List.of());
    Frame dev = rows.read(NightData.training(snapshot, Side.DEV), columns, List.of());
    Refusal refusal =
        new Refusal(
            Leaks.apart(snapshot, pipeline.recipe().split(), train, dev),
            Sides.training(pipeline, train, dev));
    if (refusal.blocks()) {
      return StepOutput.fail(refusal, FailureClass.DATA, refusal.sentence());
    }

    TrainingSpec spec = pipeline.training();
    Training trained =
        Training.on(
            train,
            pipeline,
            night.bench().trainers(),
            (done, total) ->
                context.progress().at((double) done / total, done + " of " + total + " rounds"));
    byte[] artifact = trained.artifact();
    Encoder encoder = trained.encoder();
    Scorer scorer = trained.scorer();
    double[] devScores = scorer.score(encoder.encode(dev));
    byte[] devLabels = labels(dev);
    double threshold = Thresholds.choose(spec.threshold(), devScores, devLabels);
    double[] sample =
        dev.rows() > 0
            ? Arrays.copyOf(devScores, Math.min(SAMPLE, devScores.length))
            : scorer.score(encoder.encode(train, 0, Math.min(SAMPLE, train.rows())));

    Blobs blobs = night.bench().blobs();
    Candidate candidate =
        new Candidate(
            night.model(),
            blobs.put(artifact),
            artifact.length,
            blobs.put(CanonicalJson.write(encoder)),
            Fingerprint.of(sample),
            threshold,
            snapshot.id(),
            night.pipelineDigest(),
            night.code(),
            spec,
            night.bench().libraries(),
            snapshot.train(),
            // The dev rows count as trained on: the threshold has seen them.
            blobs.put(RowKeys.of(train).and(RowKeys.of(dev)).encode()),
            blobs.put(RowKeys.contents(train).and(RowKeys.contents(dev)).encode()),
            train.rows(),
            dev.rows(),
            positives(trained.labels()),
            DevMeasures.of(devScores, devLabels, threshold),
            pipeline.label());
    return StepOutput.next(candidate);
  }

  private static List<String> columns(Pipeline pipeline) {
    return pipeline.features().stream().map(Feature::name).distinct().toList();
  }

  static long[] keys(Frame frame) {
    return ((FrameColumn.Longs) frame.column(Rows.KEY)).values();
  }

  static byte[] labels(Frame frame) {
    double[] values = frame.numbers(Rows.LABEL);
    byte[] labels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      labels[i] = (byte) values[i];
    }
    return labels;
  }

  static long positives(byte[] labels) {
    long n = 0;
    for (byte label : labels) {
      n += label;
    }
    return n;
  }
}
