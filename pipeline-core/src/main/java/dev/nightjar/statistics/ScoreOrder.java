package dev.nightjar.statistics;

/**
 * The rows of one model in ascending order of score; equal scores stay in the order of rows. Sorted
 * once, then cut into slices in linear time.
 */
public final class ScoreOrder {

  private static final int DIGIT = 11;
  private static final int VALUES = 1 << DIGIT;

  /** Row × 2 + label, so that a walk over the order needs no look-up. */
  private final int[] rows;

  private final double[] scores;

  private ScoreOrder(int[] rows, double[] scores) {
    this.rows = rows;
    this.scores = scores;
  }

  /**
   * Sorts by digits of the scores' bits, so that the time is linear. Labels are 0 or 1.
   *
   * @throws IllegalArgumentException for more than 2³⁰ rows, or a score that is not a number
   */
  public static ScoreOrder of(byte[] labels, double[] scores) {
    int n = scores.length;
    if (n > 1 << 30 || labels.length != n) {
      throw new IllegalArgumentException(n + " scores, " + labels.length + " labels");
    }
    long[] keys = new long[n];
    int[] rows = new int[n];
    long varying = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("the score of row " + i + " is not a number");
      }
      // Adding zero makes -0.0 equal to 0.0. Flipped this way the bits sort as the numbers do.
      long bits = Double.doubleToRawLongBits(scores[i] + 0.0);
      keys[i] = bits ^ ((bits >> 63) | Long.MIN_VALUE);
      rows[i] = (i << 1) | labels[i];
      varying |= keys[i] ^ keys[0];
    }
    long[] otherKeys = new long[n];
    int[] otherRows = new int[n];
    for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
      if (((varying >>> shift) & (VALUES - 1)) != 0) {
        sortDigit(shift, keys, rows, otherKeys, otherRows);
        long[] k = keys;
        keys = otherKeys;
        otherKeys = k;
        int[] r = rows;
        rows = otherRows;
        otherRows = r;
      }
    }
    double[] sorted = new double[n];
    for (int i = 0; i < n; i++) {
      long key = keys[i];
      sorted[i] = Double.longBitsToDouble(key ^ ((~key >> 63) | Long.MIN_VALUE));
    }
    return new ScoreOrder(rows, sorted);
  }

  private static void sortDigit(int shift, long[] keys, int[] rows, long[] toKeys, int[] toRows) {
    int[] next = new int[VALUES + 1];
    for (long key : keys) {
      next[(int) ((key >>> shift) & (VALUES - 1)) + 1]++;
    }
    for (int d = 0; d < VALUES; d++) {
      next[d + 1] += next[d];
    }
    for (int i = 0; i < keys.length; i++) {
      int to = next[(int) ((keys[i] >>> shift) & (VALUES - 1))]++;
      toKeys[to] = keys[i];
      toRows[to] = rows[i];
    }
  }

  /** The number of rows. */
  public int size() {
    return rows.length;
  }

  /** The score at that place of the order. */
  public double score(int place) {
    return scores[place];
  }

  /** Whether the row at that place of the order is positive. */
  public boolean positive(int place) {
    return (rows[place] & 1) == 1;
  }

  /** The row at that place of the order. */
  public int row(int place) {
    return rows[place] >> 1;
  }

  /**
   * The same order cut into disjoint slices: slice {@code s} takes the places from {@code
   * starts[s]} to {@code starts[s + 1]}, in ascending order of score.
   *
   * @param slice of each row, −1 for rows in none
   * @param starts one more than there are slices
   */
  public ScoreOrder cut(int[] slice, int[] starts) {
    int size = starts[starts.length - 1];
    int[] next = starts.clone();
    int[] cutRows = new int[size];
    double[] cutScores = new double[size];
    for (int i = 0; i < rows.length; i++) {
      int s = slice[rows[i] >> 1];
      if (s >= 0) {
        int to = next[s]++;
        cutRows[to] = rows[i];
        cutScores[to] = scores[i];
      }
    }
    return new ScoreOrder(cutRows, cutScores);
  }

  /**
   * The placement of each row among the rows of the other class: for a positive the share of
   * negatives that score below it, for a negative the share of positives that score above it, ties
   * counting one half. These are the structural components of DeLong et al. (1988), found in one
   * walk as by Sun and Xu's midranks (2014).
   *
   * @param from first place
   * @param to place after the last
   * @param placements receives the placement of each row, by row
   * @return the area under the ROC curve of these places, NaN when a class is missing
   */
  public double place(int from, int to, double[] placements) {
    long positives = 0;
    for (int i = from; i < to; i++) {
      positives += rows[i] & 1;
    }
    long negatives = to - from - positives;
    long positivesBelow = 0;
    long negativesBelow = 0;
    // Twice the number of (positive, negative) pairs in the right order: whole, so exact.
    long twiceRight = 0;
    int start = from;
    while (start < to) {
      int end = start;
      long tiedPositives = 0;
      while (end < to && scores[end] == scores[start]) {
        tiedPositives += rows[end++] & 1;
      }
      long tiedNegatives = end - start - tiedPositives;
      long twiceBelow = 2 * negativesBelow + tiedNegatives;
      long twiceAbove = 2 * (positives - positivesBelow) - tiedPositives;
      double ofPositive = twiceBelow / (2.0 * negatives);
      double ofNegative = twiceAbove / (2.0 * positives);
      for (int i = start; i < end; i++) {
        placements[rows[i] >> 1] = (rows[i] & 1) == 1 ? ofPositive : ofNegative;
      }
      twiceRight += tiedPositives * twiceBelow;
      positivesBelow += tiedPositives;
      negativesBelow += tiedNegatives;
      start = end;
    }
    return twiceRight / (2.0 * positives * negatives);
  }
}
