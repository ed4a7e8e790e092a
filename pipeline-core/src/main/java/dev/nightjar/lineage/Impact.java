package dev.nightjar.lineage;

import dev.nightjar.dataset.Segment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of a segment: what does not stand any more when it is taken back.
 *
 * @param dataset name of the dataset
 * @param segment its rows, by digest; other rows that had the same name do not count
 * @param retracted why it was taken back; null: it was not
 * @param snapshots that hold it, oldest logical time first
 * @param nights that read it, by pipeline, logical time and run
 * @param versions that were trained or judged on it, by model and number
 * @param unknown versions whose snapshot is not in the store, so that nothing can be said of them
 */
public record Impact(
    String dataset,
    Segment segment,
    @Nullable String retracted,
    List<InSnapshot> snapshots,
    List<InNight> nights,
    List<InVersion> versions,
    List<String> unknown) {

  /**
   * How a snapshot uses the segment.
   *
   * @param trains whether rows of its training interval can lie in the segment
   * @param testSets the test sets of which that is true
   */
  public record InSnapshot(String id, Instant logicalTime, boolean trains, List<String> testSets) {}

  /**
   * A run that read the segment.
   *
   * @param pipeline its name, with the lane of a shadow history after a tilde
   * @param date of the logical time, in the schedule's zone
   */
  public record InNight(
      String pipeline, LocalDate date, Instant logicalTime, String run, String snapshot) {}

  /**
   * A version of a model.
   *
   * @param trained whether the segment has rows of its training interval: such a version is tainted
   * @param testSets on which of its test sets the verdict rests on the segment
   * @param roles {@code champion}, {@code previous} and {@code baseline}, as far as it is
   * @param tainted whether it is marked so by now
   * @param instead of a champion that was trained on the segment: the last champion before it that
   *     was not, and that is neither tainted nor retired; null: there is none, or nothing is to be
   *     replaced
   */
  public record InVersion(
      String model,
      String version,
      LocalDate date,
      String snapshot,
      boolean trained,
      List<String> testSets,
      List<String> roles,
      boolean tainted,
      @Nullable String instead) {}

  public Impact {
    snapshots = List.copyOf(snapshots);
    nights = List.copyOf(nights);
    versions = List.copyOf(versions);
    unknown = List.copyOf(unknown);
  }

  /** The versions that were trained on the segment. */
  public List<InVersion> trained() {
    return versions.stream().filter(InVersion::trained).toList();
  }
}
