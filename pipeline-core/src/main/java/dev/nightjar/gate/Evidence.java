package dev.nightjar.gate;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What gates look at. The references are named here and not guessed from the comparisons: a
 * champion whose comparison is missing must not look like a first night.
 *
 * @param champion version judged against, such as {@code v11}; null: this is a first night
 * @param baseline version, or {@code majority}; null: there is none
 * @param measures numbers of the models
 * @param comparisons candidate against {@code champion}, {@code baseline} and {@code majority}
 * @param corrected the same numbers with intervals of other confidences, for alternatives
 * @param costs metrics of the pipeline file's own of which less is better
 * @param spent test sets that were asked more often than they bear, each with a sentence on it
 * @param silent changes of rows under which nothing was measured, and measures of cases that were
 *     not asked, each with a sentence on it
 */
public record Evidence(
    @Nullable String champion,
    @Nullable String baseline,
    List<Measure> measures,
    List<Comparison> comparisons,
    List<Corrected> corrected,
    Set<String> costs,
    Map<String, String> spent,
    Map<String, String> silent) {

  static final double SAME_CONFIDENCE = 1e-9;

  public Evidence {
    corrected = List.copyOf(corrected);
    costs = Set.copyOf(costs);
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
    spent = Map.copyOf(spent);
    silent = Map.copyOf(silent);
  }

  /** Where no rows were changed. */
  public Evidence(
      @Nullable String champion,
      @Nullable String baseline,
      List<Measure> measures,
      List<Comparison> comparisons,
      List<Corrected> corrected,
      Set<String> costs,
      Map<String, String> spent) {
    this(champion, baseline, measures, comparisons, corrected, costs, spent, Map.of());
  }

  /** Of test sets none of which is spent. */
  public Evidence(
      @Nullable String champion,
      @Nullable String baseline,
      List<Measure> measures,
      List<Comparison> comparisons,
      List<Corrected> corrected,
      Set<String> costs) {
    this(champion, baseline, measures, comparisons, corrected, costs, Map.of());
  }

  /** The numbers with intervals of that confidence; without any where nobody made them. */
  Evidence at(double confidence) {
    for (Corrected c : corrected) {
      if (Math.abs(c.confidence() - confidence) < SAME_CONFIDENCE) {
        return new Evidence(
            champion, baseline, c.measures(), c.comparisons(), List.of(), costs, spent, silent);
      }
    }
    return new Evidence(champion, baseline, List.of(), List.of(), List.of(), costs, spent, silent);
  }

  /** Whether a smaller value of the metric is the better one. */
  boolean lessIsBetter(String metric) {
    return costs.contains(Under.metric(metric)) || Titles.lessIsBetter(metric);
  }

  /** What the gate's reference has on the rows that it judges; null when it was not measured. */
  @Nullable Measure measure(Gate gate, String slice) {
    String set = Seen.testSet(gate, this);
    return measures.stream()
        .filter(m -> m.model().equals(Seen.reference(gate)))
        .filter(m -> m.metric().equals(gate.metric()))
        .filter(m -> m.testSet().equals(set) && m.slice().equals(slice))
        .findFirst()
        .orElse(null);
  }

  /** The version behind a role; null when there is none, and for a role that has no versions. */
  @Nullable String version(String role) {
    return switch (role) {
      case "champion" -> champion;
      case "baseline" -> baseline;
      default -> null;
    };
  }

  /** Whether it is known that nothing stands behind the role. */
  boolean lacks(String role) {
    return (role.equals("champion") && champion == null)
        || (role.equals("baseline") && baseline == null);
  }
}
