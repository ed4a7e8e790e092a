package dev.nightjar.decision;

import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.CodeId;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one document of a night. A blocked or failed night has one too, without what it did not
 * reach.
 *
 * @param format of this document, 1
 * @param pipeline name
 * @param owner whom to tell; null: nobody
 * @param logicalTime the instant the run is for
 * @param logicalDate its date in the schedule's zone
 * @param zone the schedule's zone
 * @param runId the run
 * @param state {@code SUCCEEDED}, {@code BLOCKED} or {@code FAILED}
 * @param verdict null when the night did not get that far
 * @param headline the verdict's reason in one sentence
 * @param details further sentences: power, gates passed, better and worse slices; for a blocked
 *     night what failed and the command that goes on
 * @param snapshot what was read; null when it could not be resolved
 * @param counts what was left out; null likewise
 * @param check what the expectations found; null when not reached
 * @param candidate null when not reached
 * @param candidateManifest digest of the candidate's manifest
 * @param champion version judged against, such as {@code v11}; null: there was none
 * @param baseline version, or {@code majority}; null: there was none
 * @param evaluation null when not reached
 * @param policy the gates as the pipeline file says them
 * @param gates what they said
 * @param history earlier nights of the pipeline, oldest first, at most 90, this one last
 * @param pipelineDigest digest of the pipeline file's meaning
 * @param code what code did it
 * @param command what reproduces the night
 * @param refusal what was found in the rows of a night that failed for it; null: it did not
 */
public record Decision(
    int format,
    String pipeline,
    @Nullable String owner,
    Instant logicalTime,
    LocalDate logicalDate,
    String zone,
    String runId,
    String state,
    @Nullable Verdict verdict,
    String headline,
    List<String> details,
    @Nullable Snapshot snapshot,
    @Nullable RowCounts counts,
    @Nullable CheckReport check,
    @Nullable Candidate candidate,
    @Nullable Digest candidateManifest,
    @Nullable String champion,
    @Nullable String baseline,
    @Nullable Evaluation evaluation,
    PromotionPolicy policy,
    List<GateResult> gates,
    List<Night> history,
    Digest pipelineDigest,
    CodeId code,
    String command,
    @Nullable Refusal refusal) {

  /** This document with a sentence more at the end of its details; it is not what was stored. */
  public Decision noting(String sentence) {
    List<String> more = new ArrayList<>(details);
    more.add(sentence);
    return judged(verdict, headline, more, policy, gates);
  }

  /** This document with other gates and what they say; it is not what was stored. */
  Decision judged(
      @Nullable Verdict verdict,
      String headline,
      List<String> details,
      PromotionPolicy policy,
      List<GateResult> gates) {
    return new Decision(
        format,
        pipeline,
        owner,
        logicalTime,
        logicalDate,
        zone,
        runId,
        state,
        verdict,
        headline,
        List.copyOf(details),
        snapshot,
        counts,
        check,
        candidate,
        candidateManifest,
        champion,
        baseline,
        evaluation,
        policy,
        gates,
        history,
        pipelineDigest,
        code,
        command,
        refusal);
  }

  /**
   * A night in the history chart.
   *
   * @param metric the metric that is drawn, such as {@code auc}
   * @param testSet the test set that it was measured on
   * @param candidate its value for the candidate; null: the night did not get that far
   * @param champion its value for the champion; null likewise, or there was none
   * @param outcome the verdict, or the state of a night without one
   * @param version the champion that was measured, such as {@code v11}; null: there was none, or
   *     the night is older than these
   */
  public record Night(
      LocalDate date,
      String runId,
      String metric,
      String testSet,
      @Nullable Double candidate,
      @Nullable Double champion,
      String outcome,
      @Nullable String version) {

    /** Of a champion whose version is not known. */
    public Night(
        LocalDate date,
        String runId,
        String metric,
        String testSet,
        @Nullable Double candidate,
        @Nullable Double champion,
        String outcome) {
      this(date, runId, metric, testSet, candidate, champion, outcome, null);
    }
  }
}
