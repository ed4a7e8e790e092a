package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the steps of a run have handed on so far, as records. Each is empty until its step is done,
 * and when it failed. Immutable; a document is read each time that it is asked for.
 */
public final class NightOutputs {

  /** No step is done. */
  public static final NightOutputs NONE = new NightOutputs(Map.of());

  /** The names of the steps, in their order. */
  public static final String SNAPSHOT = SnapshotStep.NAME;

  public static final String CHECK = CheckStep.NAME;
  public static final String TRAIN = TrainStep.NAME;
  public static final String EVALUATE = EvaluateStep.NAME;
  public static final String DECIDE = DecideStep.NAME;
  public static final String PROMOTE = PromoteStep.NAME;

  private final Map<String, StepOutput> outputs;

  private NightOutputs(Map<String, StepOutput> outputs) {
    this.outputs = outputs;
  }

  /** These, and the output of this step. */
  public NightOutputs with(String step, StepOutput output) {
    Map<String, StepOutput> more = new LinkedHashMap<>(outputs);
    more.put(step, output);
    return new NightOutputs(more);
  }

  /** What is read; empty too when a day is missing. */
  public Optional<SnapshotOutput> snapshot() {
    StepOutput output = outputs.get(SNAPSHOT);
    return output == null || output.outcome() instanceof Outcome.Block
        ? Optional.empty()
        : read(SNAPSHOT, SnapshotOutput.class);
  }

  /** What the expectations found, also when it blocks the night. */
  public Optional<CheckReport> check() {
    return read(CHECK, CheckReport.class);
  }

  /** What was trained. */
  public Optional<Candidate> candidate() {
    return read(TRAIN, Candidate.class);
  }

  /** What was decided. */
  public Optional<Decision> decision() {
    return read(DECIDE, Decision.class);
  }

  /** What became of the champion. */
  public Optional<Promotion> promotion() {
    return read(PROMOTE, Promotion.class);
  }

  private <T> Optional<T> read(String step, Class<T> type) {
    StepOutput output = outputs.get(step);
    if (output == null || output.outcome() instanceof Outcome.Fail) {
      return Optional.empty();
    }
    try {
      return Optional.of(output.as(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
