package dev.nightjar.schedules;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Times on the wall, as if no zone ever changed its clock. Immutable and thread-safe; whole seconds
 * only.
 */
public interface LocalSchedule {

  /** The first time after this one, or empty when there is none any more. */
  Optional<LocalDateTime> next(LocalDateTime after);

  /**
   * Whether it names a time in every hour of its days. Such a schedule is about spans of real time,
   * not about times of day.
   */
  boolean everyHour();
}
