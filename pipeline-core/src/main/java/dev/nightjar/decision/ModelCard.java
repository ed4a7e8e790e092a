package dev.nightjar.decision;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.Reign;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of one version of a model.
 *
 * @param format of this document, 1
 * @param model name of the model
 * @param version such as {@code v3}
 * @param roles of {@code champion}, {@code previous}, {@code baseline}, those that it has now
 * @param notes what speaks against it, in sentences: tainted, retired, a dirty tree
 * @param logicalTime the night that it was trained in
 * @param registeredAt when it became a version
 * @param registeredBy who made it one
 * @param manifest digest of the candidate's manifest
 * @param candidate what it is and comes from
 * @param data what it was trained and judged on; null: its decision is not there
 * @param judged the decision of its night; null likewise
 * @param reigns when it was champion, oldest first
 * @param events all that happened to it, oldest first
 */
public record ModelCard(
    int format,
    String model,
    String version,
    List<String> roles,
    List<String> notes,
    Instant logicalTime,
    Instant registeredAt,
    String registeredBy,
    Digest manifest,
    Candidate candidate,
    @Nullable Data data,
    @Nullable Judged judged,
    List<Reign> reigns,
    List<RegistryEvent> events) {

  public ModelCard {
    roles = List.copyOf(roles);
    notes = List.copyOf(notes);
    reigns = List.copyOf(reigns);
    events = List.copyOf(events);
  }

  /**
   * What a snapshot held.
   *
   * @param segments how many were read
   * @param rows in them
   * @param leftOut segments that were left out, with the reason
   * @param testSets interval of each
   * @param labels what was read of the label dataset; null: labels were columns of the rows
   */
  public record Data(
      String dataset,
      long logPosition,
      int segments,
      long rows,
      Map<String, String> leftOut,
      Map<String, TimeRange> testSets,
      @Nullable LabelData labels) {

    /** The snapshot in short. */
    public static Data of(Snapshot snapshot) {
      Snapshot.Labels labels = snapshot.labels();
      return new Data(
          snapshot.dataset(),
          snapshot.logPosition(),
          snapshot.segments().size(),
          snapshot.segments().stream().mapToLong(s -> s.rows()).sum(),
          snapshot.leftOut(),
          snapshot.testSets(),
          labels == null
              ? null
              : new LabelData(labels.dataset(), labels.logPosition(), labels.segments().size()));
    }
  }

  /** What a snapshot held of a label dataset: how many of its segments, at which log entry. */
  public record LabelData(String dataset, long logPosition, int segments) {}

  /**
   * What its night decided.
   *
   * @param run whose decision it is
   * @param date of the night, in the schedule's zone
   * @param verdict null: the night did not get that far
   * @param headline in one sentence
   * @param champion that it was judged against; null: there was none
   * @param baseline likewise
   * @param gates what they said
   * @param measures of the candidate, on all rows of each test set
   * @param report key of the night's page in the store
   */
  public record Judged(
      String run,
      LocalDate date,
      @Nullable Verdict verdict,
      String headline,
      @Nullable String champion,
      @Nullable String baseline,
      List<GateResult> gates,
      List<Measure> measures,
      String report) {

    /** The decision in short. */
    public static Judged of(Decision decision, String report) {
      return new Judged(
          decision.runId(),
          decision.logicalDate(),
          decision.verdict(),
          decision.headline(),
          decision.champion(),
          decision.baseline(),
          decision.gates(),
          decision.evaluation() == null
              ? List.of()
              : decision.evaluation().measures().stream()
                  .filter(m -> m.model().equals("candidate") && m.slice().isEmpty())
                  .toList(),
          report);
    }
  }
}
