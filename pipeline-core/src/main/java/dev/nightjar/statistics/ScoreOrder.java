package dev.nightjar.statistics;

/**
 * The rows of one model in ascending order of score; equal scores stay in the order of rows. Sorted
 * once, then cut into slices in linear time. Keeps the array of scores, which may not change.
 */
public final class ScoreOrder {

  private static final int DIGIT = 11;
  private static final int VALUES = 1 << DIGIT;

  private static final int LABEL = 1;
  private static final int TIED = 2;
  private static final int ROW = 2;

  /**
   * Row × 4 + label, and 2 more where the score is that of the place before, so that a walk over
   * the order needs no look-up.
   */
  private final int[] places;

  private final double[] scores;

  private ScoreOrder(int[] places, double[] scores) {
    this.places = places;
    this.scores = scores;
  }

  /**
   * Sorts by digits of the scores' bits, so that the time is linear. Labels are 0 or 1.
   *
   * @throws IllegalArgumentException for more than 2²⁹ rows, or a score that is not a number
   */
  public static ScoreOrder of(byte[] labels, double[] scores) {
    int n = scores.length;
    if (n > 1 << 29 || labels.length != n) {
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
      rows[i] = (i << ROW) | labels[i];
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
    for (int i = 1; i < n; i++) {
      rows[i] |= keys[i] == keys[i - 1] ? TIED : 0;
    }
    return new ScoreOrder(rows, scores);
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
    return places.length;
  }

  /** The score at that place of the order. */
  public double score(int place) {
    // Adding zero makes -0.0 equal to 0.0.
    return scores[row(place)] + 0.0;
  }

  /** Whether the score at that place of the order, which is not the first, is that before it. */
  public boolean tied(int place) {
    return (places[place] & TIED) != 0;
  }

  /** Whether the row at that place of the order is positive. */
  public boolean positive(int place) {
    return (places[place] & LABEL) != 0;
  }

  /** The row at that place of the order. */
  public int row(int place) {
    return places[place] >> ROW;
  }

  /**
   * The same order cut into disjoint slices: slice {@code s} takes the places from {@code
   * starts[s]} to {@code starts[s + 1]}, in ascending order of score.
   *
   * @param slice of each row, −1 for rows in none
   * @param starts one more than there are slices
   */
  public ScoreOrder cut(int[] slice, int[] starts) {
    int[] next = starts.clone();
    int[] cut = new int[starts[starts.length - 1]];
    // Scores by number, equal ones by the same: the last that each slice has got.
    int[] last = new int[starts.length];
    int score = 0;
    for (int place : places) {
      score += (place & TIED) == 0 ? 1 : 0;
      int s = slice[place >> ROW];
      if (s >= 0) {
        cut[next[s]++] = (place & ~TIED) | (last[s] == score ? TIED : 0);
        last[s] = score;
      }
    }
    return new ScoreOrder(cut, scores);
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
      positives += places[i] & LABEL;
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
      do {
        tiedPositives += places[end++] & LABEL;
      } while (end < to && tied(end));
      long tiedNegatives = end - start - tiedPositives;
      long twiceBelow = 2 * negativesBelow + tiedNegatives;
      long twiceAbove = 2 * (positives - positivesBelow) - tiedPositives;
      double ofPositive = twiceBelow / (2.0 * negatives);
      double ofNegative = twiceAbove / (2.0 * positives);
      for (int i = start; i < end; i++) {
        placements[row(i)] = positive(i) ? ofPositive : ofNegative;
      }
      twiceRight += tiedPositives * twiceBelow;
      positivesBelow += tiedPositives;
      negativesBelow += tiedNegatives;
      start = end;
    }
    return twiceRight / (2.0 * positives * negatives);
  }
}
