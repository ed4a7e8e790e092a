package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Parameters;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.Map;

/**
 * Logistic regression at its optimum: minimises the sum of the rows' log losses plus {@code l2/2 ·
 * |weights|²}, the intercept free (scikit-learn's {@code C} is {@code 1/l2}). There is no random
 * choice in it, so the seed does nothing.
 */
public final class LogisticTrainer implements Trainer {

  public LogisticTrainer() {
    QuietLogs.ensure();
  }

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public String summary() {
    return "logistic regression, solved to its optimum: fast, calibrated, explains itself";
  }

  @Override
  public Map<String, Object> defaults() {
    return Defaults.of("l2", 1.0).and("max_iterations", 200).map();
  }

  @Override
  public boolean wantsStandardised() {
    return true;
  }

  private record Settings(double l2, int maxIterations) {}

  private Settings settings(TrainingSpec spec) {
    Parameters parameters = Parameters.of(this, spec);
    return new Settings(
        parameters.positive("l2", 1e12), parameters.whole("max_iterations", 1, 100_000));
  }

  @Override
  public void validate(TrainingSpec spec) {
    settings(spec);
  }

  @Override
  public byte[] train(Matrix rows, byte[] labels, TrainingSpec spec, Progress progress) {
    Settings settings = settings(spec);
    TrainingRows training = TrainingRows.finite(rows, labels);
    LogisticLoss loss = new LogisticLoss(new SparseRows(rows), labels, settings.l2());
    // Sums over more rows have larger rounding errors.
    double tolerance = 1e-8 * Math.max(1, labels.length / 1000.0);
    double[] weights = new NewtonSolver(loss, settings.maxIterations(), tolerance).solve(progress);
    return LinearModels.pack(DenseDomain.of(rows, training.labels()), weights);
  }

  @Override
  public Scorer load(byte[] artifact) {
    return LinearModels.load(artifact);
  }
}
