package dev.nightjar.schedules.app;

import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.schedules.FireTimes;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Finds the slot that a person means. */
final class Slots {

  private Slots() {}

  /**
   * The slot of that day, or the latest one that is due.
   *
   * @throws IllegalArgumentException when there is none, several, or it is not due yet
   */
  static Instant named(
      FireTimes times, ScheduleSpec schedule, @Nullable LocalDate date, Instant now) {
    Instant slot =
        date == null
            ? times
                .latestDue(now)
                .orElseThrow(
                    () -> new IllegalArgumentException("no slot of the schedule is due yet"))
            : times.slotOn(date);
    if (slot.isAfter(now)) {
      throw new IllegalArgumentException(
          "the night of %s is due at %s and cannot be run before: it sees what is known by then"
              .formatted(date, slot.atZone(schedule.zone())));
    }
    return slot;
  }
}
