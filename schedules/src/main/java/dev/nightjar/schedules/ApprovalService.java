package dev.nightjar.schedules;

import dev.nightjar.run.RunState;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Answers to nights that wait for a person. The first answer counts; the same again finds it, and
 * does what a process that was killed after it left undone.
 */
public interface ApprovalService {

  /**
   * Says yes: the candidate becomes champion, if it still may.
   *
   * @param run the run's id
   * @param by who says so; null: who works here
   * @throws IllegalArgumentException when there is no such run, or the reason is blank
   * @throws dev.nightjar.registry.RegistryException when nothing was promoted, in one sentence: the
   *     run does not wait, was refused, or the champion moved meanwhile
   */
  Answered approve(String run, @Nullable String by, String reason) throws IOException;

  /**
   * Says no: the champion stays, and the run is over.
   *
   * @throws dev.nightjar.registry.RegistryException when the run does not wait, or was approved
   */
  Answered refuse(String run, @Nullable String by, String reason) throws IOException;

  /**
   * An answer that was carried out.
   *
   * @param runId the run
   * @param state how it ended
   * @param answer {@code approved} or {@code refused}
   * @param by who said so
   * @param at when
   * @param again whether that was said before this
   * @param championBefore the one that was judged against; null: there was none
   * @param championAfter who was champion when it was carried out; null: nobody
   */
  record Answered(
      String runId,
      String pipeline,
      Instant logicalTime,
      RunState.Status state,
      String modelVersion,
      String answer,
      String by,
      String reason,
      Instant at,
      boolean again,
      @Nullable String championBefore,
      @Nullable String championAfter) {}
}
