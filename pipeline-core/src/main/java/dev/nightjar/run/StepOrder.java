package dev.nightjar.run;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One try of one step, written down for a worker in another process: all of it that is not in the
 * store already.
 *
 * @param slot what the run is for
 * @param ordinal the run within it
 * @param pin of pipeline and program
 * @param startedAt when the run began
 * @param options what somebody wanted of the run
 * @param step the step's name
 * @param attempt the how manieth try of the step in its run
 * @param token the fencing token under which it is done
 * @param inputs the digest of everything that decides the output
 * @param outputs the digests of the earlier steps' documents that the step reads, by step
 * @param told what the step was told that is neither in an output nor in the pin
 */
public record StepOrder(
    Slot slot,
    int ordinal,
    Digest pin,
    Instant startedAt,
    RunOptions options,
    String step,
    int attempt,
    long token,
    Digest inputs,
    Map<String, Digest> outputs,
    Map<String, String> told) {

  private static final int SHOWN = 8;

  public StepOrder {
    outputs = Map.copyOf(outputs);
    told = Map.copyOf(told);
  }

  /** The order for this try. */
  public static StepOrder of(StepTask task) {
    Run run = task.context().run();
    Map<String, Digest> outputs = new LinkedHashMap<>();
    task.context().inputs().forEach((name, output) -> outputs.put(name, output.digest()));
    return new StepOrder(
        run.slot(),
        run.ordinal(),
        run.pin(),
        run.startedAt(),
        run.options(),
        task.step().name(),
        task.attempt(),
        task.token(),
        task.inputs(),
        outputs,
        task.step().told());
  }

  /** The run, at work. */
  public Run run() {
    RunState running = RunState.queued().after(new RunEvent.Started());
    return new Run(slot, ordinal, pin, running, startedAt, null, options);
  }

  /**
   * The folder of the order and its answer: another order has another one, so that nobody takes a
   * late worker's answer for one to his own.
   */
  ObjectKey folder() {
    String name = "%s-%d-%s".formatted(step, attempt, CanonicalJson.digest(this).head(SHOWN));
    return ObjectKey.of(slot.folder().path(), RunId.of(slot, ordinal).hex(), "tries", name);
  }
}
