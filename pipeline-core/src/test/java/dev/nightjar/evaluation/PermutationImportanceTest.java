package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.probe.Importances.Importance;
import dev.nightjar.probe.Permuted;
import dev.nightjar.probe.Probe;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What scores rest on, where it is known. */
class PermutationImportanceTest {

  private static final double[] WEIGHTS = {2, 0.5, 0};

  /** A world of three columns, of which a model knows the truth. */
  private static final class World {
    final byte[] labels;
    final Frame frame;

    World(Random random, int n) {
      labels = new byte[n];
      long[] keys = random.longs(n).toArray();
      double[][] x = new double[WEIGHTS.length][n];
      for (int i = 0; i < n; i++) {
        for (double[] column : x) {
          column[i] = random.nextGaussian();
        }
        labels[i] = (byte) (random.nextDouble() < score(x, i) ? 1 : 0);
      }
      frame =
          new Frame(
              n,
              List.of(
                  new FrameColumn.Longs(Rows.KEY, keys),
                  new FrameColumn.Numbers("a", x[0]),
                  new FrameColumn.Numbers("b", x[1]),
                  new FrameColumn.Numbers("c", x[2])));
    }

    static double score(double[][] x, int row) {
      double sum = 0;
      for (int k = 0; k < WEIGHTS.length; k++) {
        sum += WEIGHTS[k] * x[k][row];
      }
      return 1 / (1 + Math.exp(-sum));
    }

    double[] scores(Frame rows) {
      double[][] x = {rows.numbers("a"), rows.numbers("b"), rows.numbers("c")};
      double[] scores = new double[rows.rows()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = score(x, i);
      }
      return scores;
    }

    Importance of(String column) {
      Probe probe = new Probe("p", "recent", List.of(column), 1, new Permuted());
      return new PermutationImportance(Metrics.BRIER, labels, null, scores(frame))
          .of(column, scores(probe.of(frame, 42).frame()), 0.95);
    }
  }

  @Test
  void theColumnThatMattersMostIsWorthMost() {
    World world = new World(new Random(2), 5_000);
    Importance a = world.of("a");
    Importance b = world.of("b");
    Importance c = world.of("c");
    assertThat(a.low()).isGreaterThan(b.high());
    assertThat(b.low()).isPositive();
    assertThat(a.moved()).isGreaterThan(0.99);
    assertThat(c).isEqualTo(new Importance("c", 0, 0, 0, 0));
  }

  /** Rows are fresh each time; the truth is that of many rows. */
  @Test
  void intervalsCoverAsOftenAsTheySay() {
    double truth = new World(new Random(1), 400_000).of("b").increase();
    int worlds = 1_000;
    int covered = 0;
    Random random = new Random(9);
    for (int i = 0; i < worlds; i++) {
      Importance b = new World(random, 300).of("b");
      covered += b.low() <= truth && truth <= b.high() ? 1 : 0;
    }
    assertThat((double) covered / worlds).isCloseTo(0.9, within(0.03));
  }

  @Test
  void unitsCountForFewer() {
    World world = new World(new Random(4), 3_000);
    int[] units = new int[3_000];
    byte[] labels = new byte[3_000];
    double[] scores = new double[3_000];
    double[] permuted = new double[3_000];
    for (int i = 0; i < units.length; i++) {
      // Thirty rows that are copies of each other.
      units[i] = i / 30;
      labels[i] = world.labels[i / 30];
      scores[i] = world.scores(world.frame.at(new int[] {i / 30}))[0];
      permuted[i] = world.scores(world.frame.at(new int[] {i / 30 + 100}))[0];
    }
    Importance byRow =
        new PermutationImportance(Metrics.BRIER, labels, null, scores).of("a", permuted, 0.95);
    Importance byUnit =
        new PermutationImportance(Metrics.BRIER, labels, units, scores).of("a", permuted, 0.95);
    assertThat(byUnit.increase()).isCloseTo(byRow.increase(), within(1e-12));
    assertThat(byUnit.high() - byUnit.low())
        .isCloseTo(Math.sqrt(30) * (byRow.high() - byRow.low()), within(0.01));
  }
}
