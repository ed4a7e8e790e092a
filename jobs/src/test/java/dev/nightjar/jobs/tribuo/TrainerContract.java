package dev.nightjar.jobs.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataException;
import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.Matrix;
import dev.nightjar.model.ParameterException;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** What every trainer promises. */
abstract class TrainerContract {

  private static final Toy TOY = Toy.of(400, 6, 0.7, 11);

  abstract Trainer trainer();

  /** Parameters that train quickly. */
  Map<String, Object> quick() {
    return Map.of();
  }

  /** A parameter of it with one letter wrong, and the right one; empty when it has none. */
  abstract List<String> misspelt();

  /** Whether it looks at features at all. */
  boolean learns() {
    return true;
  }

  TrainingSpec spec(long seed) {
    return new TrainingSpec(trainer().name(), quick(), seed, new Threshold.Fixed(0.5));
  }

  private byte[] train(Toy toy) {
    return trainer().train(toy.rows(), toy.labels(), spec(7), Trainer.Progress.silent());
  }

  private double[] scores(Toy toy) {
    return trainer().load(train(toy)).score(toy.rows());
  }

  @Test
  void sameRowsSameSeedSameBytesAndScores() {
    byte[] first = train(TOY);
    byte[] second = train(TOY);
    assertThat(second).isEqualTo(first);
    assertThat(Fingerprint.of(trainer().load(second).score(TOY.rows())))
        .isEqualTo(Fingerprint.of(trainer().load(first).score(TOY.rows())));
  }

  @Test
  void theSameUnderTwoThreadsAtOnce() throws Exception {
    double[] alone = scores(TOY);
    Toy other = Toy.of(300, 6, 0.5, 12);
    double[] otherAlone = scores(other);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<double[]>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Toy toy = i % 2 == 0 ? TOY : other;
        tasks.add(() -> scores(toy));
      }
      List<Future<double[]>> futures = threads.invokeAll(tasks);
      for (int i = 0; i < 4; i++) {
        assertThat(futures.get(i).get()).isEqualTo(i % 2 == 0 ? alone : otherAlone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void scoresAreProbabilitiesAndOfEachRowAlone() {
    double[] all = scores(TOY);
    assertThat(Arrays.stream(all)).allMatch(score -> score >= 0 && score <= 1);
    float[] tail = Arrays.copyOfRange(TOY.rows().values(), 6 * 150, TOY.rows().values().length);
    double[] some = trainer().load(train(TOY)).score(new Matrix(250, 6, tail));
    assertThat(some).isEqualTo(Arrays.copyOfRange(all, 150, 400));
    assertThat(trainer().load(train(TOY)).score(new Matrix(0, 6, new float[0]))).isEmpty();
  }

  @Test
  void learnsWhatCanBeLearnt() {
    Toy easy = Toy.of(600, 4, 0, 3);
    double auc = easy.auc(scores(easy));
    if (learns()) {
      assertThat(auc).isGreaterThan(0.97);
    } else {
      assertThat(auc).isEqualTo(0.5);
    }
  }

  /** Tribuo's own answer for a row. */
  double tribuo(Model<Label> model, Example<Label> row) {
    return Objects.requireNonNull(model.predict(row).getOutputScores().get(DenseDomain.POSITIVE))
        .getScore();
  }

  @Test
  void scoresAsTribuoWould() throws Exception {
    byte[] artifact = train(TOY);
    Model<Label> model = Model.deserialize(ModelProto.parseFrom(artifact)).castModel(Label.class);
    double[] scores = trainer().load(artifact).score(TOY.rows());
    for (int row = 0; row < 100; row++) {
      List<Feature> features = new ArrayList<>();
      for (int column = 0; column < 6; column++) {
        float value = TOY.rows().values()[row * 6 + column];
        features.add(new Feature(DenseDomain.name(column), value));
      }
      Example<Label> example = new ArrayExample<>(new Label(DenseDomain.POSITIVE), features);
      assertThat(scores[row]).isCloseTo(tribuo(model, example), within(1e-12));
    }
  }

  @Test
  void aConstantColumnAndMoreColumnsThanRowsAreFine() {
    Toy wide = Toy.of(40, 60, 0.3, 5);
    for (int row = 0; row < 40; row++) {
      wide.rows().values()[row * 60 + 17] = 3;
      wide.rows().values()[row * 60 + 18] = 0;
    }
    assertThat(Arrays.stream(scores(wide))).hasSize(40).allMatch(Double::isFinite);
  }

  @Test
  void oneLabelOnlyIsAnError() {
    for (byte label : new byte[] {0, 1}) {
      byte[] labels = new byte[400];
      Arrays.fill(labels, label);
      assertThatThrownBy(() -> train(new Toy(TOY.rows(), labels)))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "All 400 training rows have the label " + label + ": a model needs rows of both.");
    }
  }

  @Test
  void noRowsAndWrongLabelsAreErrors() {
    assertThatThrownBy(() -> train(new Toy(new Matrix(0, 2, new float[0]), new byte[0])))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> train(new Toy(TOY.rows(), new byte[3])))
        .hasMessage("400 rows, 3 labels");
    byte[] labels = TOY.labels().clone();
    labels[9] = 2;
    assertThatThrownBy(() -> train(new Toy(TOY.rows(), labels)))
        .hasMessageContaining("0 or 1, not 2");
  }

