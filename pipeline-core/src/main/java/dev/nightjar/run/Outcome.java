package dev.nightjar.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a run goes on after a step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Continue.class, name = "continue"),
  @JsonSubTypes.Type(value = Outcome.Block.class, name = "block"),
  @JsonSubTypes.Type(value = Outcome.Fail.class, name = "fail"),
  @JsonSubTypes.Type(value = Outcome.Stale.class, name = "stale"),
  @JsonSubTypes.Type(value = Outcome.Await.class, name = "await"),
  @JsonSubTypes.Type(value = Outcome.Finish.class, name = "finish")
})
public sealed interface Outcome {

  /** With the next step; after the last step the run has succeeded, with an empty outcome. */
  record Continue() implements Outcome {}

  /** It ends as BLOCKED. */
  record Block(String reason) implements Outcome {}

  /**
   * It ends as FAILED, with the output as evidence. A failure without evidence is an exception. It
   * is not tried again in this run; a later run of the slot does the step anew.
   *
   * @param message one line without the step's name
   */
  record Fail(FailureClass failureClass, String message) implements Outcome {
    /** The failure, as an exception of the step would have made it. */
    public Failure failure() {
      return new Failure(failureClass, message);
    }
  }

  /** It ends as STALE, and the slot is free for a new run. The output is not kept. */
  record Stale(String reason) implements Outcome {}

  /**
   * It waits for a person, AWAITING_APPROVAL; only the last step may say so. The output is kept
   * apart until the step is done once more, by {@link WaitingRuns}, after the answer.
   *
   * @param reason what is waited for, and how to answer
   */
  record Await(String reason) implements Outcome {}

  /** It ends as SUCCEEDED with this outcome; steps that come after are not done. */
  record Finish(String text) implements Outcome {}
}
