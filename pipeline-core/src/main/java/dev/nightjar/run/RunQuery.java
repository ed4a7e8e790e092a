package dev.nightjar.run;

import dev.nightjar.run.RunState.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which runs a page shows.
 *
 * @param pipeline only of this one; null: of all
 * @param status only those that stand so; null: all
 * @param cursor what an earlier page gave as its next; null: from the newest on
 * @param limit at most so many, from 1 to {@value #MOST}
 */
public record RunQuery(
    @Nullable String pipeline, @Nullable Status status, @Nullable String cursor, int limit) {

  /** The longest page. */
  public static final int MOST = 1000;

  public RunQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "limit: expected a number from 1 to %d, found %d".formatted(MOST, limit));
    }
  }
}
