package dev.nightjar.statistics;

import java.util.List;

/**
 * Numbers with the wider intervals that alternatives need: of k of them each is judged at 1 − α/k,
 * so that all together err no more often than one at 1 − α (Bonferroni).
 *
 * @param confidence one-sided, of every interval in here
 */
public record Corrected(double confidence, List<Measure> measures, List<Comparison> comparisons) {

  public Corrected {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
  }

  /** The confidence of each of so many alternatives. */
  public static double confidence(double confidence, int alternatives) {
    return 1 - (1 - confidence) / alternatives;
  }
}
