package dev.nightjar.schedules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.Reprocess;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as a document: flat, for people and programs.
 *
 * @param promotes whether its nights move the real champion
 * @param nights as they were named
 * @param reason why it is paused or over
 * @param total how many slots are to be run
 * @param over how many of them are over
 * @param failed how many of those did not end well
 * @param secondsLeft about how long the rest takes; null: nobody knows yet, or it is over
 * @param finishedAt null: it is not over
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BackfillView(
    long id,
    String pipeline,
    String lane,
    boolean promotes,
    String nights,
    Reprocess reprocess,
    int parallel,
    BackfillOptions.Order order,
    boolean stopOnFailure,
    BackfillState.Status state,
    String reason,
    int total,
    int waiting,
    int over,
    int failed,
    @Nullable Long secondsLeft,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** Of what the ledger has. */
  public static BackfillView of(Backfill backfill) {
    BackfillOptions options = backfill.spec().options();
    Duration left = backfill.progress().left(options.parallel()).orElse(null);
    return new BackfillView(
        backfill.id(),
        backfill.spec().pipeline(),
        backfill.spec().lane(),
        backfill.spec().promotes(),
        backfill.spec().nights(),
        options.reprocess(),
        options.parallel(),
        options.order(),
        options.stopOnFailure(),
        backfill.state().status(),
        backfill.state().reason(),
        backfill.progress().total(),
        backfill.progress().waiting(),
        backfill.progress().over(),
        backfill.progress().failed(),
        left == null || backfill.state().status().isFinal() ? null : left.toSeconds(),
        backfill.createdBy(),
        backfill.createdAt(),
        backfill.finishedAt());
  }
}
