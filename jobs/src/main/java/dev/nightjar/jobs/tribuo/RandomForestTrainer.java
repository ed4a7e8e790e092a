package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.dataset.DatasetView;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;

/**
 * A random forest of Tribuo's trees: each on a bootstrap of the rows, each split on a random share
 * of the columns. The score is the mean of the leaves' shares, which ranks finer than votes.
 */
public final class RandomForestTrainer implements Trainer {

  public RandomForestTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "random_forest";
  }

  @Override
  public String summary() {
    return "a forest of Tribuo's decision trees";
  }

  @Override
  public Map<String, Object> defaults() {
    return Defaults.of("trees", 50)
        .and("depth", 12)
        .and("min_rows", 10)
        .and("colsample", 0.3)
        .and("min_impurity_decrease", 0.0)
        .and("bins", 32)
        .map();
  }

  @Override
  public boolean wantsStandardised() {
    return true;
  }

  private record Settings(CartSettings tree, int trees, double colsample) {}

  private Settings settings(TrainingSpec spec) {
    Parameters parameters = Parameters.of(this, spec);
    return new Settings(
        CartSettings.of(parameters),
        parameters.whole("trees", 1, 10_000),
        parameters.positive("colsample", 1));
  }

  @Override
  public void validate(TrainingSpec spec) {
    settings(spec);
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    Settings settings = settings(spec);
    TrainingRows training = TrainingRows.finite(rows, labels);
    DenseDomain domain = DenseDomain.of(rows, training.labels());
    Bins bins = new Bins(rows, settings.tree().bins());
    DenseDataset dataset = new DenseDataset(bins.binned(), training.labels(), domain);
    // Tribuo rounds the share times the columns, to none if it can.
    float share = (float) Math.max(settings.colsample(), 1.0 / rows.columns());
    SplittableRandom seeds = new SplittableRandom(spec.seed());
    WeightedEnsembleModelProto.Builder forest =
        WeightedEnsembleModelProto.newBuilder()
            .setMetadata(domain.ensembleMetadata(WeightedEnsembleModel.class))
            .setCombiner(new FullyWeightedVotingCombiner().serialize());
    for (int tree = 0; tree < settings.trees(); tree++) {
      DatasetView<Label> bag =
          DatasetView.createBootstrapView(
              dataset, dataset.size(), seeds.nextLong(), domain.features(), domain.labels());
      TreeModel<Label> model = settings.tree().trainer(share, seeds.nextLong()).train(bag);
      forest
          .addModels(Artifact.pack(TreeModel.class, CartTrainer.body(model, domain, bins)))
          .addWeights(1f / settings.trees());
      progress.at(tree + 1, settings.trees());
    }
    return Artifact.pack(WeightedEnsembleModel.class, forest.build()).toByteArray();
  }

  @Override
  public Scorer load(byte[] artifact) {
    WeightedEnsembleModelProto body =
        Artifact.open(artifact, WeightedEnsembleModel.class, WeightedEnsembleModelProto.class);
    Artifact.require(body.getModelsCount() > 0, "a forest without trees");
    List<TreeModelProto> trees = new ArrayList<>();
    for (ModelProto tree : body.getModelsList()) {
      trees.add(Artifact.open(tree, TreeModel.class, TreeModelProto.class));
    }
    return new FlatTrees(Artifact.columns(body.getMetadata()), trees);
  }
}
