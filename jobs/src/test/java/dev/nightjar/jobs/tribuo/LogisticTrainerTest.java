package dev.nightjar.jobs.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataException;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogisticTrainerTest {

  private final LogisticTrainer trainer = new LogisticTrainer();

  private static TrainingSpec spec(Map<String, Object> parameters) {
    return new TrainingSpec("logistic", parameters, 1, new Threshold.Fixed(0.5));
  }

  /** Cyclic coordinate Newton in double: slow, and nothing like the solver under test. */
  private static double[] optimum(Toy toy, double l2) {
    int columns = toy.rows().columns();
    int rows = toy.rows().rows();
    double[] w = new double[columns + 1];
    double[] logOdds = new double[rows];
    for (int sweep = 0; sweep < 3000; sweep++) {
      for (int column = 0; column <= columns; column++) {
        double slope = column < columns ? l2 * w[column] : 0;
        double bend = column < columns ? l2 : 0;
        for (int row = 0; row < rows; row++) {
          double x = column < columns ? toy.rows().values()[row * columns + column] : 1;
          double p = 1 / (1 + Math.exp(-logOdds[row]));
          slope += (p - toy.labels()[row]) * x;
          bend += p * (1 - p) * x * x;
        }
        double step = -slope / bend;
        w[column] += step;
        for (int row = 0; row < rows; row++) {
          double x = column < columns ? toy.rows().values()[row * columns + column] : 1;
          logOdds[row] += step * x;
        }
      }
    }
    return w;
  }

  @Test
  void reachesTheOptimum() {
    for (double l2 : new double[] {0.01, 1, 30}) {
      Toy toy = Toy.of(300, 8, 1, 21);
      double[] expected = optimum(toy, l2);
      byte[] artifact =
          trainer.train(
              toy.rows(), toy.labels(), spec(Map.of("l2", l2)), Trainer.Progress.silent());
      double[] scores = trainer.load(artifact).score(toy.rows());
      for (int row = 0; row < 300; row++) {
        double logOdds = expected[8];
        for (int column = 0; column < 8; column++) {
          logOdds += expected[column] * toy.rows().values()[row * 8 + column];
        }
        double actual = Math.log(scores[row] / (1 - scores[row]));
        assertThat(actual).isCloseTo(logOdds, within(1e-8));
      }
    }
  }

  @Test
  void separableRowsConvergeToo() {
    Toy toy = Toy.of(500, 3, 0, 2);
    byte[] artifact =
        trainer.train(
            toy.rows(), toy.labels(), spec(Map.of("l2", 1e-6)), Trainer.Progress.silent());
    assertThat(toy.auc(trainer.load(artifact).score(toy.rows()))).isEqualTo(1);
  }

  @Test
  void columnsOnWildlyDifferentScalesConverge() {
    Toy toy = Toy.of(400, 3, 1, 2);
    for (int i = 0; i < 1200; i += 3) {
      toy.rows().values()[i] *= 1e5f;
      toy.rows().values()[i + 1] *= 1e-4f;
    }
    byte[] artifact =
        trainer.train(toy.rows(), toy.labels(), spec(Map.of()), Trainer.Progress.silent());
    assertThat(toy.auc(trainer.load(artifact).score(toy.rows()))).isGreaterThan(0.6);
  }

  @Test
  void saysWhenItDidNotConverge() {
    Toy toy = Toy.of(300, 3, 1, 2);
    assertThatThrownBy(
            () ->
                trainer.train(
                    toy.rows(),
                    toy.labels(),
                    spec(Map.of("max_iterations", 1)),
                    Trainer.Progress.silent()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did not converge in 1 iterations")
        .hasMessageContaining("raise max_iterations");
  }
}
