package dev.nightjar.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline promises about time. Who breaks it is told of; nothing else happens.
 *
 * @param startBy until when a slot's run has to have begun; null: whenever
 * @param finishBy until when a slot has to have a run that came to its end without failing or being
 *     blocked; null: whenever
 * @param championMaxAge how long ago the night of the champion may be; null: any time
 */
public record Deadlines(
    @Nullable Deadline startBy, @Nullable Deadline finishBy, @Nullable Duration championMaxAge) {

  /** None. */
  public static Deadlines none() {
    return new Deadlines(null, null, null);
  }

  /** Whether nothing is promised. */
  public boolean isEmpty() {
    return startBy == null && finishBy == null && championMaxAge == null;
  }
}
