package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Backfills, their slots, and who may work on which: the part of the ledger that lets any number of
 * processes share one backfill. What a backfill has begun is no schedule's until it is over there:
 * {@link SlotQueue} does not see it.
 *
 * <p>Thread-safe, and safe between processes: what is decided about one backfill is decided by one
 * process at a time, and costs the same however many slots it has. Methods that take an id throw
 * {@link LedgerException} when there is no such backfill.
 */
public interface BackfillQueue {

  /**
   * The answer to who wants a backfill.
   *
   * @param backfill the one that is to be worked at
   * @param joined whether it was there before
   */
  record Opened(Backfill backfill, boolean joined) {}

  /**
   * The answer to who wants work.
   *
   * @param backfill as it stands now
   * @param task what to do; null: nothing now
   */
  record Admitted(Backfill backfill, @Nullable BackfillTask task) {}

  /**
   * Makes a backfill, or joins the one that is not over and asks for the same; its parallelism is
   * then this one's, and its slots stay as they were planned first.
   *
   * @param plan its slots by logical time
   * @param by who wants it
   * @throws IllegalStateException when another backfill of the lane is not over; the message names
   *     it
   */
  Opened open(BackfillSpec spec, BackfillPlan plan, String by);

  /**
   * Lets one slot begin, or goes on with one whose worker was lost; {@link BackfillLine#choose}
   * says which, and the pools of its tags whether. Whatever a lost worker could not tell any more
   * is written down first.
   *
   * @param pin what a new run is queued with; it begins with what is valid then
   */
  Admitted admit(long id, Digest pin, Holder holder);

  /**
   * Writes down what came of a task: its run was left when it was prepared, or is over. The lease
   * of a run that was left is given back with it; who does not hold it any more writes nothing.
   * Doing it twice does it once.
   *
   * @param took how long it was worked on
   */
  Backfill settle(BackfillTask task, Run run, Duration took);

  /** Begins nothing more for now; what runs goes on to its end. */
  Backfill pause(long id, String reason);

  /** Ends the pause. */
  Backfill resume(long id);

  /**
   * Ends the backfill: what waits is CANCELLED, and so is what runs, before its next step. Asked
   * again it ends what a worker that was lost has left.
   */
  Backfill cancel(long id, String reason);

  /** The backfill, or empty when there is none. */
  Optional<Backfill> find(long id);

  /** Those that were made last, the newest first. */
  default List<Backfill> recent(int limit) {
    return before(Long.MAX_VALUE, limit);
  }

  /** Those that were made before the one of this number, the newest first. */
  List<Backfill> before(long id, int limit);

  /** Those with something to do: they are RUNNING, or have nights that have not come to rest. */
  List<Backfill> working();

  /** The slots, by logical time. */
  List<BackfillSlot> slots(long id);
}
