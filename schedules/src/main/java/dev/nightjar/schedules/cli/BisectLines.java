package dev.nightjar.schedules.cli;

import dev.nightjar.run.BackfillProgress;
import dev.nightjar.schedules.LineageService;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** A line for each trial of a bisection, with the time that is left at most. */
final class BisectLines implements LineageService.BisectListener {

  private final PrintWriter to;
  private BackfillProgress progress = BackfillProgress.start(0);
  private int number;
  private long began = -1;

  BisectLines(PrintWriter to) {
    this.to = to;
  }

  @Override
  public void planned(int most, List<String> suspects) {
    progress = BackfillProgress.start(most);
    to.println("  " + suspects.size() + " suspects, at most " + most + " models to train");
    to.flush();
  }

  @Override
  public void trial(List<String> leftOut, boolean kept) {
    long now = System.nanoTime();
    if (began >= 0 && progress.over() < progress.total()) {
      progress = progress.begun().judged(Duration.ofNanos(now - began), true);
    }
    began = kept ? -1 : now;
    number++;
    to.println(
        "  model "
            + number
            + ": "
            + (leftOut.isEmpty() ? "the night's own" : "without " + names(leftOut))
            + (kept ? ", kept" : "")
            + progress.left(1).map(l -> "  (at most " + seconds(l) + " left)").orElse(""));
    to.flush();
  }

  private static String seconds(Duration left) {
    return Math.max(1, left.toSeconds()) + " s";
  }

  private static String names(List<String> names) {
    return names.size() <= 2
        ? String.join(", ", names)
        : names.get(0) + " … " + names.get(names.size() - 1) + " (" + names.size() + " deltas)";
  }
}
