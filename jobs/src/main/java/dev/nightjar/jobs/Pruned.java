package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.model.Candidate;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.RemovedObjectException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Says of a decision that housekeeping removed what it would take to replay it. */
public final class Pruned {

  private Pruned() {}

  /**
   * The decision, with a sentence more when it can no longer be replayed. What is stored stays as
   * it is: the tombstones tell.
   */
  public static Decision noted(Decision decision, Blobs blobs) throws IOException {
    Evaluation evaluation = decision.evaluation();
    if (evaluation != null) {
      for (SetSummary set : evaluation.testSets()) {
        RemovedObjectException gone = gone(blobs, set.predictions());
        if (gone != null) {
          return decision.noting(sentence("the scores on " + set.name(), gone));
        }
      }
      DriftReport drift = evaluation.drift();
      if (drift != null && drift.devPredictions() != null) {
        RemovedObjectException gone = gone(blobs, drift.devPredictions());
        if (gone != null) {
          return decision.noting(sentence("the scores on dev rows", gone));
        }
      }
      LatencyReport latency = evaluation.latency();
      RemovedObjectException timed = latency == null ? null : gone(blobs, latency.timings());
      if (timed != null) {
        return decision.noting(sentence("how long its models took", timed));
      }
      RemovedObjectException probed = gone(blobs, evaluation.probes());
      if (probed != null) {
        return decision.noting(sentence("the scores on changed rows", probed));
      }
    }
    Candidate candidate = decision.candidate();
    RemovedObjectException gone = candidate == null ? null : gone(blobs, candidate.artifact());
    return gone == null ? decision : decision.noting(sentence("the candidate", gone));
  }

  private static @Nullable RemovedObjectException gone(Blobs blobs, @Nullable ProbeReport probes)
      throws IOException {
    if (probes != null) {
      for (Digest digest : probes.predictions()) {
        RemovedObjectException gone = gone(blobs, digest);
        if (gone != null) {
          return gone;
        }
      }
    }
    return null;
  }

  private static String sentence(String what, RemovedObjectException gone) {
    return "This decision can no longer be replayed: %s went at %s, by %s"
        .formatted(what, gone.at().truncatedTo(ChronoUnit.SECONDS), gone.why());
  }

  private static @Nullable RemovedObjectException gone(Blobs blobs, Digest digest)
      throws IOException {
    try {
      if (!blobs.exists(digest)) {
        blobs.open(digest).close();
      }
      return null;
    } catch (RemovedObjectException e) {
      return e;
    } catch (NoSuchFileException e) {
      // It is missing, which is damage: the doctor and the registry's verification say so.
      return null;
    }
  }
}
