package dev.nightjar.run;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schedule that was due, and at which nobody looked in time. Pure. */
public final class LateLook {

  /** A schedule is looked at every minute: what waited for longer was overlooked. */
  public static final Duration GRACE = Duration.ofMinutes(3);

  private LateLook() {}

  /**
   * What people are told of a look that came late; empty: it was in time.
   *
   * @param seen up to when the schedule was looked at before
   * @param expectedFrom slots before it were nobody's duty, since the schedule was new or paused;
   *     null: it is not known
   * @param due what became due since, in order
   */
  public static Optional<Announcement> of(
      String pipeline,
      Instant seen,
      @Nullable Instant expectedFrom,
      Instant now,
      List<DueSlot> due) {
    Instant overdue = now.minus(GRACE);
    List<DueSlot> missed =
        due.stream()
            .filter(slot -> !slot.logicalTime().isAfter(overdue))
            .filter(slot -> expectedFrom == null || slot.logicalTime().isAfter(expectedFrom))
            .toList();
    if (missed.isEmpty()) {
      return Optional.empty();
    }
    Slot first = Slot.of(pipeline, missed.get(0).logicalTime());
    long run = due.stream().filter(DueSlot::runs).count();
    String headline =
        "REPAIRED %s: nobody looked at its schedule from %s to %s; slots that became due meanwhile: %d"
            .formatted(pipeline, seen, now, missed.size());
    String cause =
        "The first was due at %s. %d of them %s now, %d %s skipped, each with its reason."
            .formatted(
                first.logicalTime(),
                run,
                run == 1 ? "runs" : "run",
                due.size() - run,
                due.size() - run == 1 ? "is" : "are");
    return Optional.of(
        new Announcement.Happened(
            new Alert(
                "overlooked/%s/%s".formatted(pipeline, first.timeText()),
                AlertKind.REPAIRED,
                headline,
                cause,
                "find out why no orchestrator looked; `nightjar backfill` runs what was skipped",
                Subject.of(pipeline, first.logicalTime()))));
  }
}
