package dev.nightjar.jobs;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every metric on the dev rows: for the record, never for a gate. */
final class DevMeasures {

  private DevMeasures() {}

  static Map<String, Double> of(double[] scores, byte[] labels, double threshold) {
    ScoredSet dev =
        new ScoredSet(
            "dev",
            labels,
            null,
            Map.of("candidate", new ScoredSet.Scored(scores, threshold)),
            List.of());
    Map<String, Double> values = new TreeMap<>();
    Settings settings = new Settings(0.95, 0, 100, Metrics.all());
    for (Measure measure : Evaluator.evaluate(List.of(dev), settings).measures()) {
      values.put(measure.metric(), measure.value());
    }
    return values;
  }
}
