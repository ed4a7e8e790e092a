package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 * @param of the earlier run of the slot that it follows; null: none
 * @param from the first step that it does again whatever was made before; null: none
 * @param params values that were given for the pipeline's parameters; null: none
 * @param notes what differs from the earlier run; null: nothing was noted
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
    @Nullable Instant finishedAt,
    @Nullable String of,
    @Nullable String from,
    @Nullable Map<String, String> params,
    @Nullable List<String> notes) {

  /** The document of a run. */
  public static RunDocument of(Run run) {
    FailureClass failure = run.state().failure();
    RunOptions options = run.options();
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
        run.finishedAt(),
        options.of() == null ? null : options.of().hex(),
        options.from(),
        options.params().isEmpty() ? null : options.params(),
        options.notes().isEmpty() ? null : options.notes());
  }

  /** The run of the document. */
  public Run run() {
    return new Run(
        new Slot(pipeline, lane, logicalTime),
        ordinal,
        pin,
        new RunState(state, reason, failure),
        startedAt,
        finishedAt,
        new RunOptions(
            of == null ? null : new RunId(of),
            from,
            params == null ? Map.of() : params,
            notes == null ? List.of() : notes));
  }
}
