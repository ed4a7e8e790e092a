package dev.nightjar.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a backfill is. Immutable.
 *
 * @param total how many slots are to be run
 * @param parallel how many run at once
 * @param took how long each finished run took, in the order in which they finished
 */
public record BackfillProgress(int total, int parallel, List<Duration> took) {

  // Nights grow with the data: the latest ones tell most about those to come.
  private static final int LATEST = 20;

  public BackfillProgress {
    if (parallel < 1 || took.size() > total) {
      throw new IllegalArgumentException(
          took.size() + " of " + total + " finished at parallelism " + parallel);
    }
    took = List.copyOf(took);
  }

  /** Nothing is finished yet. */
  public static BackfillProgress start(int total, int parallel) {
    return new BackfillProgress(total, parallel, List.of());
  }

  /** The progress when one more has finished, after this long. */
  public BackfillProgress and(Duration oneMore) {
    List<Duration> more = new ArrayList<>(took);
    more.add(oneMore);
    return new BackfillProgress(total, parallel, more);
  }

  /** How many are finished. */
  public int finished() {
    return took.size();
  }

  /** The part that is finished, from 0 to 1. */
  public double fraction() {
    return total == 0 ? 1 : (double) took.size() / total;
  }

  /**
   * How long the rest will take, by the mean of the latest twenty; empty before the first one has
   * finished.
   */
  public Optional<Duration> left() {
    if (took.isEmpty()) {
      return total == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    List<Duration> latest = took.subList(Math.max(0, took.size() - LATEST), took.size());
    Duration sum = latest.stream().reduce(Duration.ZERO, Duration::plus);
    int rounds = (total - took.size() + parallel - 1) / parallel;
    return Optional.of(sum.multipliedBy(rounds).dividedBy(latest.size()));
  }

  /** {@code 3 of 27 · about 2 min 10 s left}. */
  public String text() {
    String done = took.size() + " of " + total;
    return took.size() == total
        ? done
        : done + left().map(l -> " · about " + text(l) + " left").orElse("");
  }

  private static String text(Duration duration) {
    long seconds = Math.max(1, duration.plusMillis(500).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
