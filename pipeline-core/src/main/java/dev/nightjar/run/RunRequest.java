package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A run that somebody wants.
 *
 * @param slot what for
 * @param pipelineDigest of the pipeline as it is configured
 * @param codeId which program: commit, dirty flag, digest of the jar
 * @param steps what is done, in order
 * @param reprocess whether a slot that has a finished run gets a new one
 * @param options what a new run gets; one that goes on or waits has its own
 */
public record RunRequest(
    Slot slot,
    Digest pipelineDigest,
    String codeId,
    List<Step> steps,
    Reprocess reprocess,
    RunOptions options) {

  /** A request for what the slot gets by itself. */
  public RunRequest(
      Slot slot, Digest pipelineDigest, String codeId, List<Step> steps, Reprocess reprocess) {
    this(slot, pipelineDigest, codeId, steps, reprocess, RunOptions.NONE);
  }

  /** Throws {@link IllegalArgumentException} when a step reads one that does not come before. */
  public RunRequest {
    steps = List.copyOf(steps);
    Set<String> before = new HashSet<>();
    for (Step step : steps) {
      if (!step.name().matches("[a-z0-9][a-z0-9-]*")) {
        throw new IllegalArgumentException("not a step name: " + step.name());
      }
      for (String input : step.inputs()) {
        if (!before.contains(input)) {
          throw new IllegalArgumentException(
              "step " + step.name() + " reads " + input + ", which is no step before it");
        }
      }
      if (!before.add(step.name())) {
        throw new IllegalArgumentException("two steps are called " + step.name());
      }
    }
  }

  /** What may not change while a run is interrupted. */
  public Digest pin() {
    return Digest.of(pipelineDigest.hex() + "\n" + codeId);
  }
}
