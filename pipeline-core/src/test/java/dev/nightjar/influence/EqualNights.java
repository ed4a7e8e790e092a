package dev.nightjar.influence;

import dev.nightjar.multiclass.BinaryMetrics;
import dev.nightjar.multiclass.ClassMetric;
import dev.nightjar.multiclass.ClassMetrics;
import dev.nightjar.multiclass.ClassSet;
import dev.nightjar.multilabel.LabelMetric;
import dev.nightjar.multilabel.LabelMetrics;
import dev.nightjar.regression.NumberMetrics;
import dev.nightjar.statistics.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** On which share of nights a model that is equal would be promoted, metric by metric. */
final class EqualNights {

  private static final double CONFIDENCE = 0.95;

  private EqualNights() {}

  static Map<String, Double> ofClasses(EqualSets sets, int nights, long seed) {
    List<ClassMetric> metrics = new ArrayList<>(ClassMetrics.all());
    metrics.addAll(ClassMetrics.single(EqualSets.CLASSES));
    metrics.add(new ClassMetric.Cost(EqualSets.HARM, true));
    return promoted(sets::classes, metrics, nights, seed);
  }

  static Map<String, Double> ofTwoClasses(EqualSets sets, int nights, long seed) {
    List<RowMetric<ClassSet>> metrics = new ArrayList<>(BinaryMetrics.all());
    metrics.add(new ClassMetric.Cost(EqualSets.HARM, true));
    return promoted(sets::two, metrics, nights, seed);
  }

  static Map<String, Double> ofLabels(EqualSets sets, int nights, long seed) {
    List<LabelMetric> metrics =
        Stream.concat(LabelMetrics.all().stream(), LabelMetrics.single(EqualSets.LABELS).stream())
            .toList();
    return promoted(sets::labels, metrics, nights, seed);
  }

  static Map<String, Double> ofNumbers(EqualSets sets, int nights, long seed) {
    return promoted(sets::numbers, NumberMetrics.all(), nights, seed);
  }

  private static <S extends JudgedRows> Map<String, Double> promoted(
      LongFunction<S> night, List<? extends RowMetric<S>> metrics, int nights, long seed) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < nights; i++) {
      for (Comparison c :
          InfluenceEvaluator.evaluate(List.of(night.apply(seed + i)), CONFIDENCE, metrics)
              .comparisons()) {
        shares.merge(c.metric(), c.low() > 0 ? 1.0 / nights : 0, Double::sum);
      }
    }
    return shares;
  }
}
