package dev.nightjar.dataset;

/**
 * How small a side of the split, or a test set, may be. What is smaller is degenerate: a model that
 * was trained, tuned or judged on it says nothing.
 *
 * @param train fewest rows of the training side, at least 1
 * @param dev fewest rows of the dev side, at least 1
 * @param test fewest rows of each test set, at least 1
 * @param perClass fewest rows of each class, on every side and in every set, at least 1
 * @param maxGroupShare largest share of the rows that one group of the split, or one unit of a test
 *     set, may have; above 0 and at most 1, and 1 allows everything
 */
public record Minimum(int train, int dev, int test, int perClass, double maxGroupShare) {

  public Minimum {
    if (Math.min(Math.min(train, dev), Math.min(test, perClass)) < 1) {
      throw new IllegalArgumentException("a minimum is at least 1 row");
    }
    if (!(maxGroupShare > 0 && maxGroupShare <= 1)) {
      throw new IllegalArgumentException(
          "max_group_share is a share above 0 and at most 100%, not " + maxGroupShare);
    }
  }

  /** 100 rows of each side and set, 5 of each class, and 90 % in one group. */
  public static Minimum standard() {
    return new Minimum(100, 100, 100, 5, 0.9);
  }
}
