package dev.nightjar.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Many slots of a pipeline that somebody wants run, as one thing with a name. Of one lane of a
 * pipeline at most one is not over.
 *
 * @param id counted from 1 in its ledger
 * @param spec what was asked for
 * @param state where it stands
 * @param progress how far it is
 * @param createdBy who made it
 * @param createdAt when
 * @param finishedAt when it was over; null: it is not
 */
public record Backfill(
    long id,
    BackfillSpec spec,
    BackfillState state,
    BackfillProgress progress,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /**
   * The backfill after the event, which happened at this instant.
   *
   * @throws IllegalStateException when it is over already
   */
  public Backfill after(BackfillEvent event, Instant at) {
    BackfillState next;
    try {
      next = state.after(event);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("backfill " + id + ": " + e.getMessage(), e);
    }
    return new Backfill(
        id, spec, next, progress, createdBy, createdAt, next.status().isFinal() ? at : null);
  }

  /** The same so far. */
  public Backfill at(BackfillProgress now) {
    return new Backfill(id, spec, state, now, createdBy, createdAt, finishedAt);
  }

  /** The same with so many at once. */
  public Backfill withParallel(int many) {
    BackfillSpec faster =
        new BackfillSpec(
            spec.pipeline(), spec.lane(), spec.nights(), spec.options().withParallel(many));
    return new Backfill(id, faster, state, progress, createdBy, createdAt, finishedAt);
  }
}
