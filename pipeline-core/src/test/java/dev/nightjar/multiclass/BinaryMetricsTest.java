package dev.nightjar.multiclass;

import static dev.nightjar.multiclass.ClassSets.CONFIDENCE;
import static dev.nightjar.multiclass.ClassSets.comparison;
import static dev.nightjar.multiclass.ClassSets.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {

  private static final int ROWS = 400;

  private static ClassSet set(
      double[] labels, Map<String, double[]> scores, double @Nullable [] weights) {
    Map<String, ClassSet.Said> models = new LinkedHashMap<>();
    scores.forEach(
        (role, p) ->
            models.put(
                role,
                new ClassSet.Said(
                    Arrays.stream(p).mapToInt(v -> v >= 0.5 ? 1 : 0).toArray(),
                    new double[][] {Arrays.stream(p).map(v -> 1 - v).toArray(), p})));
    int[] actual = Arrays.stream(labels).mapToInt(v -> (int) v).toArray();
    double[][] costs = {Arrays.stream(labels).map(v -> 5 * v).toArray(), new double[labels.length]};
    Arrays.setAll(costs[1], i -> 1 - labels[i]);
    return new ClassSet(
        "june",
        BinaryMetrics.CLASSES,
        actual,
        weights,
        null,
        models,
        List.of(),
        Map.of("cost", costs));
  }

  private static Map<String, double[]> scores(Random random, double[] labels) {
    Map<String, double[]> scores = new LinkedHashMap<>();
    for (String role : List.of("candidate", "champion")) {
      double skill = role.equals("candidate") ? 0.25 : 0.15;
      scores.put(
          role,
          Arrays.stream(labels)
              .map(v -> Math.round(20 * (skill * v + (1 - skill) * random.nextDouble())) / 20.0)
              .toArray());
    }
    return scores;
  }

  private static double[] labels(Random random, int rows) {
    return random.doubles(rows).map(u -> u < 0.4 ? 1 : 0).toArray();
  }

  private static List<ClassMetric> metrics() {
    List<ClassMetric> all = new ArrayList<>(BinaryMetrics.all());
    all.add(new ClassMetric.Cost("cost", true));
    return all;
  }

  private static Results evaluate(ClassSet set) {
    return InfluenceEvaluator.evaluate(List.of(set), CONFIDENCE, metrics());
  }

  @Test
  void equalTheReferenceCase() throws IOException {
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      if (!c.get("id").textValue().equals("binary-12-weighted")) {
        continue;
      }
      Results found =
          evaluate(
              set(
                  Cases.numbers(c.at("/input/y")),
                  Map.of("candidate", Cases.numbers(c.at("/input/p"))),
                  Cases.numbers(c.at("/input/weights"))));
      Map<String, String> names = new LinkedHashMap<>(Map.of("auc", "roc_auc"));
      List.of("average_precision", "log_loss", "brier", "accuracy", "precision", "recall", "f1")
          .forEach(name -> names.put(name, name));
      List.of("balanced_accuracy", "mcc", "kappa").forEach(name -> names.put(name, name));
      names.forEach(
          (metric, name) ->
              assertThat(measure(found, metric, "candidate").value())
                  .as(metric)
                  .isEqualTo(c.get("expected").get(name).doubleValue(), within(1e-12)));
      return;
    }
    throw new AssertionError("no case of weights");
  }

  @Test
  void withoutWeightsItIsWhatANightHas() {
    Random random = new Random(1);
    double[] labels = labels(random, ROWS);
    Map<String, double[]> scores = scores(random, labels);
    Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
    scores.forEach((role, p) -> models.put(role, new ScoredSet.Scored(p, 0.5)));
    byte[] bytes = new byte[ROWS];
    IntStream.range(0, ROWS).forEach(i -> bytes[i] = (byte) labels[i]);
    Results night =
        Evaluator.evaluate(
            List.of(new ScoredSet("june", bytes, null, models, List.of())),
            Settings.of(CONFIDENCE, 42));
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    Results weighted = evaluate(set(labels, scores, ones));
    for (ClassMetric metric : BinaryMetrics.all()) {
      Measure expected = measure(night, metric.name(), "candidate");
      Measure found = measure(weighted, metric.name(), "candidate");
      assertThat(found.value()).as(metric.name()).isEqualTo(expected.value(), within(1e-12));
      assertThat(found.n()).as(metric.name()).isEqualTo(expected.n());
      double width = expected.high() - expected.low();
      assertThat(found.high() - found.low()).as(metric.name()).isBetween(width / 1.1, width * 1.1);
      Comparison difference = comparison(night, metric.name());
      double reach = difference.high() - difference.low();
      Comparison own = comparison(weighted, metric.name());
      assertThat(own.difference()).isEqualTo(difference.difference(), within(1e-12));
      assertThat(own.high() - own.low()).as(metric.name()).isBetween(reach / 1.1, reach * 1.1);
    }
  }

  @Test
  void influencesAreDerivativesInTheWeights() {
    Random random = new Random(2);
    double[] labels = labels(random, 50);
    Map<String, double[]> scores = scores(random, labels);
    double[] weights = random.doubles(50, 0.5, 2).toArray();
    int[] rows = IntStream.range(0, 50).toArray();
    for (ClassMetric metric : metrics()) {
      double[] found = metric.influences(set(labels, scores, weights), "candidate", rows).of();
      for (int row : rows) {
        double step = 1e-5;
        double[] up = weights.clone();
        double[] down = weights.clone();
        up[row] += step;
        down[row] -= step;
        double slope =
            (metric.influences(set(labels, scores, up), "candidate", rows).value()
                    - metric.influences(set(labels, scores, down), "candidate", rows).value())
                / (2 * step);
        assertThat(Double.isNaN(found[row]) ? 0 : found[row])
            .as(metric.name())
            .isEqualTo(weights[row] * slope, within(1e-8));
      }
    }
  }

  @Test
  void intervalsAreAsWideAsResamplingSays() {
    Random random = new Random(3);
    double[] labels = labels(random, ROWS);
    Map<String, double[]> scores = scores(random, labels);
    double[] weights = random.doubles(ROWS, 0.5, 3).toArray();
    Results whole = evaluate(set(labels, scores, weights));
    int[] rows = IntStream.range(0, ROWS).toArray();
    List<ClassMetric> metrics = metrics();
    double[][] draws = new double[metrics.size()][2000];
    for (int b = 0; b < 2000; b++) {
      double[] drawn = new double[ROWS];
      random.ints(ROWS, 0, ROWS).forEach(i -> drawn[i] += weights[i]);
      ClassSet again = set(labels, scores, drawn);
      for (int m = 0; m < metrics.size(); m++) {
        draws[m][b] =
            metrics.get(m).influences(again, "candidate", rows).value()
                - metrics.get(m).influences(again, "champion", rows).value();
      }
    }
    for (int m = 0; m < metrics.size(); m++) {
      Arrays.sort(draws[m]);
      double width = draws[m][1900] - draws[m][100];
      Comparison c = comparison(whole, metrics.get(m).name());
      assertThat(c.high() - c.low()).as(c.metric()).isBetween(width / 1.15, width * 1.15);
    }
  }

  @Test
  void oddSetsHaveNamedOutcomes() {
    double[] ones = {1, 1, 1};
    double[] weights = {1, 2, 0};
    Results found = evaluate(set(ones, Map.of("candidate", new double[] {0.9, 0.9, 0.1}), weights));
    for (String metric : List.of("auc", "balanced_accuracy", "mcc", "kappa", "specificity")) {
      assertThat(measure(found, metric, "candidate").value()).as(metric).isNaN();
    }
    assertThat(measure(found, "accuracy", "candidate"))
        .returns(1.0, Measure::value)
        .returns(2L, Measure::n)
        .satisfies(m -> assertThat(m.low()).isLessThan(0.9));
    assertThat(measure(found, "cost", "candidate"))
        .returns(0.0, Measure::value)
        .satisfies(m -> assertThat(m.high()).isPositive());
    Results silent = evaluate(set(ones, Map.of("candidate", new double[3]), weights));
    assertThat(measure(silent, "precision", "candidate").value()).isNaN();
    assertThat(measure(silent, "f1", "candidate").value()).isZero();
  }

  @Test
  void whatIsNotReckonedIsRefused() {
    assertThatThrownBy(() -> BinaryMetrics.require("ece"))
        .hasMessageContaining("ece is reckoned of rows without weights only");
    assertThatThrownBy(() -> BinaryMetrics.require("acuracy"))
        .hasMessageContaining("did you mean accuracy");
  }
}
