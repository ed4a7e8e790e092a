package dev.nightjar.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Until when something of a slot has to have happened. */
public sealed interface Deadline {

  /** The instant, for a slot of a schedule in this zone. */
  Instant of(Instant slot, ZoneId zone);

  /**
   * So long after the slot.
   *
   * @param span above zero
   */
  record After(Duration span) implements Deadline {

    /** Throws {@link IllegalArgumentException} when the span is not above zero. */
    public After {
      if (span.isNegative() || span.isZero()) {
        throw new IllegalArgumentException("a deadline lies after its slot: " + span);
      }
    }

    @Override
    public Instant of(Instant slot, ZoneId zone) {
      return slot.plus(span);
    }
  }

  /**
   * When the clock on the wall shows this time first after the slot. A time that daylight saving
   * skips counts at the end of the gap, as {@link ZonedDateTime} has it.
   */
  record At(LocalTime time) implements Deadline {
    @Override
    public Instant of(Instant slot, ZoneId zone) {
      ZonedDateTime wall = slot.atZone(zone);
      Instant today = wall.toLocalDate().atTime(time).atZone(zone).toInstant();
      return today.isAfter(slot)
          ? today
          : wall.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }
  }
}
