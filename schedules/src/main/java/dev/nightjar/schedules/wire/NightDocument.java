package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.gate.Verdict;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.NightResult;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A night that is over; see {@link NightResult}.
 *
 * @param verdict null: it did not get that far
 * @param modelVersion the candidate's; null: it has none
 * @param championBefore null: there was none
 * @param championAfter null: there is none
 * @param report where its report is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NightDocument(
    String pipeline,
    Instant logicalTime,
    LocalDate logicalDate,
    String runId,
    RunState.Status state,
    @Nullable Verdict verdict,
    @Nullable String modelVersion,
    @Nullable String championBefore,
    @Nullable String championAfter,
    String report,
    String headline) {

  /** The document of a night. */
  public static NightDocument of(NightResult night) {
    return new NightDocument(
        night.pipeline(),
        night.logicalTime(),
        night.logicalDate(),
        night.runId(),
        night.state(),
        night.verdict(),
        night.modelVersion(),
        night.champion().before(),
        night.champion().after(),
        night.report(),
        night.headline());
  }

  /** The night of the document; for a terminal there is only its headline. */
  public NightResult night() {
    return new NightResult(
        pipeline,
        logicalTime,
        logicalDate,
        runId,
        state,
        verdict,
        modelVersion,
        new NightResult.Champion(championBefore, championAfter),
        report,
        headline,
        false,
        (colour, width) -> headline);
  }
}
