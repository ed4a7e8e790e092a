package dev.nightjar.jobs.tribuo;

import com.google.protobuf.ByteString;
import dev.nightjar.model.Matrix;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.store.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;

/**
 * Gradient-boosted trees by XGBoost's histogram method, on the dense rows, with missing numbers as
 * they are. The artifact is Tribuo's {@code XGBoostModel}, which wants one tree per class and round
 * ({@code multi:softprob}).
 */
public final class XgboostTrainer implements Trainer {

  public XgboostTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public String summary() {
    return "gradient-boosted trees: usually the most accurate on tables";
  }

  @Override
  public Map<String, Object> defaults() {
    return Defaults.of("rounds", 200)
        .and("depth", 6)
        .and("learning_rate", 0.1)
        .and("min_child_weight", 1.0)
        .and("subsample", 1.0)
        .and("colsample", 1.0)
        .and("l1", 0.0)
        .and("l2", 1.0)
        .and("gamma", 0.0)
        .and("bins", 256)
        .and("threads", 1)
        .map();
  }

  @Override
  public boolean wantsStandardised() {
    return false;
  }

  private record Settings(int rounds, Map<String, Object> booster) {}

  private Settings settings(TrainingSpec spec) {
    Parameters parameters = Parameters.of(this, spec);
    Map<String, Object> booster = new LinkedHashMap<>();
    booster.put("objective", "multi:softprob");
    booster.put("num_class", 2);
    booster.put("tree_method", "hist");
    booster.put("verbosity", 0);
    booster.put("seed", (int) (spec.seed() ^ (spec.seed() >>> 32)) & Integer.MAX_VALUE);
    booster.put("max_depth", parameters.whole("depth", 1, 16));
    booster.put("eta", parameters.positive("learning_rate", 1));
    booster.put("min_child_weight", parameters.number("min_child_weight", 0, 1e9));
    booster.put("subsample", parameters.positive("subsample", 1));
    booster.put("colsample_bytree", parameters.positive("colsample", 1));
    booster.put("alpha", parameters.number("l1", 0, 1e9));
    booster.put("lambda", parameters.number("l2", 0, 1e9));
    booster.put("gamma", parameters.number("gamma", 0, 1e9));
    booster.put("max_bin", parameters.whole("bins", 2, 65_536));
    booster.put("nthread", parameters.whole("threads", 1, 256));
    return new Settings(parameters.whole("rounds", 1, 100_000), booster);
  }

  @Override
  public void validate(TrainingSpec spec) {
    settings(spec);
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    Settings settings = settings(spec);
    TrainingRows training = TrainingRows.withGaps(rows, labels);
    DenseDomain domain = DenseDomain.of(rows, training.labels());
    float[] classes = new float[labels.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = labels[row] == 1 ? domain.positive() : 1 - domain.positive();
    }
    XgboostLibrary.require();
    byte[] booster = boost(rows, classes, settings, progress);
    XGBoostModelProto body =
        XGBoostModelProto.newBuilder()
            .setMetadata(
                domain.metadata(XGBoostModel.class, true).toBuilder().setName(seal(booster)))
            .setConverter(new XGBoostClassificationConverter().serialize())
            .addModels(ByteString.copyFrom(booster))
            .build();
    return Artifact.pack(XGBoostModel.class, body).toByteArray();
  }

  // XGBoost ends the process over some damaged bytes, so they must never get there.
  private static String seal(byte[] booster) {
    return "xgboost sha256:" + Digest.of(booster);
  }

  private static byte[] boost(Matrix rows, float[] classes, Settings settings, Progress progress) {
    try {
      DMatrix data = new DMatrix(rows.values(), rows.rows(), rows.columns(), Float.NaN);
      try {
        data.setLabel(classes);
        // One round by the front door, which alone makes boosters; then round by round, to report.
        Booster booster = XGBoost.train(data, settings.booster(), 1, Map.of(), null, null);
        try {
          progress.at(1, settings.rounds());
          for (int round = 1; round < settings.rounds(); round++) {
            booster.update(data, round);
            progress.at(round + 1, settings.rounds());
          }
          return booster.toByteArray();
        } finally {
          booster.dispose();
        }
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  @Override
  public Scorer load(byte[] artifact) {
    XGBoostModelProto body = Artifact.open(artifact, XGBoostModel.class, XGBoostModelProto.class);
    int columns = Artifact.columns(body.getMetadata());
    int positive = Artifact.labels(body.getMetadata()).positiveId();
    Artifact.require(body.getModelsCount() == 1, "it holds no booster");
    byte[] booster = body.getModels(0).toByteArray();
    Artifact.require(
        body.getMetadata().getName().equals(seal(booster)), "its booster's SHA-256 differs");
    XgboostLibrary.require();
    return BoosterScorer.of(booster, columns, positive);
  }
}
