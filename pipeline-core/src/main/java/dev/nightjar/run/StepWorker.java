package dev.nightjar.run;

import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a {@link StepOrder} says, in a process that was started for it: reads the inputs by
 * digest from the object store, executes the step, and answers there. Knows no ledger. An order
 * that is answered is not done again.
 *
 * @param outputs of the run's earlier steps
 * @param orders where the order is, and where it is answered
 * @param retries says what kind of failure an exception is
 */
public record StepWorker(StepStore outputs, StepOrders orders, Retries retries) {

  /** The steps that this process knows. */
  @FunctionalInterface
  public interface Steps {
    /** The step that the order is about, as the run has it. */
    Step of(StepOrder order) throws Exception;
  }

  /**
   * Does it.
   *
   * @return what the process ends with, see {@link WorkerExit}
   * @throws IllegalArgumentException when there is no such order
   * @throws IOException when the store does not let it be read, or answered
   */
  public int work(ObjectKey key, Steps steps, StepProgress progress) throws IOException {
    StepOrder order = orders.read(key);
    Optional<StepAnswer> known = orders.answer(key);
    StepAnswer answer =
        known.isPresent() ? known.get() : orders.answer(key, answer(order, steps, progress));
    return answer.exitCode();
  }

  private StepAnswer answer(StepOrder order, Steps steps, StepProgress progress) {
    try {
      Step step = steps.of(order);
      StepContext context = StepInputs.context(order.run(), step, inputs(order), progress);
      if (!StepInputs.digest(order.pin(), order.slot(), step, context).equals(order.inputs())) {
        throw new StepFailure(
            FailureClass.INFRA, "what the step works from changed while its process started");
      }
      return StepAnswer.Made.of(step.execute(context));
    } catch (Throwable e) {
      return StepAnswer.Failed.of(retries.classify(e), place(e));
    }
  }

  private Map<String, StepOutput> inputs(StepOrder order) throws IOException {
    Map<String, StepOutput> inputs = new LinkedHashMap<>();
    Run run = order.run();
    for (Map.Entry<String, Digest> wanted : order.outputs().entrySet()) {
      Optional<StepStore.Kept> kept = outputs.read(run.slot(), run.id(), wanted.getKey());
      if (kept.isEmpty() || !kept.get().output().digest().equals(wanted.getValue())) {
        throw new StepFailure(
            FailureClass.INFRA,
            "the output of step %s is not the one that the order names, %s"
                .formatted(wanted.getKey(), wanted.getValue()));
      }
      inputs.put(wanted.getKey(), kept.get().output());
    }
    return inputs;
  }

  private static String place(Throwable thrown) {
    if (thrown instanceof StepFailure) {
      return "";
    }
    List<StackTraceElement> frames = List.of(thrown.getStackTrace());
    return frames.stream()
        .filter(frame -> frame.getClassName().startsWith("dev.nightjar."))
        .findFirst()
        .or(() -> frames.stream().findFirst())
        .map(StackTraceElement::toString)
        .orElse("");
  }
}
