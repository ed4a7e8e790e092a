package dev.nightjar.run;

/**
 * What is going on in a pool, as far as it decides how many runs may begin.
 *
 * @param tag whose pool
 * @param places how many runs at once
 * @param taken how many go on
 * @param wanted whether the slot of a schedule waits for a place
 */
public record PoolLine(String tag, int places, int taken, boolean wanted) {

  /** Whose turn it is. */
  public enum Priority {
    /** A slot that was due, or that a person queued. */
    SCHEDULE,
    /** A night of a backfill: it takes no place that a schedule waits for. */
    BACKFILL
  }

  /**
   * How many may begin. Pure. Places may be fewer than are taken: somebody made the pool smaller.
   */
  public int room(Priority who) {
    return who == Priority.BACKFILL && wanted ? 0 : Math.max(0, places - taken);
  }
}
