package dev.nightjar.run;

import dev.nightjar.run.RunState.Status;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may work on a slot: the one set of rules that every ledger applies inside its transaction.
 *
 * @param clock the time
 * @param length how long a lease lasts without being renewed
 * @param liveness who is known to be gone; such a holder's lease is over at once
 */
public record LeaseRules(InstantSource clock, Duration length, Liveness liveness) {

  /** One minute, by the clock of this machine. */
  public static LeaseRules standard() {
    return new LeaseRules(
        InstantSource.system(), Duration.ofMinutes(1), Liveness.of(Holder.current()));
  }

  /** What a claim comes to. */
  public enum Answer {
    /** A new run begins. */
    BEGIN,
    /** The run that waits in the queue begins. */
    START,
    /** The interrupted run goes on. */
    RESUME,
    /**
     * The interrupted run is cancelled, since what it pinned has changed or a person wanted it to;
     * a new one begins.
     */
    REPLACE,
    /** The run that the queue let in is cancelled: somebody wanted that before it began. */
    CANCEL,
    DONE,
    HELD
  }

  /** Decides, for a slot that is (or, when null, is not) in the ledger. Pure but for the clock. */
  public Answer decide(
      @Nullable SlotStatus slot, Digest pin, Reprocess reprocess, Holder claimant) {
    if (slot == null) {
      return Answer.BEGIN;
    }
    Run latest = slot.latest();
    Status status = latest.state().status();
    if (status.isFinal()) {
      return reprocess.again(status) ? Answer.BEGIN : Answer.DONE;
    }
    if (status == Status.AWAITING_APPROVAL) {
      return Answer.DONE;
    }
    if (isHeld(slot) && !slot.isReservedFor(claimant)) {
      return Answer.HELD;
    }
    if (slot.cancel() != null) {
      // Who asks by hand wants a run all the same; who was let in only carries out what is due.
      return slot.isReservedFor(claimant) ? Answer.CANCEL : Answer.REPLACE;
    }
    if (status == Status.QUEUED) {
      return Answer.START;
    }
    return latest.pin().equals(pin) ? Answer.RESUME : Answer.REPLACE;
  }

  /** Whether the slot's latest run is this one, and waits for approval. */
  public static boolean isWaiting(SlotStatus slot, Run run) {
    return slot.latest().ordinal() == run.ordinal()
        && slot.latest().state().status() == Status.AWAITING_APPROVAL;
  }

  /** What happens to the old run when the answer is REPLACE. */
  public static RunEvent replaced(SlotStatus slot) {
    String cancel = slot.cancel();
    return cancel == null ? replaced() : new RunEvent.Cancelled(cancel);
  }

  /** The same when nobody wanted it to end. */
  public static RunEvent replaced() {
    return new RunEvent.Cancelled(
        "the pipeline or the program changed while it was interrupted; a new run took its place");
  }

  /** These rules, as of this instant. */
  public LeaseRules at(Instant now) {
    return new LeaseRules(InstantSource.fixed(now), length, liveness);
  }

  /** Now, in whole microseconds: what every database can keep. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** When a lease that is taken or renewed now ends. */
  public Instant until() {
    return now().plus(length);
  }

  /** What is answered when the answer is HELD. */
  public static Claim.HeldBy heldBy(SlotStatus slot) {
    Holder holder = slot.holder();
    Instant until = slot.until();
    if (holder == null || until == null) {
      throw new IllegalArgumentException("nobody holds " + slot.slot());
    }
    return new Claim.HeldBy(slot.latest(), holder, until);
  }

  /** Whether another process works on the slot: its lease lasts, and it is not known to be gone. */
  public boolean isHeld(SlotStatus slot) {
    Holder holder = slot.holder();
    Instant until = slot.until();
    return holder != null && until != null && until.isAfter(now()) && !liveness.isDead(holder);
  }
}
