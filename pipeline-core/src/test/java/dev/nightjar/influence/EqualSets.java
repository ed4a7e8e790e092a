package dev.nightjar.influence;

import dev.nightjar.multiclass.BinaryMetrics;
import dev.nightjar.multiclass.ClassSet;
import dev.nightjar.multilabel.LabelSet;
import dev.nightjar.regression.NumberSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Nights of two models that are equally good, whatever they predict.
 *
 * @param rows of a night
 * @param unit rows of a unit, in which one model is better and in the next the other; 0: rows are
 *     independent
 * @param weighted whether rows have weights, from 1 to 5
 */
record EqualSets(int rows, int unit, boolean weighted) {

  static final String HARM = "harm";
  static final List<String> CLASSES = List.of("cat", "dog", "owl");
  static final List<String> LABELS = List.of("art", "music", "sport", "war");

  private static final double[] SHARES = {0.5, 0.3, 0.2};

  /** One night's chances. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Night(EqualSets sets, Random random, double[] shifts) {

    static Night of(EqualSets sets, long seed) {
      // Neighbouring seeds of Random begin alike.
      Random random = new Random(new SplittableRandom(seed).nextLong());
      int units = sets.unit == 0 ? 0 : (sets.rows + sets.unit - 1) / sets.unit;
      return new Night(sets, random, random.doubles(units, -0.5, 0.5).toArray());
    }

    /** By how much a model is better in a row than on the whole. */
    double shift(int row, String role) {
      return shifts.length == 0 ? 0 : shifts[row / sets.unit] * (role.equals("candidate") ? 1 : -1);
    }

    double @Nullable [] weights() {
      return sets.weighted ? random.ints(sets.rows, 1, 6).asDoubleStream().toArray() : null;
    }

    int @Nullable [] units() {
      return shifts.length == 0
          ? null
          : IntStream.range(0, sets.rows).map(row -> row / sets.unit).toArray();
    }

    <T> Map<String, T> models(Function<String, T> model) {
      Map<String, T> models = new LinkedHashMap<>();
      List.of("candidate", "champion").forEach(role -> models.put(role, model.apply(role)));
      return models;
    }

    /** The class with the greatest probability is called. */
    ClassSet.Said said(int[] actual, int classes, String role) {
      double[][] p = new double[classes][actual.length];
      int[] called = new int[actual.length];
      for (int row = 0; row < actual.length; row++) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          double skill = c == actual[row] ? 1.2 + shift(row, role) : 0;
          p[c][row] = Math.exp(skill + random.nextGaussian());
          sum += p[c][row];
        }
        for (int c = 0; c < classes; c++) {
          p[c][row] /= sum;
          called[row] = p[c][row] > p[called[row]][row] ? c : called[row];
        }
      }
      return new ClassSet.Said(called, p);
    }

    ClassSet classes(List<String> names, int[] actual) {
      double[][] costs = new double[names.size()][actual.length];
      for (int c = 0; c < costs.length; c++) {
        int called = c;
        Arrays.setAll(
            costs[c], row -> called == actual[row] ? 0 : 1 + 3 * called + actual[row] * row % 3);
      }
      return new ClassSet(
          "recent",
          names,
          actual,
          weights(),
          units(),
          models(role -> said(actual, names.size(), role)),
          List.of(),
          Map.of(HARM, costs));
    }

    int[][] flipped(int[][] of, String role, double chance) {
      int[][] to = new int[of.length][];
      for (int row = 0; row < to.length; row++) {
        int[] labels = of[row];
        double own = chance * (1 - shift(row, role));
        to[row] =
            IntStream.range(0, LABELS.size())
                .filter(
                    l -> Arrays.stream(labels).anyMatch(a -> a == l) != random.nextDouble() < own)
                .toArray();
      }
      return to;
    }
  }

  /** Of several classes, with probabilities and costs. */
  ClassSet classes(long seed) {
    Night night = Night.of(this, seed);
    int[] actual =
        night
            .random
            .doubles(rows)
            .mapToInt(u -> u < SHARES[0] ? 0 : u < SHARES[0] + SHARES[1] ? 1 : 2)
            .toArray();
    return night.classes(CLASSES, actual);
  }

  /** Of two classes. */
  ClassSet two(long seed) {
    Night night = Night.of(this, seed);
    int[] actual = night.random.doubles(rows).mapToInt(u -> u < 0.4 ? 1 : 0).toArray();
    return night.classes(BinaryMetrics.CLASSES, actual);
  }

  /** Of sets of labels. */
  LabelSet labels(long seed) {
    Night night = Night.of(this, seed);
    int[][] actual = labels(night.random);
    return new LabelSet(
        "recent",
        LABELS,
        actual,
        night.weights(),
        night.units(),
        night.models(role -> night.flipped(actual, role, 0.15)),
        List.of());
  }

  /** As often in every unit: a model that is better where there are more of them is better. */
  private int[][] labels(Random random) {
    return Stream.generate(
            () ->
                IntStream.range(0, LABELS.size()).filter(l -> random.nextDouble() < 0.3).toArray())
        .limit(rows)
        .toArray(int[][]::new);
  }

  /** Of numbers. */
  NumberSet numbers(long seed) {
    Night night = Night.of(this, seed);
    double[] actual = night.random.doubles(rows, 10, 30).toArray();
    return new NumberSet(
        "recent",
        actual,
        night.weights(),
        night.units(),
        night.models(
            role ->
                IntStream.range(0, rows)
                    .mapToDouble(
                        row ->
                            actual[row]
                                + 3 * (1 - night.shift(row, role)) * night.random.nextGaussian())
                    .toArray()),
        List.of());
  }
}