  @Test
  void otherColumnsThanInTrainingAreAnError() {
    byte[] artifact = train(TOY);
    assertThatThrownBy(() -> trainer().load(artifact).score(new Matrix(1, 2, new float[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trained on 6 columns, these rows have 2");
  }

  @Test
  void aWrongParameterIsNamedWithTheRightOne() {
    for (String wrong : misspelt()) {
      TrainingSpec spec =
          new TrainingSpec(trainer().name(), Map.of(wrong, 1), 1, new Threshold.Fixed(0.5));
      assertThatThrownBy(() -> trainer().validate(spec))
          .isInstanceOf(ParameterException.class)
          .hasMessageContaining("no parameter " + wrong + "; did you mean ");
    }
    trainer()
        .defaults()
        .forEach(
            (name, value) -> {
              Object bad = value instanceof String ? "nothing" : -1;
              TrainingSpec spec =
                  new TrainingSpec(
                      trainer().name(), Map.of(name, bad), 1, new Threshold.Fixed(0.5));
              assertThatThrownBy(() -> trainer().validate(spec))
                  .isInstanceOf(ParameterException.class)
                  .hasMessageContaining(trainer().name() + ": " + name + " must be ");
            });
    trainer().validate(spec(1));
  }

  @Test
  void damagedFilesAreRefusedOrReadNeverWorse() {
    byte[] artifact = train(TOY);
    assertThatThrownBy(() -> trainer().load(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer().load("not a model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer().load(Arrays.copyOf(artifact, artifact.length - 40)))
        .isInstanceOf(IllegalArgumentException.class);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = artifact.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        trainer().load(damaged).score(TOY.rows());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s)(The model file|the model was trained on).*");
      }
    }
  }

  @Test
  void aForeignClassIsNeverTouched() {
    ModelProto proto =
        ModelProto.newBuilder().setClassName("dev.nightjar.jobs.tribuo.Trap").build();
    assertThatThrownBy(() -> trainer().load(proto.toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The model file holds \"dev.nightjar.jobs.tribuo.Trap\"");
  }

  @Test
  void reportsProgressToTheEnd() {
    List<Integer> done = new ArrayList<>();
    List<Integer> totals = new ArrayList<>();
    trainer()
        .train(
            TOY.rows(),
            TOY.labels(),
            spec(7),
            (at, total) -> {
              done.add(at);
              totals.add(total);
            });
    assertThat(done).isNotEmpty().isSorted();
    assertThat(done.get(done.size() - 1)).isEqualTo(totals.get(0));
  }

  @Test
  void saysNothing() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream ear = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(ear);
      System.setErr(ear);
      scores(TOY);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
