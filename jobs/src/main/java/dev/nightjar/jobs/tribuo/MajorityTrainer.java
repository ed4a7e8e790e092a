package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.Arrays;
import java.util.Map;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierModel;
import org.tribuo.classification.baseline.DummyClassifierTrainer.DummyType;
import org.tribuo.classification.protos.DummyClassifierModelProto;

/** The floor: every row scores the share of positive rows in training. */
public final class MajorityTrainer implements Trainer {

  public MajorityTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public String summary() {
    return "the floor: every row scores the share of positives";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of();
  }

  @Override
  public boolean wantsStandardised() {
    return false;
  }

  @Override
  public void validate(TrainingSpec spec) {
    Parameters.of(this, spec);
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    validate(spec);
    TrainingRows.Labels counted = TrainingRows.labels(rows, labels);
    DenseDomain domain = DenseDomain.of(rows, counted);
    String most =
        2L * counted.positives() > counted.rows() ? DenseDomain.POSITIVE : DenseDomain.NEGATIVE;
    DummyClassifierModelProto body =
        DummyClassifierModelProto.newBuilder()
            .setMetadata(domain.metadata(DummyClassifierModel.class, false))
            .setDummyType(DummyType.MOST_FREQUENT.name())
            .setConstantLabel(new Label(most).serialize())
            .build();
    progress.at(1, 1);
    return Artifact.pack(DummyClassifierModel.class, body).toByteArray();
  }

  @Override
  public Scorer load(byte[] artifact) {
    DummyClassifierModelProto body =
        Artifact.open(artifact, DummyClassifierModel.class, DummyClassifierModelProto.class);
    int columns = Artifact.columns(body.getMetadata());
    Artifact.LabelCounts labels = Artifact.labels(body.getMetadata());
    double share = (double) labels.positives() / labels.rows();
    return rows -> {
      Artifact.checkWidth(rows, columns);
      double[] scores = new double[rows.rows()];
      Arrays.fill(scores, share);
      return scores;
    };
  }
}
