package dev.nightjar.jobs.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.Trainers;
import dev.nightjar.model.TrainingSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TribuoTrainersTest {

  @Test
  void haveNamesThatPeopleCanFind() {
    Trainers trainers = new Trainers(TribuoTrainers.all());
    assertThat(trainers.names())
        .containsExactly("xgboost", "logistic", "random_forest", "cart", "linear_sgd", "majority");
    assertThatThrownBy(() -> trainers.named("xgbost")).hasMessageContaining("mean xgboost?");
    assertThat(trainers.all()).allMatch(trainer -> !trainer.summary().isBlank());
  }

  @Test
  void librariesHaveVersions() {
    assertThat(Libraries.versions())
        .containsEntry("tribuo", "4.3.2")
        .containsEntry("xgboost", "3.0.4")
        .containsKeys("java", "os", "arch");
  }

  @Nested
  class Xgboost extends TrainerContract {
    @Override
    Trainer trainer() {
      return new XgboostTrainer();
    }

    @Override
    Map<String, Object> quick() {
      return Map.of("rounds", 30, "subsample", 0.8, "colsample", 0.8);
    }

    @Override
    List<String> misspelt() {
      return List.of("round", "learning_rates");
    }

    @Test
    void missingNumbersAreAllowed() {
      Toy toy = Toy.of(200, 3, 0, 1);
      for (int i = 0; i < 600; i += 7) {
        toy.rows().values()[i] = Float.NaN;
      }
      byte[] artifact =
          trainer().train(toy.rows(), toy.labels(), spec(1), Trainer.Progress.silent());
      assertThat(toy.auc(trainer().load(artifact).score(toy.rows()))).isGreaterThan(0.9);
    }

    @Test
    void manyRowsAreScoredInBlocks() {
      Toy toy = Toy.of(300, 2, 0.5, 1);
      byte[] artifact =
          trainer().train(toy.rows(), toy.labels(), spec(1), Trainer.Progress.silent());
      Toy many = Toy.of(70_000, 2, 0.5, 2);
      double[] scores = trainer().load(artifact).score(many.rows());
      float[] last = {many.rows().values()[139_998], many.rows().values()[139_999]};
      assertThat(trainer().load(artifact).score(new Matrix(1, 2, last)))
          .containsExactly(scores[69_999]);
    }
  }

  @Nested
  class LogisticRegression extends TrainerContract {
    @Override
    Trainer trainer() {
      return new LogisticTrainer();
    }

    @Override
    List<String> misspelt() {
      return List.of("l3", "max_iteration");
    }
  }

  @Nested
  class RandomForest extends TrainerContract {
    @Override
    Trainer trainer() {
      return new RandomForestTrainer();
    }

    @Override
    Map<String, Object> quick() {
      return Map.of("trees", 15);
    }

    @Override
    List<String> misspelt() {
      return List.of("tree", "colsampel");
    }
  }

  @Nested
  class Cart extends TrainerContract {
    @Override
    Trainer trainer() {
      return new CartTrainer();
    }

    @Override
    List<String> misspelt() {
      return List.of("dept", "minrows");
    }
  }

  @Nested
  class LinearSgd extends TrainerContract {
    @Override
    Trainer trainer() {
      return new LinearSgdTrainer();
    }

    @Override
    List<String> misspelt() {
      return List.of("optimizer", "epoch");
    }

    @Test
    void adamIsRefusedByName() {
      TrainingSpec spec =
          new TrainingSpec("linear_sgd", Map.of("optimiser", "Adam"), 1, new Threshold.Fixed(0.5));
      assertThatThrownBy(() -> trainer().validate(spec))
          .hasMessageContaining("optimiser adam is refused")
          .hasMessageContaining("take adagrad or sgd");
    }

    @Test
    void plainSgdLearnsAndDivergenceIsNamed() {
      Toy toy = Toy.of(300, 3, 0, 2);
      TrainingSpec sgd =
          new TrainingSpec("linear_sgd", Map.of("optimiser", "sgd"), 1, new Threshold.Fixed(0.5));
      byte[] artifact = trainer().train(toy.rows(), toy.labels(), sgd, Trainer.Progress.silent());
      assertThat(toy.auc(trainer().load(artifact).score(toy.rows()))).isGreaterThan(0.97);
    }
  }

  @Nested
  class Majority extends TrainerContract {
    @Override
    Trainer trainer() {
      return new MajorityTrainer();
    }

    @Override
    List<String> misspelt() {
      return List.of();
    }

    @Override
    boolean learns() {
      return false;
    }

    @Override
    void scoresAsTribuoWould() {
      Toy toy = Toy.of(200, 2, 0, 4);
      int positives = 0;
      for (byte label : toy.labels()) {
        positives += label;
      }
      byte[] artifact =
          trainer().train(toy.rows(), toy.labels(), spec(1), Trainer.Progress.silent());
      assertThat(trainer().load(artifact).score(toy.rows())[0])
          .isCloseTo(positives / 200.0, within(0.0));
    }
  }
}
