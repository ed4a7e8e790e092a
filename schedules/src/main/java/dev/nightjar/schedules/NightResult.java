package dev.nightjar.schedules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.gate.Verdict;
import dev.nightjar.run.RunState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A night that is over.
 *
 * @param pipeline its name
 * @param logicalTime what it was for
 * @param logicalDate the day of that in the schedule's zone
 * @param runId the run
 * @param state how the run ended
 * @param verdict null when the night did not get that far
 * @param modelVersion the candidate's version; null when there is none
 * @param champion before and after
 * @param report where the HTML report is: a path, or a URL of the object store
 * @param headline the reason in one sentence
 * @param again whether it was done before, and only handed out now
 * @param text what was decided and why, for a terminal; the steps were told while they went
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NightResult(
    String pipeline,
    Instant logicalTime,
    LocalDate logicalDate,
    String runId,
    RunState.Status state,
    @Nullable Verdict verdict,
    @Nullable String modelVersion,
    Champion champion,
    String report,
    String headline,
    @JsonIgnore boolean again,
    @JsonIgnore TextForm text) {

  /** Versions that were champion; null: none was. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Champion(@Nullable String before, @Nullable String after) {}

  /** Renders for a terminal. */
  @FunctionalInterface
  public interface TextForm {
    /** The text, with colours or without, for lines of at most {@code width} characters. */
    String render(boolean colour, int width);
  }
}
