package dev.nightjar.multiclass;

import dev.nightjar.evaluation.Results;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sets of three classes for tests. */
final class ClassSets {

  static final double CONFIDENCE = 0.95;
  static final String HARM = "harm";
  static final List<String> CLASSES = List.of("cat", "dog", "owl");

  private ClassSets() {}

  /** Candidate and champion, which is worse, with probabilities. */
  static ClassSet random(long seed, int rows) {
    Random random = new Random(seed);
    int[] actual = random.doubles(rows).mapToInt(u -> u < 0.5 ? 0 : u < 0.8 ? 1 : 2).toArray();
    return set(
        actual,
        Map.of("candidate", said(random, actual, 1.5), "champion", said(random, actual, 1.0)),
        null);
  }

  static ClassSet set(
      int[] actual, Map<String, ClassSet.Said> models, double @Nullable [] weights) {
    return new ClassSet("june", CLASSES, actual, weights, null, models, List.of(), costs(actual));
  }

  /** What it costs to call a row another class than it is of. */
  static Map<String, double[][]> costs(int[] actual) {
    double[][] costs = new double[CLASSES.size()][actual.length];
    for (int c = 0; c < costs.length; c++) {
      for (int row = 0; row < actual.length; row++) {
        costs[c][row] = c == actual[row] ? 0 : 1 + 2 * c + actual[row];
      }
    }
    return Map.of(HARM, costs);
  }

  private static ClassSet.Said said(Random random, int[] actual, double skill) {
    double[][] p = new double[CLASSES.size()][actual.length];
    int[] called = new int[actual.length];
    for (int row = 0; row < actual.length; row++) {
      double sum = 0;
      for (int c = 0; c < p.length; c++) {
        p[c][row] = Math.exp((c == actual[row] ? skill : 0) + random.nextGaussian());
        sum += p[c][row];
      }
      for (int c = 0; c < p.length; c++) {
        p[c][row] /= sum;
        called[row] = p[c][row] > p[called[row]][row] ? c : called[row];
      }
    }
    return new ClassSet.Said(called, p);
  }

  static ClassSet weighted(ClassSet set, double[] weights) {
    return new ClassSet(
        set.name(),
        set.classes(),
        set.actual(),
        weights,
        null,
        set.models(),
        List.of(),
        costs(set.actual()));
  }

  /** The rows of these numbers. */
  static ClassSet taken(ClassSet set, int[] rows) {
    Map<String, ClassSet.Said> models = new java.util.LinkedHashMap<>();
    for (String role : set.roles()) {
      double[][] p = set.probabilities(role);
      double[][] own = new double[p.length][];
      Arrays.setAll(own, c -> Arrays.stream(rows).mapToDouble(row -> p[c][row]).toArray());
      models.put(role, new ClassSet.Said(taken(set.said(role).classes(), rows), own));
    }
    return set(taken(set.actual(), rows), models, null);
  }

  private static int[] taken(int[] of, int[] rows) {
    return Arrays.stream(rows).map(row -> of[row]).toArray();
  }

  static List<ClassMetric> metrics() {
    List<ClassMetric> all = new ArrayList<>(ClassMetrics.all());
    all.addAll(ClassMetrics.single(CLASSES));
    all.add(new ClassMetric.OfClass("f1.dog", ClassRatio.F1, 1));
    all.add(new ClassMetric.Ranking("auc.owl", 2));
    all.add(new ClassMetric.Cost(HARM, true));
    return all;
  }

  static Results evaluate(ClassSet set) {
    return InfluenceEvaluator.evaluate(List.of(set), CONFIDENCE, metrics());
  }

  static Measure measure(Results results, String metric, String model) {
    return results.measures().stream()
        .filter(m -> m.metric().equals(metric) && m.model().equals(model) && m.slice().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  static Comparison comparison(Results results, String metric) {
    return results.comparisons().stream()
        .filter(c -> c.metric().equals(metric) && c.slice().isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
