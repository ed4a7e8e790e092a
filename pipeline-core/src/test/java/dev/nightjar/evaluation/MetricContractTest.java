package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every metric keeps to: ties, one class, no rows, units, direction, repeatability. */
class MetricContractTest {

  private static final Set<String> METHODS =
      Set.of("tango", "delong", "paired-t", "joint-bootstrap", "jackknife");

  static List<Metric> metrics() {
    return Metrics.all();
  }

  private static Settings only(Metric metric) {
    return new Settings(0.95, 7, 400, List.of(metric));
  }

  private static Results evaluate(Metric metric, ScoredSet set) {
    return Evaluator.evaluate(List.of(set), only(metric));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aBetterModelIsBetterInTheGoodDirection(Metric metric) {
    for (int unit : new int[] {0, 20}) {
      Sets sets = new Sets(4000, 1).model("champion", 1.5).model("candidate", 0.1);
      Results results = evaluate(metric, (unit == 0 ? sets : sets.units(unit)).named("t"));
      Comparison c = results.comparisons().get(0);
      assertThat(c.low()).isPositive();
      assertThat(c.difference()).isBetween(c.low(), c.high());
      assertThat(c.against()).isEqualTo("champion");
      assertThat(METHODS).contains(c.method().replace("-clustered", ""));
      assertThat(c.method().endsWith("-clustered")).isEqualTo(unit > 0);
      Measure candidate = results.measures().get(0);
      Measure champion = results.measures().get(1);
      assertThat(candidate.model()).isEqualTo("candidate");
      double gain = candidate.value() - champion.value();
      assertThat(metric.direction() == Metric.Direction.HIGHER_IS_BETTER ? gain : -gain)
          .isEqualTo(c.difference(), org.assertj.core.api.Assertions.within(1e-12));
      for (Measure m : results.measures()) {
        assertThat(m.value()).isBetween(m.low(), m.high());
        assertThat(m.low()).isGreaterThanOrEqualTo(metric.domain().least());
        assertThat(m.high()).isLessThanOrEqualTo(metric.domain().greatest());
        assertThat(m.n()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aModelDoesNotDifferFromItself(Metric metric) {
    Sets sets = new Sets(500, 2).slices("s", 3);
    double[] scores = sets.scores(0.3);
    sets.model("candidate", scores, 0.5).model("champion", scores.clone(), 0.5);
    for (ScoredSet set : List.of(sets.named("rows"), sets.units(10).named("units"))) {
      for (Comparison c : evaluate(metric, set).comparisons()) {
        assertThat(List.of(c.difference(), c.low(), c.high())).containsOnly(0.0);
        assertThat(c.pValue()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void constantScoresAreValues(Metric metric) {
    Sets sets = new Sets(300, 3).model("candidate", 0.3);
    double[] constant = new double[300];
    Arrays.fill(constant, 0.4);
    Results results = evaluate(metric, sets.model("baseline", constant, 0.5).named("t"));
    assertThat(results.measures()).hasSize(2);
    assertThat(results.curves().get(1).calibration()).hasSize(1);
    // Nobody is called positive: no precision and no correlation; all else has a value.
    boolean undefined = metric == Metrics.PRECISION || metric == Metrics.MCC;
    assertThat(Double.isNaN(results.measures().get(1).value())).isEqualTo(undefined);
    assertThat(Double.isNaN(results.comparisons().get(0).difference())).isEqualTo(undefined);
    assertThat(results.comparisons().get(0).n()).isGreaterThanOrEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void oneClassAndNoRowsAreValues(Metric metric) {
    Sets sets = new Sets(300, 4).model("candidate", 0.3).model("champion", 0.4);
    BitSet positives = new BitSet();
    for (int i = 0; i < 300; i++) {
      positives.set(i, sets.labels[i] == 1);
    }
    sets.slice(new Slice("p", "p", positives)).slice(new Slice("e", "e", new BitSet()));
    BitSet one = new BitSet();
    one.set(7);
    sets.slice(new Slice("one", "one", one));
    for (ScoredSet set : List.of(sets.named("rows"), sets.units(10).named("units"))) {
      Results results = evaluate(metric, set);
      for (Measure m : results.measures()) {
        if (m.slice().equals("e")) {
          assertThat(m.n()).isZero();
          assertThat(m.value()).isNaN();
          assertThat(m.low()).isNaN();
        }
        if (m.slice().equals("p")) {
          boolean undefined =
              Set.of(Metrics.AUC, Metrics.SPECIFICITY, Metrics.BALANCED_ACCURACY, Metrics.MCC)
                  .contains(metric);
          assertThat(Double.isNaN(m.value())).isEqualTo(undefined);
        }
      }
      for (Comparison c : results.comparisons()) {
        if (c.slice().equals("e")) {
          assertThat(c.n()).isZero();
          assertThat(c.difference()).isNaN();
          assertThat(c.low()).isNaN();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void anEmptySetIsAValue(Metric metric) {
    for (ScoredSet set :
        List.of(
            new Sets(0, 4).model("candidate", 0.3).model("champion", 0.4).named("t"),
            new Sets(0, 4).model("candidate", 0.3).model("champion", 0.4).units(2).named("t"))) {
      Results results = evaluate(metric, set);
      assertThat(results.measures().get(0).value()).isNaN();
      assertThat(results.comparisons().get(0).low()).isNaN();
      assertThat(results.curves().get(0).roc()).isEmpty();
      assertThat(results.curves().get(0).calibration()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void theSameArgumentsGiveTheSameBits(Metric metric) {
    ScoredSet set =
        new Sets(700, 5).model("candidate", 0.3).model("champion", 0.35).slices("s", 4).named("t");
    assertThat(evaluate(metric, set)).isEqualTo(evaluate(metric, set));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aSliceIsJudgedAsIfItWereASet(Metric metric) {
    Sets sets = new Sets(900, 6).model("candidate", 0.3).model("champion", 0.5).slices("s", 3);
    ScoredSet set = sets.named("t");
    Results results = evaluate(metric, set);
    for (int s = 0; s < 3; s++) {
      ScoredSet alone = part(set, s);
      Measure expected = evaluate(metric, alone).measures().get(0);
      Measure found = results.measures().get(2 * (s + 1));
      assertThat(found.slice()).isEqualTo("s=" + s);
      assertThat(List.of(found.value(), found.low(), found.high(), (double) found.n()))
          .isEqualTo(
              List.of(expected.value(), expected.low(), expected.high(), (double) expected.n()));
    }
  }

  private static ScoredSet part(ScoredSet set, int s) {
    int[] rows = set.slices().get(s).rows().stream().toArray();
    byte[] labels = new byte[rows.length];
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = set.labels()[rows[i]];
      scores[i] = java.util.Objects.requireNonNull(set.models().get("candidate")).scores()[rows[i]];
    }
    return new ScoredSet(
        "part",
        labels,
        null,
        java.util.Map.of("candidate", new ScoredSet.Scored(scores, 0.5)),
        List.of());
  }
}
