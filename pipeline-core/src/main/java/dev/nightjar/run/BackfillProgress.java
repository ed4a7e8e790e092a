package dev.nightjar.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a backfill is. Immutable. What it keeps does not grow with the backfill.
 *
 * @param total how many slots are to be run
 * @param waiting how many of them are not begun
 * @param over how many are over, whatever became of them
 * @param failed how many of those did not end well
 * @param prepared how many were prepared apart from being judged
 * @param judged how many were judged
 * @param prepare how long one takes to be prepared, the mean of about the latest twenty
 * @param judge how long one takes to be judged, likewise; with what was done just before it
 */
public record BackfillProgress(
    int total,
    int waiting,
    int over,
    int failed,
    int prepared,
    int judged,
    Duration prepare,
    Duration judge) {

  // Nights grow with the data: the latest ones tell most about those to come.
  private static final int LATEST = 20;

  public BackfillProgress {
    if (waiting < 0 || failed < 0 || failed > over || waiting + over > total) {
      throw new IllegalArgumentException(
          "%d waiting and %d over, %d failed, of %d".formatted(waiting, over, failed, total));
    }
  }

  /** Nothing is begun yet. */
  public static BackfillProgress start(int total) {
    return new BackfillProgress(total, total, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
  }

  /** One more is begun. */
  public BackfillProgress begun() {
    return new BackfillProgress(total, waiting - 1, over, failed, prepared, judged, prepare, judge);
  }

  /** One more is prepared, after this long, and waits to be judged. */
  public BackfillProgress prepared(Duration took) {
    return new BackfillProgress(
        total,
        waiting,
        over,
        failed,
        prepared + 1,
        judged,
        mean(prepare, took, prepared + 1),
        judge);
  }

  /** One more is over, after this long since it was begun or was prepared. */
  public BackfillProgress judged(Duration took, boolean well) {
    return new BackfillProgress(
        total,
        waiting,
        over + 1,
        well ? failed : failed + 1,
        prepared,
        judged + 1,
        prepare,
        mean(judge, took, judged + 1));
  }

  /** So many more are over without having been run here. */
  public BackfillProgress ended(int stillWaited, int more, int ill) {
    return new BackfillProgress(
        total, waiting - stillWaited, over + more, failed + ill, prepared, judged, prepare, judge);
  }

  private static Duration mean(Duration before, Duration took, int n) {
    return before.plus(took.minus(before).dividedBy(Math.min(n, LATEST)));
  }

  /** The part that is over, from 0 to 1. */
  public double fraction() {
    return total == 0 ? 1 : (double) over / total;
  }

  /**
   * How long the rest will take when so many are worked on at once, of which one at a time is
   * judged; empty before the first one has ended.
   */
  public Optional<Duration> left(int parallel) {
    if (over == total) {
      return Optional.of(Duration.ZERO);
    }
    if (prepared + judged == 0) {
      return Optional.empty();
    }
    Duration judging = judge.multipliedBy(total - over);
    Duration all = judging.plus(prepare.multipliedBy(waiting)).dividedBy(parallel);
    return Optional.of(all.compareTo(judging) < 0 && prepared > 0 ? judging : all);
  }

  /** {@code 3 of 27 · about 2 min 10 s left}. */
  public String text(int parallel) {
    String done = over + " of " + total;
    return over == total
        ? done
        : done + left(parallel).map(l -> " · about " + text(l) + " left").orElse("");
  }

  /** {@code 2 min 10 s}: seconds, then minutes and seconds, then hours and minutes. */
  public static String text(Duration duration) {
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
