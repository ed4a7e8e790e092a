package dev.nightjar.run;

import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Slots, runs, attempts and leases: coordination, not facts. There is one slot for a pipeline, a
 * lane and a logical time, and one lease on it.
 *
 * <p>Thread-safe, and safe between processes. What a method acknowledged survives the end of the
 * process. Methods that take a {@link Lease} throw {@link LeaseLost}, and change nothing, when the
 * slot was claimed by another since. Every method throws {@link LedgerException} when the ledger
 * does not answer.
 */
public interface RunLedger extends AutoCloseable {

  /**
   * The ledger's own time, by which leases end: where several machines share a ledger it is that of
   * the database, so that their clocks may differ.
   */
  Instant now();

  /**
   * Asks to work on a slot, by the rules of {@link LeaseRules} and {@link Reprocess}. A run that
   * was interrupted goes on under its own id when {@code pin} is what it was begun with; otherwise
   * it is cancelled and a new one begins. Attempts that were going on in it become LOST.
   */
  default Claim claim(Slot slot, Digest pin, Reprocess reprocess, Holder holder) {
    return claim(slot, pin, reprocess, holder, RunOptions.NONE);
  }

  /**
   * The same.
   *
   * @param options of a new run, if one begins; one that goes on or waits keeps its own
   */
  Claim claim(Slot slot, Digest pin, Reprocess reprocess, Holder holder, RunOptions options);

  /**
   * Asks to end a run that waits for approval. While somebody does, nobody else may, and who wants
   * it cancelled comes too late; a worker that is lost leaves it waiting.
   *
   * @return that the caller may, that another does, or the run as it is when it waits no more
   */
  Claim claimWaiting(Run run, Holder holder);

  /**
   * Makes the lease last its full length from now; it may have expired, if nobody took it.
   *
   * @throws CancelRequested when somebody wants the run to end; the lease is renewed all the same
   */
  void renew(Lease lease);

  /**
   * Asks for the end of the slot's live run. One that nobody works on is CANCELLED at once; a
   * worker hears of it when it renews its lease, and one that was let in and has not begun, when it
   * claims the slot. A run that is over stays as it is.
   *
   * @return the run as it is now
   * @throws LedgerException when there is no such slot
   */
  Run cancel(Slot slot, String reason);

  /** The slots that schedules make due. */
  SlotQueue queue();

  /** The backfills. */
  BackfillQueue backfills();

  /** What runs share. */
  Pools pools();

  /** What people are told. */
  Outbox outbox();

  /** What it holds, a page at a time. */
  RunListing listing();

  /** Gives an unfinished run back, to be resumed by anyone at once. A lost lease is no error. */
  void release(Lease lease);

  /**
   * Applies the event to the run's state. A final state, and AWAITING_APPROVAL, end the lease.
   *
   * @return the run after it
   * @throws IllegalStateException when the event cannot happen in the run's state
   */
  default Run apply(Lease lease, RunEvent event) {
    return apply(lease, event, List.of());
  }

  /** The same, and writes down what people are told of it: both or neither. */
  Run apply(Lease lease, RunEvent event, List<Announcement> announcements);

  /** Writes down that a try of a step begins; numbered from 1 for each step of the run. */
  Attempt startAttempt(Lease lease, String step);

  /** Writes down how the attempt of the same step and number ended. */
  void finishAttempt(Lease lease, Attempt finished);

  /**
   * Writes down that a slot is not run, and why. A slot that has a run keeps it.
   *
   * @return the slot's latest run
   */
  Run skip(Slot slot, Digest pin, String reason);

  /** The slot, or empty when it was never claimed or skipped. */
  Optional<SlotStatus> slot(Slot slot);

  /** The slots of a pipeline's lane, by logical time. */
  List<SlotStatus> slots(String pipeline, String lane);

  /** The slots on which somebody has a lease, whether or not it lasts still. */
  List<SlotStatus> leased();

  /** The slot's runs, by ordinal. */
  List<Run> runs(Slot slot);

  /** The runs that were begun last, of all pipelines and lanes, the newest first. */
  List<Run> recent(int limit);

  /** The same of one pipeline, in all lanes. */
  List<Run> recent(String pipeline, int limit);

  /** The run of this id, or empty when there is none. */
  Optional<Run> run(String id);

  /** The attempts of the run, in the order in which they began. */
  List<Attempt> attempts(Run run);

  @Override
  void close();
}
