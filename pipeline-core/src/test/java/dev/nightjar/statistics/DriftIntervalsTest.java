package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Intervals of distances hold what they promise, and odd samples have named answers. */
class DriftIntervalsTest {

  private static final int TRIALS = 1_000;
  private static final double CONFIDENCE = 0.95;

  /**
   * How often each end misses the truth; each may on one trial in twenty, and some more by chance.
   */
  private static void covers(double shift, double truth, Distance distance) {
    int below = 0;
    int above = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      CounterRandom random = CounterRandom.of(7, trial);
      Estimate e = distance.of(normal(random, 2_000, 0), normal(random, 700, shift));
      assertThat(e.low()).isLessThanOrEqualTo(e.value());
      assertThat(e.high()).isGreaterThanOrEqualTo(e.value());
      below += truth < e.low() ? 1 : 0;
      above += truth > e.high() ? 1 : 0;
    }
    assertThat((double) below / TRIALS).as("low ends at %s", shift).isLessThanOrEqualTo(0.07);
    assertThat((double) above / TRIALS).as("high ends at %s", shift).isLessThanOrEqualTo(0.07);
  }

  @FunctionalInterface
  private interface Distance {
    Estimate of(double[] before, double[] after);
  }

  private static double[] normal(CounterRandom random, int n, double shift) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      // Box and Muller.
      double radius = Math.sqrt(-2 * Math.log(random.nextDouble()));
      values[i] = shift + radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
    Arrays.sort(values);
    return values;
  }

  /** Cells are the deciles of the standard normal distribution. */
  private static CellDistances deciles(double[] before, double[] after) {
    return new CellDistances(
        new CellCounts(counts(before), counts(after)), before.length, after.length);
  }

  private static long[] counts(double[] values) {
    long[] counts = new long[10];
    for (double value : values) {
      counts[(int) (10 * Quantile.below(value))]++;
    }
    return counts;
  }

  private static double shares(double shift, ToDoubleFunction<CellDistances> distance) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    long[] before = new long[10];
    long[] after = new long[10];
    for (int i = 0; i < 10; i++) {
      double from = i == 0 ? -1e3 : normal.inverseCumulativeProbability(i / 10.0);
      double to = i == 9 ? 1e3 : normal.inverseCumulativeProbability((i + 1) / 10.0);
      before[i] = 100_000_000_000L;
      after[i] = (long) (1e12 * (Quantile.below(to - shift) - Quantile.below(from - shift)));
    }
    return distance.applyAsDouble(new CellDistances(new CellCounts(before, after), 1e12, 1e12));
  }

  @Test
  void thatOfTheIndexCoversIt() {
    for (double shift : new double[] {0, 0.05, 0.15, 0.5}) {
      double truth = shares(shift, d -> d.psi(CONFIDENCE).value());
      covers(shift, truth, (a, b) -> deciles(a, b).psi(CONFIDENCE));
    }
  }

  @Test
  void thatOfTheJensenShannonDistanceCoversIt() {
    for (double shift : new double[] {0, 0.05, 0.15, 0.5}) {
      double truth = shares(shift, d -> d.jensenShannon(CONFIDENCE).value());
      covers(shift, truth, (a, b) -> deciles(a, b).jensenShannon(CONFIDENCE));
    }
  }

  @Test
  void thatOfTheWassersteinDistanceCoversIt() {
    for (double shift : new double[] {0, 0.05, 0.15, 0.5}) {
      covers(shift, shift, (a, b) -> Wasserstein.of(a, b, a.length, b.length, CONFIDENCE));
    }
  }

  @Test
  void thatOfTheKolmogorovSmirnovDistanceCoversIt() {
    for (double shift : new double[] {0, 0.15, 0.5}) {
      double truth = 2 * Quantile.below(shift / 2) - 1;
      covers(
          shift,
          truth,
          (a, b) -> KolmogorovSmirnov.of(a, b).estimate(a.length, b.length, CONFIDENCE));
    }
  }

  /** Smirnov's table (1948): 1.3581 is exceeded on 5 %, 1.6276 on 1 %, 0.8276 on half. */
  @Test
  void theLimitEqualsSmirnovsTable() {
    assertThat(KolmogorovSmirnov.beyond(1.3581)).isCloseTo(0.05, within(1e-5));
    assertThat(KolmogorovSmirnov.beyond(1.6276)).isCloseTo(0.01, within(1e-5));
    assertThat(KolmogorovSmirnov.beyond(0.8276)).isCloseTo(0.5, within(1e-4));
    assertThat(KolmogorovSmirnov.beyond(0.05)).isEqualTo(1);
    double left = KolmogorovSmirnov.beyond(Math.nextDown(1.0));
    assertThat(left).isCloseTo(KolmogorovSmirnov.beyond(1), within(1e-12));
  }

  @Test
  void exactAndLimitAgreeOnManyRows() {
    KolmogorovSmirnov ks = new KolmogorovSmirnov(0.05, 2_000, 1_500);
    assertThat(ks.exact()).isCloseTo(ks.asymptotic(2_000, 1_500), within(0.003));
  }

  /** Rows of one day alike: as many rows as days. Rows that have nothing to do with their days. */
  @Test
  void aSampleIsWorthItsIndependentRows() {
    CounterRandom random = new CounterRandom(3);
    int[] units = new int[5_000];
    int[] alike = new int[5_000];
    int[] free = new int[5_000];
    int[] ofDay = new int[50];
    Arrays.setAll(ofDay, day -> random.nextInt(4));
    for (int i = 0; i < units.length; i++) {
      units[i] = i % 50;
      alike[i] = ofDay[units[i]];
      free[i] = random.nextInt(4);
    }
    assertThat(DesignEffect.independent(alike, units, 4)).isCloseTo(49, within(1.0));
    assertThat(DesignEffect.independent(free, units, 4)).isBetween(3_000.0, 5_000.0);
    assertThat(DesignEffect.independent(free, new int[5_000], 4)).isNaN();
    assertThat(DesignEffect.independent(new int[5_000], units, 4)).isEqualTo(5_000);
  }

  @Test
  void oddSamplesHaveNamedAnswers() {
    double[] none = {};
    double[] one = {5, 5, 5};
    assertThat(KolmogorovSmirnov.of(none, one).p()).isNaN();
    assertThat(Wasserstein.of(none, one, 0, 3, CONFIDENCE).value()).isNaN();
    assertThat(Wasserstein.of(one, one, 3, 3, CONFIDENCE))
        .isEqualTo(new Estimate(0, 0, 0, Double.NaN));
    double[] infinite = {1, Double.POSITIVE_INFINITY};
    assertThat(Wasserstein.of(one, infinite, 3, 2, CONFIDENCE).value()).isNaN();
    CellCounts empty = new CellCounts(new long[] {0, 0}, new long[] {3, 1});
    assertThat(empty.chiSquared()).isNaN();
    assertThat(empty.g()).isNaN();
    assertThat(new CellDistances(empty, 0, 4).psi(CONFIDENCE).low()).isNaN();
    assertThat(new CellDistances(empty, 0, 4).jensenShannon(CONFIDENCE).value()).isNaN();
    CellCounts same = new CellCounts(new long[] {9}, new long[] {4});
    assertThat(same.p(same.chiSquared())).isEqualTo(1);
    assertThat(new CellDistances(same, 9, 4).psi(CONFIDENCE))
        .isEqualTo(new Estimate(0, 0, 0, Double.NaN));
    assertThat(new CellDistances(same, 9, 4).criticalPsi(CONFIDENCE)).isZero();
    CellCounts apart = new CellCounts(new long[] {9, 0}, new long[] {0, 4});
    CellDistances far = new CellDistances(apart, 9, 4);
    assertThat(far.jensenShannon(CONFIDENCE).value()).isEqualTo(1);
    assertThat(far.psi(CONFIDENCE).value()).isFinite().isGreaterThan(4);
    assertThatThrownBy(() -> new CellCounts(new long[1], new long[2]))
        .hasMessageContaining("1 cells before, 2 after");
    assertThatThrownBy(() -> new CellCounts(new long[] {-1}, new long[1]))
        .hasMessageContaining("a count below 0");
  }

  @Test
  void namesOfMeasures() {
    assertThat(DriftMeasure.named("psi(score)"))
        .isEqualTo(new DriftMeasure.Of(DriftMeasure.PSI, "score"));
    assertThat(DriftMeasure.named("wasserstein( a (b) )"))
        .isEqualTo(new DriftMeasure.Of(DriftMeasure.WASSERSTEIN, "a (b)"));
    assertThat(DriftMeasure.named("psy(score)")).isNull();
    assertThat(DriftMeasure.named("churn")).isNull();
    assertThat(DriftMeasure.KS.of("hour")).isEqualTo("ks(hour)");
  }
}
