package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How differently a model treats groups: the greatest rate less the smallest. Source: Hardt, Price
 * and Srebro, "Equality of opportunity in supervised learning", NeurIPS 29 (2016); the greater of
 * two gaps for equalised odds as fairlearn has it.
 */
public enum Gap {
  /** Of the share that is called positive. */
  DEMOGRAPHIC_PARITY,
  /** Of the share of positives that is called positive. */
  EQUAL_OPPORTUNITY,
  /** The greater of the gaps of positives and of negatives that are called positive. */
  EQUALIZED_ODDS;

  /** What pipeline files call it. */
  public String metric() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Gap::metric).toList();
  }

  /**
   * Of the confusion matrices of groups: true positives, false positives, false negatives and true
   * negatives of each. NaN where a group has no rows of the denominator.
   */
  public double of(long[][] groups) {
    return switch (this) {
      case DEMOGRAPHIC_PARITY -> spread(groups, true, true);
      case EQUAL_OPPORTUNITY -> spread(groups, true, false);
      case EQUALIZED_ODDS -> Math.max(spread(groups, true, false), spread(groups, false, true));
    };
  }

  /** Rows of the smallest denominator. */
  public long rows(long[][] groups) {
    long least = Long.MAX_VALUE;
    for (long[] c : groups) {
      long positives = c[0] + c[2];
      long negatives = c[1] + c[3];
      long rows =
          switch (this) {
            case DEMOGRAPHIC_PARITY -> positives + negatives;
            case EQUAL_OPPORTUNITY -> positives;
            case EQUALIZED_ODDS -> Math.min(positives, negatives);
          };
      least = Math.min(least, rows);
    }
    return groups.length == 0 ? 0 : least;
  }

  private static double spread(long[][] groups, boolean positives, boolean negatives) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (long[] c : groups) {
      long called = (positives ? c[0] : 0) + (negatives ? c[1] : 0);
      long all = called + (positives ? c[2] : 0) + (negatives ? c[3] : 0);
      // NaN without rows: Math.min and max keep it.
      double rate = all == 0 ? Double.NaN : (double) called / all;
      least = Math.min(least, rate);
      most = Math.max(most, rate);
    }
    return groups.length == 0 ? Double.NaN : most - least;
  }
}
