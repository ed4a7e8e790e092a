package dev.nightjar.decision;

import org.jspecify.annotations.Nullable;

/**
 * What the promote step did.
 *
 * @param outcome what came of it
 * @param version the candidate's version in the registry
 * @param championBefore null: there was none
 * @param championAfter null: there is none
 * @param position of the registry's log after it
 * @param note what a person said, or is asked for; null: nothing
 */
public record Promotion(
    Outcome outcome,
    String version,
    @Nullable String championBefore,
    @Nullable String championAfter,
    long position,
    @Nullable String note) {

  /** What a step did without a person. */
  public Promotion(
      Outcome outcome,
      String version,
      @Nullable String championBefore,
      @Nullable String championAfter,
      long position) {
    this(outcome, version, championBefore, championAfter, position, null);
  }

  /** What can come of a promote step. */
  public enum Outcome {
    PROMOTED,
    KEPT,
    /** The champion is no longer the one that the candidate was judged against. */
    STALE,
    /** Not promoted although the verdict is PROMOTE: a later night's champion stands. */
    SUPERSEDED,
    /** Not promoted although the verdict is PROMOTE: its training data were found wrong. */
    TAINTED,
    /**
     * Not promoted although the verdict is PROMOTE: the code has changes that are not committed.
     */
    DIRTY,
    /** A first candidate that waits for a person. */
    HELD,
    /** The verdict is PROMOTE, and the night waits for a person's approval. */
    AWAITING_APPROVAL,
    /** Not promoted although the verdict is PROMOTE: a person said no. */
    REFUSED,
    /** Not promoted although the verdict is PROMOTE: nobody approved it before it was too late. */
    EXPIRED
  }
}
