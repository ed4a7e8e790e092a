package dev.nightjar.sliceline;

/**
 * What slices are wanted.
 *
 * @param alpha weight of the error against the size, above 0 and at most 1; 0.95 in the paper
 * @param top at most so many, at least 1
 * @param support smallest number of rows of a slice, at least 1
 * @param level most columns that a slice may name; 0: any number
 * @param limit most slices that may be looked at, at least 1
 */
public record SliceQuery(double alpha, int top, int support, int level, long limit) {

  /** The weight of the error in the paper. */
  public static final double ALPHA = 0.95;

  /** Slices that are looked at unless said otherwise: some seconds of work. */
  public static final long LIMIT = 2_000_000;

  public SliceQuery {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha lies above 0 and is at most 1: " + alpha);
    }
    if (top < 1 || support < 1 || level < 0 || limit < 1) {
      throw new IllegalArgumentException(
          "expected top, support and limit of at least 1 and a level of at least 0, found %d, %d, %d, %d"
              .formatted(top, support, limit, level));
    }
  }

  /** With the paper's weight and the usual limit. */
  public static SliceQuery of(int top, int support, int level) {
    return new SliceQuery(ALPHA, top, support, level, LIMIT);
  }
}
