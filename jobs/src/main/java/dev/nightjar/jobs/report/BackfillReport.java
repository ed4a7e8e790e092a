package dev.nightjar.jobs.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.decision.Decision;
import dev.nightjar.statistics.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a backfill, night by night. The same for the same ledger and store.
 *
 * @param id its number
 * @param nights as a person named them
 * @param promotes whether its nights moved the real champion; otherwise the champions are those
 *     that would have been
 * @param state where it stands, as a word
 * @param reason why it is paused or over
 * @param entries every slot of it, by logical time
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BackfillReport(
    long id,
    String pipeline,
    String nights,
    boolean promotes,
    String state,
    String reason,
    String createdBy,
    Instant createdAt,
    List<Entry> entries) {

  public BackfillReport {
    entries = List.copyOf(entries);
  }

  /**
   * A night.
   *
   * @param date its day in the schedule's zone
   * @param run its run; null: it has none
   * @param outcome the verdict, or how the night ended or stands
   * @param headline why, in a sentence
   * @param metric the leading one of its gates; null: it was not judged
   * @param testSet on which that was measured; null likewise
   * @param candidate the metric; null: not measured
   * @param champion the champion's on the same rows; null: there was none
   * @param version the candidate's version; null: it got none
   * @param championAfter who was champion after it in its history; null: nobody, or nobody knows
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Entry(
      LocalDate date,
      Instant logicalTime,
      @Nullable String run,
      String outcome,
      String headline,
      @Nullable String metric,
      @Nullable String testSet,
      @Nullable Measure candidate,
      @Nullable Measure champion,
      @Nullable String version,
      @Nullable String championAfter) {

    private Decision.Night night() {
      return new Decision.Night(
          date,
          run == null ? "" : run,
          metric == null ? "" : metric,
          testSet == null ? "" : testSet,
          value(candidate),
          value(champion),
          outcome);
    }

    private static @Nullable Double value(@Nullable Measure measure) {
      return measure == null || Double.isNaN(measure.value()) ? null : measure.value();
    }
  }

  /** How many nights came to what, in order of first appearance. */
  @JsonIgnore
  public Map<String, Integer> outcomes() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    entries.forEach(e -> counts.merge(e.outcome(), 1, Integer::sum));
    return counts;
  }

  /** The nights that have a run, as a chart draws them. */
  List<Decision.Night> drawn() {
    return entries.stream().filter(e -> e.run() != null).map(Entry::night).toList();
  }

  /** {@code 3 PROMOTE, 4 REJECT, 1 BLOCKED}. */
  String counts() {
    StringBuilder out = new StringBuilder();
    outcomes()
        .forEach(
            (outcome, n) ->
                out.append(out.isEmpty() ? "" : ", ").append(n).append(' ').append(outcome));
    return out.toString();
  }

  /** What the column of champions holds. */
  String championTitle() {
    return promotes ? "champion after" : "champion that would have been";
  }
}
