package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostTest {

  private static final byte[] LABELS = {1, 1, 0, 0, 1, 0};
  private static final double[] DISTANCE = {100, 40, 7, 9, 250, 3};
  private static final double[] GOOD = {0.9, 0.2, 0.8, 0.1, 0.7, 0.3};
  private static final double[] BAD = {0.9, 0.2, 0.8, 0.7, 0.1, 0.3};

  private static CostMatrix matrix(Metric.Direction direction) {
    return new CostMatrix(
        "cost",
        direction,
        Map.of(
            CostMatrix.Cell.FALSE_POSITIVE, new Expression("5"),
            CostMatrix.Cell.FALSE_NEGATIVE, new Expression("Distance * 0.1")));
  }

  private static Frame frame(double... missed) {
    double[] five = new double[missed.length];
    Arrays.fill(five, 5);
    return new Frame(
        missed.length,
        List.of(
            new FrameColumn.Numbers(Rows.AMOUNT + "5", five),
            new FrameColumn.Numbers(Rows.AMOUNT + "Distance * 0.1", missed)));
  }

  private static ScoredSet set(CostMatrix matrix, int @Nullable [] units, double[] champion) {
    double[] missed = Arrays.stream(DISTANCE).map(d -> d / 10).toArray();
    return new ScoredSet(
        "recent",
        LABELS,
        units,
        Map.of(
            "candidate", new ScoredSet.Scored(GOOD, 0.5),
            "champion", new ScoredSet.Scored(champion, 0.5)),
        List.of(),
        Map.of("cost", RowCosts.of(matrix, frame(missed), LABELS, "recent")));
  }

  private static Results evaluate(ScoredSet set, Metric.Cost metric) {
    return Evaluator.evaluate(List.of(set), new Settings(0.95, 1, 100, List.of(metric)));
  }

  /** The candidate misses row 2 (4) and calls row 3 (5); the champion row 4 (5) and 5 (25) too. */
  @Test
  void isTheMeanOfWhatDecisionsCost() {
    for (Metric.Direction direction : Metric.Direction.values()) {
      CostMatrix matrix = matrix(direction);
      Results results = evaluate(set(matrix, null, BAD), matrix.metric());
      Measure candidate = results.measures().get(0);
      assertThat(candidate.value()).isCloseTo(9 / 6.0, within(1e-12));
      assertThat(candidate.n()).isEqualTo(6);
      assertThat(results.measures().get(1).value()).isCloseTo(39 / 6.0, within(1e-12));
      Comparison c = results.comparisons().get(0);
      double gain = direction == Metric.Direction.LOWER_IS_BETTER ? 5 : -5;
      assertThat(c.difference()).isCloseTo(gain, within(1e-12));
      // Differences 0 0 0 5 25 0: standard error sqrt(500 / 30), t of 95 % with 5 degrees 2.015.
      assertThat(c.high() - c.difference())
          .isCloseTo(2.015048373333023 * Math.sqrt(500 / 30.0), within(1e-9));
      assertThat(c.method()).isEqualTo("paired-t");
    }
  }

  @Test
  void countsUnitsAndIsNotCertainWhereNoDecisionDiffers() {
    CostMatrix matrix = matrix(Metric.Direction.LOWER_IS_BETTER);
    int[] units = {0, 0, 1, 1, 2, 2};
    Comparison clustered = evaluate(set(matrix, units, BAD), matrix.metric()).comparisons().get(0);
    assertThat(clustered.method()).isEqualTo("paired-t-clustered");
    assertThat(clustered.difference()).isCloseTo(5, within(1e-12));
    double[] shifted = Arrays.stream(GOOD).map(s -> s + 0.01).toArray();
    Comparison same = evaluate(set(matrix, null, shifted), matrix.metric()).comparisons().get(0);
    assertThat(same.difference()).isZero();
    // Decisions could cost 10, 4, 5, 5, 25, 5: z² / (6 + z²) of their mean, 9.
    double z = 1.6448536269514722;
    assertThat(same.high()).isCloseTo(9 * z * z / (6 + z * z), within(1e-9));
    assertThat(same.low()).isCloseTo(-same.high(), within(1e-12));
    Comparison equal = evaluate(set(matrix, null, GOOD), matrix.metric()).comparisons().get(0);
    assertThat(List.of(equal.low(), equal.high())).containsOnly(0.0);
  }

  @Test
  void aRowWithoutANumberIsNamedWhereItMatters() {
    CostMatrix matrix = matrix(Metric.Direction.LOWER_IS_BETTER);
    double[] missed = {1, Double.NaN, 2, 3, 4, 5};
    assertThatThrownBy(() -> RowCosts.of(matrix, frame(missed), LABELS, "recent"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("metric cost.false_negative: \"Distance * 0.1\"")
        .hasMessageContaining("test set recent")
        .hasMessageContaining("found none in row 2");
    // What a missed positive would cost says nothing of a negative.
    double[] other = {1, 2, Double.NaN, 3, 4, 5};
    assertThat(RowCosts.of(matrix, frame(other), LABELS, "recent").of(2, false)).isZero();
  }

  @Test
  void aMetricThatNobodySaidTheCostsOfIsRefused() {
    ScoredSet none =
        new ScoredSet(
            "recent",
            LABELS,
            null,
            Map.of("candidate", new ScoredSet.Scored(GOOD, 0.5)),
            List.of());
    assertThatThrownBy(() -> evaluate(none, matrix(Metric.Direction.LOWER_IS_BETTER).metric()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no costs of cost");
    assertThatThrownBy(() -> new CostMatrix("empty", Metric.Direction.LOWER_IS_BETTER, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
