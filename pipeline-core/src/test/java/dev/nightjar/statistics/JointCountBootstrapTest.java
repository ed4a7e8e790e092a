package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class JointCountBootstrapTest {

  private static final ConfusionStatistic PRECISION = (tp, fp, fn, tn) -> tp / (tp + fp);
  private static final ConfusionStatistic F1 = (tp, fp, fn, tn) -> 2.0 * tp / (2.0 * tp + fp + fn);
  private static final ConfusionStatistic MCC =
      (tp, fp, fn, tn) ->
          (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));

  private static final long[] CELLS = {700, 30, 45, 60, 25, 40, 30, 170};

  @Test
  void hasTheDistributionOfResampledRows() {
    for (ConfusionStatistic statistic : java.util.List.of(PRECISION, F1, MCC)) {
      Estimate counts = JointCountBootstrap.of(CELLS, 20_000, 1).difference(statistic, 300, 0.95);
      double[] rows = resampleRows(statistic, 20_000);
      double error = (counts.high() - counts.low()) / 3.29;
      assertThat(counts.low()).isCloseTo(rows[1000], within(0.06 * error));
      assertThat(counts.high()).isCloseTo(rows[18_999], within(0.06 * error));
    }
  }

  private static double[] resampleRows(ConfusionStatistic statistic, int replicates) {
    int[] rows = new int[(int) Arrays.stream(CELLS).sum()];
    int next = 0;
    for (int cell = 0; cell < CELLS.length; cell++) {
      for (long i = 0; i < CELLS[cell]; i++) {
        rows[next++] = cell;
      }
    }
    SplittableRandom random = new SplittableRandom(77);
    double[] differences = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      double[] c = new double[CELLS.length];
      for (int i = 0; i < rows.length; i++) {
        c[rows[random.nextInt(rows.length)]]++;
      }
      differences[r] =
          statistic.of(c[6] + c[7], c[2] + c[3], c[4] + c[5], c[0] + c[1])
              - statistic.of(c[5] + c[7], c[1] + c[3], c[4] + c[6], c[0] + c[2]);
    }
    Arrays.sort(differences);
    return differences;
  }

  @Test
  void dependsOnTheKeyAlone() {
    Estimate once = JointCountBootstrap.of(CELLS, 500, 9).difference(F1, 300, 0.95);
    assertThat(JointCountBootstrap.of(CELLS, 500, 9).difference(F1, 300, 0.95)).isEqualTo(once);
    assertThat(JointCountBootstrap.of(CELLS, 500, 10).difference(F1, 300, 0.95)).isNotEqualTo(once);
  }

  @Test
  void unitsOfOneRowAreRows() {
    // The same ten times smaller, so that no units need joining.
    long[] small = {70, 3, 4, 6, 2, 4, 3, 17};
    int n = (int) Arrays.stream(small).sum();
    long[] units = new long[n * JointCountBootstrap.CELLS];
    int u = 0;
    for (int cell = 0; cell < small.length; cell++) {
      for (long i = 0; i < small[cell]; i++) {
        units[u++ * JointCountBootstrap.CELLS + cell] = 1;
      }
    }
    Estimate rows = JointCountBootstrap.of(small, 20_000, 4).difference(F1, 30, 0.95);
    Estimate alone = JointCountBootstrap.clustered(units, 20_000, 4).difference(F1, 30, 0.95);
    assertThat(alone.value()).isEqualTo(rows.value());
    assertThat(alone.low()).isCloseTo(rows.low(), within(0.01));
    assertThat(alone.high()).isCloseTo(rows.high(), within(0.01));
  }

  @Test
  void manyUnitsAreJoinedAndKeepTheirSpread() {
    SplittableRandom random = new SplittableRandom(8);
    int n = 5000;
    long[] units = new long[n * JointCountBootstrap.CELLS];
    long[] total = new long[JointCountBootstrap.CELLS];
    for (int u = 0; u < n; u++) {
      int cell = random.nextInt(JointCountBootstrap.CELLS);
      units[u * JointCountBootstrap.CELLS + cell] = 1;
      total[cell]++;
    }
    Estimate rows = JointCountBootstrap.of(total, 4000, 4).difference(PRECISION, n, 0.95);
    Estimate joined = JointCountBootstrap.clustered(units, 4000, 4).difference(PRECISION, n, 0.95);
    double width = rows.high() - rows.low();
    assertThat(joined.value()).isEqualTo(rows.value());
    assertThat(joined.high() - joined.low()).isCloseTo(width, within(0.2 * width));
  }

  @Test
  void degenerateCountsAreValues() {
    long[] none = new long[8];
    assertThat(JointCountBootstrap.of(none, 100, 1).difference(F1, 0, 0.95).value()).isNaN();
    assertThat(JointCountBootstrap.clustered(none, 100, 1).difference(F1, 0, 0.95).low()).isNaN();
    // Nobody is ever called positive by the reference: its precision is undefined.
    long[] silent = {50, 0, 5, 0, 20, 0, 10, 0};
    assertThat(JointCountBootstrap.of(silent, 100, 1).difference(PRECISION, 0, 0.95).value())
        .isNaN();
    // Decisions never differ: the interval is Tango's.
    long[] agreeing = {50, 0, 0, 5, 3, 0, 0, 15};
    Estimate e = JointCountBootstrap.of(agreeing, 100, 1).difference(PRECISION, 20, 0.95);
    assertThat(e.value()).isZero();
    assertThat(e.low()).isCloseTo(Tango.difference(20, 0, 0, 0.95).low(), within(1e-12));
  }

  @Test
  void binomialDrawsHaveTheirDistribution() {
    double[][] settings = {{12, 0.3}, {1000, 0.004}, {80, 0.2}, {200_000, 0.37}, {500, 0.9}};
    for (double[] s : settings) {
      long n = (long) s[0];
      BinomialDistribution expected = BinomialDistribution.of((int) n, s[1]);
      CounterRandom random = new CounterRandom(n);
      int draws = 40_000;
      long[] drawn = new long[draws];
      for (int i = 0; i < draws; i++) {
        drawn[i] = BinomialDraw.draw(random, n, s[1]);
      }
      Arrays.sort(drawn);
      // Kolmogorov's distance at its 0.1 % point; for a lattice it is smaller still.
      double worst = 0;
      for (int i = 0; i < draws; i++) {
        if (i == draws - 1 || drawn[i] != drawn[i + 1]) {
          double share = (i + 1.0) / draws;
          double cumulative = expected.cumulativeProbability((int) drawn[i]);
          worst = Math.max(worst, Math.abs(share - cumulative));
        }
      }
      assertThat(worst).as("n %s, p %s", n, s[1]).isLessThan(1.95 / Math.sqrt(draws));
    }
  }
}
