package dev.nightjar.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes test sets with models of known worth. */
final class Sets {

  private final SplittableRandom random;
  final byte[] labels;
  private final double[] truth;
  private final Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
  private final List<Slice> slices = new ArrayList<>();
  private int @Nullable [] units;

  Sets(int rows, long seed) {
    random = new SplittableRandom(seed);
    labels = new byte[rows];
    truth = new double[rows];
    for (int i = 0; i < rows; i++) {
      truth[i] = random.nextDouble();
      labels[i] = (byte) (random.nextDouble() < truth[i] ? 1 : 0);
    }
  }

  /** A model that knows the true probability, but for noise. */
  Sets model(String role, double noise) {
    return model(role, scores(noise), 0.5);
  }

  Sets model(String role, double[] scores, double threshold) {
    models.put(role, new ScoredSet.Scored(scores, threshold));
    return this;
  }

  double[] scores(double noise) {
    double[] scores = new double[truth.length];
    for (int i = 0; i < scores.length; i++) {
      double shaken = truth[i] + noise * (random.nextDouble() - 0.5);
      scores[i] = Math.min(0.999, Math.max(0.001, shaken));
    }
    return scores;
  }

  /** Cuts the rows into so many slices of one spec. */
  Sets slices(String spec, int count) {
    for (int s = 0; s < count; s++) {
      BitSet rows = new BitSet(labels.length);
      for (int i = s; i < labels.length; i += count) {
        rows.set(i);
      }
      slices.add(new Slice(spec, spec + "=" + s, rows));
    }
    return this;
  }

  Sets slice(Slice slice) {
    slices.add(slice);
    return this;
  }

  Sets units(int size) {
    units = new int[labels.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = i / size;
    }
    return this;
  }

  ScoredSet named(String name) {
    return new ScoredSet(name, labels, units, models, slices);
  }
}
