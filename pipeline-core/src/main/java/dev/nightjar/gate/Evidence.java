package dev.nightjar.gate;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gates look at. The references are named here and not guessed from the comparisons: a
 * champion whose comparison is missing must not look like a first night.
 *
 * @param champion version judged against, such as {@code v11}; null: this is a first night
 * @param baseline version, or {@code majority}; null: there is none
 * @param measures numbers of the candidate; those of other models are passed over
 * @param comparisons candidate against {@code champion}, {@code baseline} and {@code majority}
 */
public record Evidence(
    @Nullable String champion,
    @Nullable String baseline,
    List<Measure> measures,
    List<Comparison> comparisons) {

  public Evidence {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
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
