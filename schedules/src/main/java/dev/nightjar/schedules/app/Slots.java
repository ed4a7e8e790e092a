package dev.nightjar.schedules.app;

import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.SlotName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the slot that a person means. */
final class Slots {

  private Slots() {}

  /**
   * The slot of that name, or the latest one that is due.
   *
   * @throws IllegalArgumentException when there is none, several, or it is not due yet
   */
  static Instant named(FireTimes times, @Nullable SlotName name, Instant now) {
    Instant slot =
        name == null
            ? times
                .latestDue(now)
                .orElseThrow(
                    () -> new IllegalArgumentException("no slot of the schedule is due yet"))
            : name.slot(times);
    if (slot.isAfter(now)) {
      throw new IllegalArgumentException(
          "the night of %s is due at %s and cannot be run before: it sees what is known by then"
              .formatted(name, slot.atZone(times.zone())));
    }
    return slot;
  }
}
