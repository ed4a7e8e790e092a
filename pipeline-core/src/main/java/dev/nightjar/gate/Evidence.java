package dev.nightjar.gate;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
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
 * @param measures numbers of the candidate; those of other models are passed over
 * @param comparisons candidate against {@code champion}, {@code baseline} and {@code majority}
 * @param costs metrics of the pipeline file's own of which less is better
 * @param spent test sets that were asked more often than they bear, each with a sentence on it
 */
public record Evidence(
    @Nullable String champion,
    @Nullable String baseline,
    List<Measure> measures,
    List<Comparison> comparisons,
    Set<String> costs,
    Map<String, String> spent) {

  public Evidence {
    costs = Set.copyOf(costs);
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
    spent = Map.copyOf(spent);
  }

  /** Of test sets none of which is spent. */
  public Evidence(
      @Nullable String champion,
      @Nullable String baseline,
      List<Measure> measures,
      List<Comparison> comparisons,
      Set<String> costs) {
    this(champion, baseline, measures, comparisons, costs, Map.of());
  }

  /** Whether a smaller value of the metric is the better one. */
  boolean lessIsBetter(String metric) {
    return costs.contains(metric) || Titles.lessIsBetter(metric);
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
