package dev.nightjar.reuse;

import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.ReuseBound;

/**
 * A number on a test set that a gate speaks of, and how many rows it takes to know it well enough
 * each time that it is asked for.
 */
public sealed interface Gated {

  /** The metric. */
  String metric();

  /** The slice; empty for all rows. */
  String slice();

  /** Rows of the metric's own denominator. */
  long n();

  /**
   * The rows that are needed, of the same denominator.
   *
   * @param lnCount natural logarithm of the number of comparisons
   */
  long needed(double lnCount, double epsilon, double delta);

  /** A mean of values from 0 to 1 of the candidate alone. */
  record Value(String metric, String slice, long n) implements Gated {
    @Override
    public long needed(double lnCount, double epsilon, double delta) {
      return ReuseBound.value(lnCount, epsilon, delta);
    }
  }

  /** A difference of two such means. */
  record Difference(String metric, String slice, long n) implements Gated {
    @Override
    public long needed(double lnCount, double epsilon, double delta) {
      return ReuseBound.difference(lnCount, epsilon, delta);
    }
  }

  /**
   * A difference of two shares of right decisions.
   *
   * @param differing rows of its denominator on which the models decided otherwise
   */
  record Decided(String metric, String slice, long n, long differing) implements Gated {

    /** Beyond this even the exact interval of a share is that of any share. */
    private static final double MOST = 30;

    public Decided {
      if (differing < 0 || differing > n) {
        throw new IllegalArgumentException(differing + " of " + n);
      }
    }

    /** The same, as if the models had disagreed on at least this share of rows. */
    Decided disagreeing(double share) {
      long least = (long) Math.ceil(share * n);
      return new Decided(metric, slice, n, Math.max(differing, least));
    }

    /** Half of delta is for the disagreement, which is not known but counted. */
    @Override
    public long needed(double lnCount, double epsilon, double delta) {
      if (n == 0) {
        return ReuseBound.difference(lnCount, epsilon, delta, 1);
      }
      double each = delta / 2 / Math.exp(Math.min(lnCount, MOST));
      double most = Proportion.clopperPearson(differing, n, 1 - each).high();
      return ReuseBound.difference(lnCount, epsilon, delta, most);
    }
  }
}
