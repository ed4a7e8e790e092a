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
 */
public record Promotion(
    Outcome outcome,
    String version,
    @Nullable String championBefore,
    @Nullable String championAfter,
    long position) {

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
    HELD
  }
}
