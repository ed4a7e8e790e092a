package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try of one step.
 *
 * @param step the step's name
 * @param number from 1, counted over the run's whole life
 * @param result how it ended
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it runs, and when it was lost
 * @param failure why it failed, when it failed
 * @param output the digest of the step's document, when there is one
 */
public record Attempt(
    String step,
    int number,
    Result result,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Failure failure,
    @Nullable Digest output) {

  /** How an attempt ended. */
  public enum Result {
    RUNNING,
    DONE,
    /** The output was there already. */
    REUSED,
    FAILED,
    /** The worker ended without a word. */
    LOST
  }

  /** An attempt that begins. */
  public static Attempt started(String step, int number, Instant at) {
    return new Attempt(step, number, Result.RUNNING, at, null, null, null);
  }

  /** This attempt, ended with an output. */
  public Attempt done(Result how, Digest document, Instant at) {
    return new Attempt(step, number, how, startedAt, at, null, document);
  }

  /** This attempt, failed. */
  public Attempt failed(Failure why, Instant at) {
    return new Attempt(step, number, Result.FAILED, startedAt, at, why, null);
  }

  /** This attempt, of which nobody will hear again. */
  public Attempt lost() {
    return new Attempt(step, number, Result.LOST, startedAt, null, null, null);
  }
}
