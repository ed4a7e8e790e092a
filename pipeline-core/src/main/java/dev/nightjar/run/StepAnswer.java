package dev.nightjar.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;

/** What came of a {@link StepOrder}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepAnswer.Made.class, name = "made"),
  @JsonSubTypes.Type(value = StepAnswer.Failed.class, name = "failed")
})
public sealed interface StepAnswer {

  /** What the worker's process ends with. */
  int exitCode();

  /** An output. */
  record Made(Outcome outcome, JsonNode output) implements StepAnswer {

    static Made of(StepOutput made) throws IOException {
      return new Made(made.outcome(), CanonicalJson.parse(made.bytes()));
    }

    StepOutput stepOutput() {
      return StepOutput.of(output, outcome);
    }

    @Override
    public int exitCode() {
      return WorkerExit.ANSWERED;
    }
  }

  /**
   * None.
   *
   * @param failureClass what kind of failure
   * @param code what the worker's process ended with
   * @param message for people
   * @param place where in the program it was thrown; empty: the step itself said so
   * @param advice what a person can do
   */
  record Failed(FailureClass failureClass, int code, String message, String place, String advice)
      implements StepAnswer {

    static Failed of(Failure failure, String place) {
      return new Failed(
          failure.failureClass(),
          WorkerExit.code(failure.failureClass()),
          failure.message(),
          place,
          failure.diagnosis().advice());
    }

    @Override
    public int exitCode() {
      return code;
    }
  }

  /**
   * The output.
   *
   * @throws StepFailure when there is none
   */
  default StepOutput orThrow() {
    if (this instanceof Failed failed) {
      throw new StepFailure(failed.failureClass(), failed.message());
    }
    return ((Made) this).stepOutput();
  }
}
