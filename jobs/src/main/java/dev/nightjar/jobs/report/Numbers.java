package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds a measure or comparison by what it is about. Only asked, never walked. */
final class Numbers {

  private record Key(String who, String metric, String testSet, String slice) {}

  private final Map<Key, Measure> measures = new HashMap<>();
  private final Map<Key, Comparison> comparisons = new HashMap<>();

  Numbers(Evaluation evaluation) {
    for (Measure m : evaluation.measures()) {
      measures.put(new Key(m.model(), m.metric(), m.testSet(), m.slice()), m);
    }
    for (Comparison c : evaluation.comparisons()) {
      comparisons.put(new Key(c.against(), c.metric(), c.testSet(), c.slice()), c);
    }
  }

  @Nullable Measure measure(String model, String metric, String testSet, String slice) {
    return measures.get(new Key(model, metric, testSet, slice));
  }

  @Nullable Comparison comparison(String against, String metric, String testSet, String slice) {
    return comparisons.get(new Key(against, metric, testSet, slice));
  }
}
