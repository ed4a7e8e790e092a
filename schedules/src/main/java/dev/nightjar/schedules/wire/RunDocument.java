package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param id its name: eight hexadecimal digits
 * @param lane empty for the real history
 * @param reason why it ended as it did, or its outcome; empty before
 * @param failure the class of the failure; null: it did not fail
 * @param cause what that class means
 * @param advice what a person can do about it
 * @param finishedAt null: it has not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunDocument(
    String id,
    String pipeline,
    String lane,
    Instant logicalTime,
    int ordinal,
    Digest pin,
    RunState.Status state,
    String reason,
    @Nullable FailureClass failure,
    @Nullable String cause,
    @Nullable String advice,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  /** The document of a run. */
  public static RunDocument of(Run run) {
    FailureClass failure = run.state().failure();
    return new RunDocument(
        run.id().hex(),
        run.slot().pipeline(),
        run.slot().lane(),
        run.slot().logicalTime(),
        run.ordinal(),
        run.pin(),
        run.state().status(),
        run.state().text(),
        failure,
        failure == null ? null : failure.cause(),
        failure == null ? null : failure.advice(),
        run.startedAt(),
        run.finishedAt());
  }

  /** The run of the document. */
  public Run run() {
    return new Run(
        new Slot(pipeline, lane, logicalTime),
        ordinal,
        pin,
        new RunState(state, reason, failure),
        startedAt,
        finishedAt);
  }
}
