package dev.nightjar.influence;

import org.jspecify.annotations.Nullable;

/**
 * A number that says how good what a model said of rows is.
 *
 * @param <S> the sets that it can be measured on
 */
public interface RowMetric<S extends JudgedRows> {

  /** What gates call it. */
  String name();

  /** Whether a smaller value is the better one. */
  boolean lessIsBetter();

  /** The smallest value that it can have. */
  double least();

  /** The greatest value that it can have. */
  double most();

  /** How the interval of a difference from influences is called. */
  default String method() {
    return "jackknife";
  }

  /**
   * Whether the intervals of a value are made on the logit of its place between {@link #least} and
   * {@link #most}, both finite, as they are for shares and correlations.
   */
  default boolean logit() {
    return false;
  }

  /** Whether it is about the candidate alone, and compares nothing. */
  default boolean ofCandidate() {
    return false;
  }

  /**
   * How far, on average, the number of a row may be from the one seen, where it is a mean: rows
   * that are all alike do not make it certain. 0: nothing is known of that.
   */
  default double span(S set, int[] rows) {
    return 0;
  }

  /**
   * Its value and the rows' influences.
   *
   * @param rows the rows of the slice
   */
  Influences influences(S set, String role, int[] rows);

  /** Whether two models said the same as far as this metric can tell. */
  boolean alike(S set, String one, String other);

  /** What it is a share of, where it is one of right answers; null otherwise. */
  default @Nullable RightAnswers<S> right() {
    return null;
  }

  /**
   * Right answers among rows that no model chooses: of rows without weights, intervals are Wilson's
   * and Tango's.
   *
   * @param <S> the sets
   */
  interface RightAnswers<S extends JudgedRows> extends RowMetric<S> {

    /** Whether the row counts. */
    boolean concerns(S set, int row);

    /** Whether the model's answer is right. */
    boolean isRight(S set, String role, int row);

    @Override
    default RightAnswers<S> right() {
      return this;
    }

    /** The share, and how much each row moves it. */
    @Override
    default Influences influences(S set, String role, int[] rows) {
      return Influences.mean(
          set, rows, row -> concerns(set, row) ? (isRight(set, role, row) ? 1 : 0) : Double.NaN);
    }
  }
}
