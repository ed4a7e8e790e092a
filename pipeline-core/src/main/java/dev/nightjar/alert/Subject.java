package dev.nightjar.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is about, as far as it has a name.
 *
 * @param pipeline its name; null: none in particular
 * @param owner whom its file names; null: nobody
 * @param logicalTime the slot's; null: no slot in particular
 * @param run the run's id; null: no run
 * @param report where the run's page lies: a path, or a URL of the object store; null: there is
 *     none
 */
public record Subject(
    @Nullable String pipeline,
    @Nullable String owner,
    @Nullable Instant logicalTime,
    @Nullable String run,
    @Nullable String report) {

  /** A pipeline as a whole. */
  public static Subject of(String pipeline) {
    return new Subject(pipeline, null, null, null, null);
  }

  /** A slot that has no run yet. */
  public static Subject of(String pipeline, Instant logicalTime) {
    return new Subject(pipeline, null, logicalTime, null, null);
  }
}
