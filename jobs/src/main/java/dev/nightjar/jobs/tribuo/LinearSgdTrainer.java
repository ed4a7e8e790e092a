package dev.nightjar.jobs.tribuo;

import dev.nightjar.dataset.DataException;
import dev.nightjar.model.Matrix;
import dev.nightjar.model.ParameterException;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.List;
import java.util.Map;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.SGD;

/** Tribuo's linear model, trained by stochastic gradients on the log loss. */
public final class LinearSgdTrainer implements Trainer {

  public LinearSgdTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "linear_sgd";
  }

  @Override
  public String summary() {
    return "Tribuo's linear model by stochastic gradients; logistic is nearly always better";
  }

  @Override
  public Map<String, Object> defaults() {
    return Defaults.of("optimiser", "adagrad")
        .and("learning_rate", 0.1)
        .and("epochs", 10)
        .and("minibatch", 1)
        .map();
  }

  @Override
  public boolean wantsStandardised() {
    return true;
  }

  private record Settings(String optimiser, double learningRate, int epochs, int minibatch) {

    StochasticGradientOptimiser gradients() {
      return optimiser.equals("adagrad")
          ? new AdaGrad(learningRate, 1e-6)
          : SGD.getSqrtDecaySGD(learningRate);
    }
  }

  private Settings settings(TrainingSpec spec) {
    Parameters parameters = Parameters.of(this, spec);
    if (parameters.value("optimiser") instanceof String optimiser
        && optimiser.equalsIgnoreCase("adam")) {
      throw new ParameterException(
          "optimiser",
          "linear_sgd: optimiser adam is refused: in Tribuo 4.3.2 it multiplies by the root of the"
              + " gradient's second moment where it should divide; take adagrad or sgd");
    }
    return new Settings(
        parameters.choice("optimiser", List.of("adagrad", "sgd")),
        parameters.positive("learning_rate", 1000),
        parameters.whole("epochs", 1, 10_000),
        parameters.whole("minibatch", 1, 1_000_000));
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
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            settings.gradients(),
            settings.epochs(),
            -1,
            settings.minibatch(),
            spec.seed());
    LinearSGDModel model = trainer.train(new DenseDataset(rows, training.labels(), domain));
    progress.at(settings.epochs(), settings.epochs());
    DenseMatrix weights = model.getWeightsCopy();
    for (int row = 0; row < weights.getDimension1Size(); row++) {
      for (int column = 0; column < weights.getDimension2Size(); column++) {
        if (!Double.isFinite(weights.get(row, column))) {
          throw new DataException("linear_sgd diverged: lower its learning_rate.");
        }
      }
    }
    return LinearModels.pack(domain, weights);
  }

  @Override
  public Scorer load(byte[] artifact) {
    return LinearModels.load(artifact);
  }
}
