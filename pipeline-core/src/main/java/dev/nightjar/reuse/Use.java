package dev.nightjar.reuse;

import dev.nightjar.store.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision on a test set, as its log has it.
 *
 * @param model the model's name: the pipeline's, with the lane of a shadow history
 * @param runId the run
 * @param logicalTime what the run was for
 * @param design digest of what a person may have changed after earlier verdicts: the pipeline, the
 *     rows with their labels, and what data were ever taken back
 * @param moving gated numbers that another champion makes others
 * @param fixed gated numbers that it does not: against the baseline, or of the candidate alone
 * @param disagreement the largest share of rows on which the candidate decided otherwise than a
 *     model that it was compared with
 * @param sealed true: nobody saw more of it than the verdict; null: its numbers were shown
 */
public record Use(
    String model,
    String runId,
    Instant logicalTime,
    Digest design,
    int moving,
    int fixed,
    double disagreement,
    @Nullable Boolean sealed) {

  /** Of a set whose numbers are shown. */
  public Use(
      String model,
      String runId,
      Instant logicalTime,
      Digest design,
      int moving,
      int fixed,
      double disagreement) {
    this(model, runId, logicalTime, design, moving, fixed, disagreement, null);
  }
}
