package dev.nightjar.schedules.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.run.Diagnosis;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState.Status;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param id its name
 * @param lane empty for the real history
 * @param reason why it ended as it did, or its outcome
 * @param cause what its class of failure means; null: it did not fail
 * @param advice what a person can do about that
 * @param options what somebody wanted of it; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunLine(
    String id,
    String pipeline,
    String lane,
    Instant logicalTime,
    Status state,
    String reason,
    @Nullable FailureClass failure,
    @Nullable String cause,
    @Nullable String advice,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable RunOptions options) {

  static RunLine of(Run run) {
    FailureClass failure = run.state().failure();
    return new RunLine(
        run.id().hex(),
        run.slot().pipeline(),
        run.slot().lane(),
        run.slot().logicalTime(),
        run.state().status(),
        run.state().text(),
        failure,
        run.state().diagnosis().map(Diagnosis::cause).orElse(null),
        run.state().diagnosis().map(Diagnosis::advice).orElse(null),
        run.startedAt(),
        run.finishedAt(),
        run.options().isEmpty() ? null : run.options());
  }

  String text() {
    String name = lane.isEmpty() ? pipeline : pipeline + "~" + lane;
    String first = reason.lines().findFirst().orElse("");
    return String.format(
            Locale.ROOT,
            "  %s  %-20s  %s  %-9s  %s",
            id,
            name,
            logicalTime,
            state,
            failure == null ? first : failure + ": " + first)
        .stripTrailing();
  }
}
