package dev.nightjar.access;

import java.time.Instant;

/**
 * Who did what, or tried to.
 *
 * @param at when
 * @param actor the token's name, or the local user
 * @param verb what: {@code run.cancel}, {@code model.promote}
 * @param object to what: a run's id, a pipeline, a model and version
 * @param reason why, as the actor said; empty: nothing was asked
 * @param outcome what became of it
 * @param detail the sentence that the actor was answered when it came to nothing; otherwise empty
 * @param origin from where: an address, or {@code command line}
 */
public record AuditEntry(
    Instant at,
    String actor,
    String verb,
    String object,
    String reason,
    Outcome outcome,
    String detail,
    String origin) {

  private static final int LONGEST = 2000;

  /** What became of an act. */
  public enum Outcome {
    DONE,
    /** Not allowed, or not by whom it was said to be. */
    REFUSED,
    /** Allowed, and it did not come to be. */
    FAILED
  }

  public AuditEntry {
    actor = cut(actor);
    verb = cut(verb);
    object = cut(object);
    reason = cut(reason);
    detail = cut(detail);
    origin = cut(origin);
  }

  /** A stranger cannot fill the ledger with one line. */
  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
