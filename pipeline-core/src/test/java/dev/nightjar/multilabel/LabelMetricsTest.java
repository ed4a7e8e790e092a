package dev.nightjar.multilabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.evaluation.Results;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelMetricsTest {

  private static final double CONFIDENCE = 0.95;
  private static final List<String> LABELS = List.of("art", "music", "sport", "war");

  private static LabelSet set(
      int[][] actual, Map<String, int[][]> models, double @Nullable [] weights) {
    return new LabelSet("june", LABELS, actual, weights, null, models, List.of());
  }

  private static int[][] taken(int[][] of, int[] rows) {
    return Arrays.stream(rows).mapToObj(row -> of[row]).toArray(int[][]::new);
  }

  private static int[][] flipped(Random random, int[][] of, double chance) {
    return Arrays.stream(of)
        .map(
            row ->
                IntStream.range(0, LABELS.size())
                    .filter(
                        l ->
                            Arrays.stream(row).anyMatch(a -> a == l)
                                != random.nextDouble() < chance)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static LabelSet random(long seed, int rows) {
    Random random = new Random(seed);
    int[][] actual = flipped(random, new int[rows][0], 0.35);
    return set(
        actual,
        Map.of("candidate", flipped(random, actual, 0.1), "champion", flipped(random, actual, 0.2)),
        null);
  }

  private static List<LabelMetric> metrics() {
    List<LabelMetric> all = new ArrayList<>(LabelMetrics.all());
    all.addAll(LabelMetrics.single(LABELS));
    return all;
  }

  private static Results evaluate(LabelSet set) {
    return InfluenceEvaluator.evaluate(List.of(set), CONFIDENCE, metrics());
  }

  private static LabelSet weighted(LabelSet set, double[] weights) {
    return set(set.actual(), set.models(), weights);
  }

  private static Measure measure(Results results, String metric) {
    return results.measures().stream()
        .filter(m -> m.metric().equals(metric) && m.model().equals("candidate"))
        .findFirst()
        .orElseThrow();
  }

  private static Comparison comparison(Results results, String metric) {
    return results.comparisons().stream()
        .filter(c -> c.metric().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The examples in scikit-learn's documentation of {@code hamming_loss}, {@code jaccard_score} and
   * {@code f1_score}; the means of the last as scikit-learn 1.2 reckons them.
   */
  @Test
  void equalPublishedExamples() {
    int[][] none = {{}, {}};
    Results hamming = evaluate(set(new int[][] {{1}, {0, 1}}, Map.of("candidate", none), null));
    // hamming_loss(np.array([[0, 1], [1, 1]]), np.zeros((2, 2))) = 0.75, here of four labels.
    assertThat(measure(hamming, "hamming_loss").value()).isEqualTo(0.75 / 2);
    int[][] actual = {{1, 2}, {0, 1}};
    int[][] said = {{0, 1, 2}, {0}};
    Results jaccard = evaluate(set(actual, Map.of("candidate", said), null));
    assertThat(measure(jaccard, "jaccard").value()).isEqualTo(0.58333, within(1e-5));
    int[][] three = {{}, {0, 1, 2}, {1, 2}};
    int[][] found = {{}, {0, 1, 2}, {0, 1}};
    Results f1 = evaluate(set(three, Map.of("candidate", found), null));
    double each = 2 / 3.0;
    assertThat(measure(f1, "f1_macro").value()).isEqualTo((each + 1 + each) / 3, within(1e-12));
    assertThat(measure(f1, "f1_micro").value()).isEqualTo(0.8, within(1e-12));
    assertThat(measure(f1, "f1_weighted").value())
        .isEqualTo((each + 2 + 2 * each) / 5, within(1e-12));
    assertThat(measure(f1, "subset_accuracy").value()).isEqualTo(each, within(1e-12));
    assertThat(measure(f1, "precision.art").value()).isEqualTo(0.5);
    assertThat(measure(f1, "recall.sport").value()).isEqualTo(0.5);
  }

  @Test
  void influencesAreDerivativesInTheWeights() {
    double[] weights = new Random(2).doubles(40, 0.5, 2).toArray();
    LabelSet set = weighted(random(2, 40), weights);
    int[] rows = IntStream.range(0, 40).toArray();
    for (LabelMetric metric : metrics()) {
      double[] found = metric.influences(set, "candidate", rows).of();
      for (int row : rows) {
        double[] up = weights.clone();
        double[] down = weights.clone();
        up[row] += 1e-5;
        down[row] -= 1e-5;
        double slope =
            (metric.influences(weighted(set, up), "candidate", rows).value()
                    - metric.influences(weighted(set, down), "candidate", rows).value())
                / 2e-5;
        assertThat(Double.isNaN(found[row]) ? 0 : found[row])
            .as(metric.name())
            .isEqualTo(weights[row] * slope, within(1e-8));
      }
    }
  }

  @Test
  void aWeightIsAsManyRows() {
    LabelSet set = random(3, 50);
    double[] weights = new Random(3).ints(50, 0, 4).asDoubleStream().toArray();
    int[] copies =
        IntStream.range(0, 50)
            .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
            .toArray();
    Results weighted = evaluate(weighted(set, weights));
    Results repeated =
        evaluate(
            set(
                taken(set.actual(), copies),
                Map.of("candidate", taken(set.said("candidate"), copies)),
                null));
    for (LabelMetric metric : metrics()) {
      assertThat(measure(weighted, metric.name()).value())
          .as(metric.name())
          .isEqualTo(measure(repeated, metric.name()).value(), within(1e-12));
    }
  }

  @Test
  void theOrderOfLabelsChangesNothing() {
    LabelSet set = random(4, 200);
    LabelSet turned =
        set(
            turned(set.actual()),
            Map.of(
                "candidate", turned(set.said("candidate")),
                "champion", turned(set.said("champion"))),
            null);
    Results before = evaluate(set);
    Results after = evaluate(turned);
    for (LabelMetric metric : LabelMetrics.all()) {
      Comparison one = comparison(before, metric.name());
      Comparison two = comparison(after, metric.name());
      assertThat(two.difference()).as(metric.name()).isEqualTo(one.difference(), within(1e-12));
      assertThat(two.low()).as(metric.name()).isEqualTo(one.low(), within(1e-12));
    }
    assertThat(comparison(after, "subset_accuracy").method()).isEqualTo("tango");
  }

  private static int[][] turned(int[][] of) {
    int most = LABELS.size() - 1;
    return Arrays.stream(of)
        .map(row -> Arrays.stream(row).map(l -> most - l).sorted().toArray())
        .toArray(int[][]::new);
  }

  @Test
  void intervalsAreAsWideAsResamplingSays() {
    LabelSet set = random(5, 400);
    Results whole = evaluate(set);
    Random random = new Random(5);
    int[] rows = IntStream.range(0, 400).toArray();
    List<LabelMetric> metrics = metrics();
    double[][] draws = new double[metrics.size()][2000];
    for (int b = 0; b < 2000; b++) {
      double[] weights = new double[400];
      random.ints(400, 0, 400).forEach(i -> weights[i]++);
      LabelSet drawn = weighted(set, weights);
      for (int m = 0; m < metrics.size(); m++) {
        draws[m][b] =
            metrics.get(m).influences(drawn, "candidate", rows).value()
                - metrics.get(m).influences(drawn, "champion", rows).value();
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
    int[][] none = {{}, {}};
    Results found = evaluate(set(none, Map.of("candidate", none, "champion", none), null));
    assertThat(measure(found, "jaccard").value()).as("nothing was right").isEqualTo(1);
    assertThat(measure(found, "jaccard").low()).isLessThan(1);
    for (String metric : List.of("f1_micro", "f1_macro", "recall.art", "precision.art")) {
      assertThat(measure(found, metric).value()).as(metric).isNaN();
    }
    assertThat(comparison(found, "subset_accuracy").high()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> set(new int[][] {{1, 0}}, Map.of(), null))
        .hasMessageContaining("actual has some of 4 labels, ascending, for each of 1 rows");
    assertThatThrownBy(() -> LabelMetrics.require("f1_mikro", LABELS))
        .hasMessageContaining("no metric f1_mikro of several labels; did you mean f1_micro?");
    assertThatThrownBy(() -> LabelMetrics.require("recall.wra", LABELS))
        .hasMessageContaining("did you mean recall.war?");
  }
}
