package dev.nightjar.jobs.tribuo;

import com.google.protobuf.Any;
import dev.nightjar.model.Matrix;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.List;
import java.util.Map;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.tree.protos.TreeNodeProto;

/** Tribuo's decision tree. */
public final class CartTrainer implements Trainer {

  public CartTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "cart";
  }

  @Override
  public String summary() {
    return "one decision tree";
  }

  @Override
  public Map<String, Object> defaults() {
    return Defaults.of("depth", 8)
        .and("min_rows", 20)
        .and("min_impurity_decrease", 0.0)
        .and("bins", 32)
        .map();
  }

  @Override
  public boolean wantsStandardised() {
    return true;
  }

  @Override
  public void validate(TrainingSpec spec) {
    CartSettings.of(Parameters.of(this, spec));
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    CartSettings settings = CartSettings.of(Parameters.of(this, spec));
    TrainingRows training = TrainingRows.finite(rows, labels);
    DenseDomain domain = DenseDomain.of(rows, training.labels());
    Bins bins = new Bins(rows, settings.bins());
    TreeModel<Label> model =
        settings
            .trainer(1f, spec.seed())
            .train(new DenseDataset(bins.binned(), training.labels(), domain));
    progress.at(1, 1);
    return Artifact.pack(TreeModel.class, body(model, domain, bins)).toByteArray();
  }

  /** The tree over the numbers themselves, with metadata that hold no clock. */
  static TreeModelProto body(TreeModel<Label> model, DenseDomain domain, Bins bins) {
    TreeModelProto tree = Artifact.open(model.serialize(), TreeModel.class, TreeModelProto.class);
    TreeModelProto.Builder builder =
        TreeModelProto.newBuilder().setMetadata(domain.metadata(TreeModel.class, true));
    for (TreeNodeProto node : tree.getNodesList()) {
      builder.addNodes(unbin(node, bins));
    }
    return builder.build();
  }

  private static TreeNodeProto unbin(TreeNodeProto node, Bins bins) {
    if (!node.getSerializedData().is(SplitNodeProto.class)) {
      return node;
    }
    SplitNodeProto split = Artifact.unpack(node.getSerializedData(), SplitNodeProto.class);
    double threshold = bins.threshold(split.getSplitFeatureIdx(), split.getSplitValue());
    return node.toBuilder()
        .setSerializedData(Any.pack(split.toBuilder().setSplitValue(threshold).build()))
        .build();
  }

  @Override
  public Scorer load(byte[] artifact) {
    TreeModelProto body = Artifact.open(artifact, TreeModel.class, TreeModelProto.class);
    return new FlatTrees(Artifact.columns(body.getMetadata()), List.of(body));
  }
}
