package dev.nightjar.decision;

import dev.nightjar.gate.Verdict;
import dev.nightjar.store.Digest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reckoning a night's decision again from what it kept.
 *
 * @param pipeline name
 * @param date of the night, in the schedule's zone
 * @param runId the run whose decision it is
 * @param same whether every byte came out as it is stored
 * @param digest of the stored decision
 * @param verdict that came out; null: it did not get that far
 * @param rows of all test sets together, of which the stored scores were read
 * @param differences the first ones, at most {@value #SHOWN}; empty when it is the same
 * @param further how many there are beside those
 * @param notes what else belongs to it, in sentences: what may be why, what was taken from the
 *     record
 */
public record Replay(
    String pipeline,
    LocalDate date,
    String runId,
    boolean same,
    Digest digest,
    @Nullable Verdict verdict,
    long rows,
    List<Difference> differences,
    int further,
    List<String> notes) {

  /** So many differences are told; the others are counted. */
  public static final int SHOWN = 20;

  public Replay {
    differences = List.copyOf(differences);
    notes = List.copyOf(notes);
  }

  /**
   * A value that came out otherwise.
   *
   * @param document the stored document, such as {@code decision.json}
   * @param path where in it: {@code $.evaluation.measures[3].value}
   * @param stored what is stored, as JSON, shortened when it is long; null: nothing is there
   * @param recomputed what came out, likewise
   */
  public record Difference(
      String document, String path, @Nullable String stored, @Nullable String recomputed) {}
}
