package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.Reprocess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backfill; see {@link Backfill}.
 *
 * @param lane where its nights run; empty: the real history
 * @param reason why it is paused or over
 * @param finishedAt null: it is not over
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackfillDocument(
    long id,
    String pipeline,
    String lane,
    String nights,
    Reprocess reprocess,
    int parallel,
    BackfillOptions.Order order,
    boolean stopOnFailure,
    boolean allowDirty,
    BackfillState.Status state,
    String reason,
    BackfillProgress progress,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** The document of a backfill. */
  public static BackfillDocument of(Backfill backfill) {
    BackfillSpec spec = backfill.spec();
    BackfillOptions options = spec.options();
    return new BackfillDocument(
        backfill.id(),
        spec.pipeline(),
        spec.lane(),
        spec.nights(),
        options.reprocess(),
        options.parallel(),
        options.order(),
        options.stopOnFailure(),
        options.allowDirty(),
        backfill.state().status(),
        backfill.state().reason(),
        backfill.progress(),
        backfill.createdBy(),
        backfill.createdAt(),
        backfill.finishedAt());
  }

  /** The backfill of the document. */
  public Backfill backfill() {
    BackfillOptions options =
        new BackfillOptions(reprocess, parallel, order, stopOnFailure, allowDirty);
    return new Backfill(
        id,
        new BackfillSpec(pipeline, lane, nights, options),
        new BackfillState(state, reason),
        progress,
        createdBy,
        createdAt,
        finishedAt);
  }
}
