package dev.nightjar.registry;

import org.jspecify.annotations.Nullable;

/** What came of a {@link PromotionRequest}. */
public sealed interface PromotionOutcome {

  /** Number of entries in the registry's log after it. */
  long position();

  /**
   * The event is in the log.
   *
   * @param version the new champion
   * @param championBefore the one it replaced; null: there was none
   * @param fresh false when the same promotion was done before
   */
  record Promoted(String version, @Nullable String championBefore, long position, boolean fresh)
      implements PromotionOutcome {}

  /**
   * Nothing was written: a champion for the same or a later night is there, and judging again would
   * not change that.
   *
   * @param why in one sentence
   * @param champion who is champion now; null: nobody
   */
  record Superseded(String why, @Nullable String champion, long position)
      implements PromotionOutcome {}

  /**
   * Nothing was written: the version's training data were taken back or found wrong. Only a person
   * makes it champion, by force.
   *
   * @param why in one sentence
   * @param champion who is champion now; null: nobody
   */
  record Tainted(String why, @Nullable String champion, long position)
      implements PromotionOutcome {}

  /**
   * Nothing was written: the champion is another than the one judged against, or the snapshot that
   * was judged does not stand any more. Judge again.
   *
   * @param why in one sentence
   * @param champion who is champion now; null: nobody
   */
  record Stale(String why, @Nullable String champion, long position) implements PromotionOutcome {}
}
