package dev.nightjar.run;

/**
 * How a backfill goes about its slots.
 *
 * @param reprocess which slots that are done are run again
 * @param parallel how many are worked on at once, over all processes
 * @param order in which they are begun; judged they are by date in either case
 * @param stopOnFailure whether the first one that fails leaves what has not begun
 * @param allowDirty whether code with changes that are not committed may promote
 */
public record BackfillOptions(
    Reprocess reprocess, int parallel, Order order, boolean stopOnFailure, boolean allowDirty) {

  /** In which order slots are begun. */
  public enum Order {
    OLD_TO_NEW,
    NEW_TO_OLD
  }

  /** Throws {@link IllegalArgumentException} when nothing could run. */
  public BackfillOptions {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "--parallel: at least one night at a time, found " + parallel);
    }
  }

  /** One after another, the oldest first, whatever fails. */
  public static BackfillOptions of(Reprocess reprocess) {
    return new BackfillOptions(reprocess, 1, Order.OLD_TO_NEW, false, false);
  }

  /** The same with so many at once. */
  public BackfillOptions withParallel(int many) {
    return new BackfillOptions(reprocess, many, order, stopOnFailure, allowDirty);
  }
}
