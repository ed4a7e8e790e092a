package dev.nightjar.evaluation;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;

/**
 * What an evaluation found, in the order of sets, slices (all rows first), metrics and models.
 *
 * @param measures of every model
 * @param comparisons of the candidate against every other model
 * @param curves of every model on all rows of each set
 */
public record Results(
    List<Measure> measures, List<Comparison> comparisons, List<Evaluation.Curves> curves) {

  public Results {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
    curves = List.copyOf(curves);
  }
}
