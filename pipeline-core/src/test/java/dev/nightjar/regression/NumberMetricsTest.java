package dev.nightjar.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.PairedT;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberMetricsTest {

  private static final double CONFIDENCE = 0.95;

  private static Results evaluate(NumberSet set) {
    return InfluenceEvaluator.evaluate(List.of(set), CONFIDENCE, NumberMetrics.all());
  }

  private static NumberSet set(
      double[] actual, Map<String, double[]> models, double @Nullable [] weights) {
    return new NumberSet("june", actual, weights, null, models, List.of());
  }

  private static Measure measure(Results results, String metric, String model) {
    return results.measures().stream()
        .filter(m -> m.metric().equals(metric) && m.model().equals(model) && m.slice().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Comparison comparison(Results results, String metric) {
    return results.comparisons().stream()
        .filter(c -> c.metric().equals(metric) && c.slice().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static double[] noisy(Random random, double[] around, double noise) {
    return Arrays.stream(around).map(v -> v + noise * random.nextGaussian()).toArray();
  }

  @Test
  void equalTheReferenceCase() throws IOException {
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      if (c.get("id").textValue().equals("regression")) {
        double[] actual = Cases.numbers(c.at("/input/y"));
        double[] predicted = Cases.numbers(c.at("/input/pred"));
        Results found = evaluate(set(actual, Map.of("candidate", predicted), null));
        Map.of("mae", "mae", "rmse", "rmse", "r2", "r2", "pinball_0.9", "pinball_09")
            .forEach(
                (metric, name) ->
                    assertThat(measure(found, metric, "candidate").value())
                        .as(metric)
                        .isEqualTo(c.get("expected").get(name).doubleValue(), within(1e-12)));
        return;
      }
    }
    throw new AssertionError("no case of regression");
  }

  @Test
  void aMeansIntervalsAreStudents() {
    Random random = new Random(1);
    double[] actual = random.doubles(200, 1, 9).toArray();
    double[] candidate = noisy(random, actual, 1);
    double[] champion = noisy(random, actual, 1.3);
    Results found =
        evaluate(set(actual, Map.of("candidate", candidate, "champion", champion), null));
    double[] gain = new double[actual.length];
    Arrays.setAll(
        gain, i -> Math.abs(actual[i] - champion[i]) - Math.abs(actual[i] - candidate[i]));
    Estimate expected = PairedT.of(gain, CONFIDENCE);
    Comparison mae = comparison(found, "mae");
    assertThat(mae.difference()).isEqualTo(expected.value(), within(1e-12));
    assertThat(mae.low()).isEqualTo(expected.low(), within(1e-12));
    assertThat(mae.pValue()).isEqualTo(expected.pValue(), within(1e-9));
    assertThat(mae.method()).isEqualTo("paired-t");
  }

  @Test
  void aWeightIsAsManyRows() {
    Random random = new Random(2);
    double[] actual = random.doubles(40, -2, 9).toArray();
    double[] model = noisy(random, actual, 1);
    double[] weights = random.ints(40, 0, 4).asDoubleStream().toArray();
    int[] copies =
        java.util.stream.IntStream.range(0, 40)
            .flatMap(i -> java.util.stream.IntStream.generate(() -> i).limit((long) weights[i]))
            .toArray();
    Results weighted = evaluate(set(actual, Map.of("candidate", model), weights));
    Results repeated =
        evaluate(
            set(
                Arrays.stream(copies).mapToDouble(i -> actual[i]).toArray(),
                Map.of("candidate", Arrays.stream(copies).mapToDouble(i -> model[i]).toArray()),
                null));
    for (String metric : NumberMetrics.names()) {
      assertThat(measure(weighted, metric, "candidate").value())
          .as(metric)
          .isEqualTo(measure(repeated, metric, "candidate").value(), within(1e-12));
    }
  }

  @Test
  void rootsAndSharesAreAsUncertainAsResamplingSays() {
    Random random = new Random(3);
    double[] actual = random.doubles(400, 0, 10).toArray();
    Map<String, double[]> models =
        Map.of("candidate", noisy(random, actual, 1.0), "champion", noisy(random, actual, 1.2));
    Results whole = evaluate(set(actual, models, null));
    for (String metric : List.of("rmse", "r2")) {
      double[] draws = new double[2000];
      for (int b = 0; b < draws.length; b++) {
        double[] weights = new double[actual.length];
        random.ints(actual.length, 0, actual.length).forEach(i -> weights[i]++);
        draws[b] =
            comparison(
                    InfluenceEvaluator.evaluate(
                        List.of(set(actual, models, weights)), CONFIDENCE, NumberMetrics.all()),
                    metric)
                .difference();
      }
      Arrays.sort(draws);
      double width = draws[1900] - draws[100];
      Comparison c = comparison(whole, metric);
      assertThat(c.high() - c.low()).as(metric).isBetween(width / 1.15, width * 1.15);
    }
  }

  @Test
  void rowsOfOneUnitAreNotIndependent() {
    Random random = new Random(4);
    double[] actual = random.doubles(50, 0, 10).toArray();
    double[] model = noisy(random, actual, 1);
    double[] tenfold = new double[500];
    double[] predicted = new double[500];
    int[] units = new int[500];
    for (int i = 0; i < 500; i++) {
      tenfold[i] = actual[i / 10];
      predicted[i] = model[i / 10];
      units[i] = i / 10;
    }
    Results few = evaluate(set(actual, Map.of("candidate", model), null));
    Results many =
        evaluate(
            new NumberSet("june", tenfold, null, units, Map.of("candidate", predicted), List.of()));
    for (String metric : NumberMetrics.names()) {
      Measure one = measure(few, metric, "candidate");
      Measure ten = measure(many, metric, "candidate");
      assertThat(ten.low()).as(metric).isEqualTo(one.low(), within(1e-9));
      assertThat(ten.high()).as(metric).isEqualTo(one.high(), within(1e-9));
    }
  }

  @Test
  void rowsThatDoNotCountMakeNothingSurer() {
    Random random = new Random(5);
    double[] few = random.doubles(3, 5, 10).toArray();
    double[] said = noisy(random, few, 1);
    double[] actual = Arrays.copyOf(few, 500);
    double[] model = Arrays.copyOf(said, 500);
    double[] weights = new double[500];
    Arrays.fill(weights, 0, 3, 1);
    Measure alone =
        measure(evaluate(set(few, Map.of("candidate", said), null)), "mape", "candidate");
    assertThat(alone.n()).isEqualTo(3);
    assertThat(
            measure(evaluate(set(actual, Map.of("candidate", model), null)), "mape", "candidate"))
        .as("actual values of 0")
        .isEqualTo(alone);
    Arrays.fill(actual, 3, 500, 7);
    assertThat(
            measure(
                evaluate(set(actual, Map.of("candidate", model), weights)), "mape", "candidate"))
        .as("weights of 0")
        .isEqualTo(alone);
    assertThat(alone.low()).as("an error is not negative").isNotNegative();
  }

  @Test
  void oddSetsHaveNamedOutcomes() {
    BitSet none = new BitSet();
    BitSet first = new BitSet();
    first.set(0);
    double[] flat = {0, 0, 0};
    Results found =
        evaluate(
            new NumberSet(
                "june",
                flat,
                null,
                null,
                Map.of("candidate", new double[] {1, 2, 3}, "champion", new double[] {1, 2, 3}),
                List.of(new Slice("s", "none", none), new Slice("s", "one", first))));
    assertThat(measure(found, "r2", "candidate").value()).as("no variance").isNaN();
    assertThat(measure(found, "mape", "candidate").value()).as("all are 0").isNaN();
    assertThat(measure(found, "mape", "candidate").n()).isZero();
    assertThat(comparison(found, "mae")).returns(0.0, Comparison::low);
    assertThat(comparison(found, "mae")).returns(0.0, Comparison::high);
    assertThat(found.measures())
        .filteredOn(m -> m.slice().equals("none"))
        .allSatisfy(m -> assertThat(m.value()).isNaN());
    assertThat(found.measures())
        .filteredOn(m -> m.slice().equals("one") && m.metric().equals("mae"))
        .allSatisfy(m -> assertThat(m.low()).isNaN());
  }

  @Test
  void whatIsNoNumberIsRefused() {
    double[] one = {1, 2};
    assertThatThrownBy(() -> set(one, Map.of("candidate", new double[] {1, Double.NaN}), null))
        .hasMessageContaining("candidate has a finite number for each of 2 rows");
    assertThatThrownBy(() -> set(one, Map.of("candidate", one), new double[] {1, -1}))
        .hasMessageContaining("weights are not negative");
    assertThatThrownBy(() -> set(one, Map.of("candidate", one), new double[] {0, 0}))
        .hasMessageContaining("not all 0");
    assertThatThrownBy(() -> NumberMetrics.require("mea")).hasMessageContaining("did you mean mae");
  }
}
