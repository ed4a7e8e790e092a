package dev.nightjar.schedules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the times of a schedule come from. Implementations are immutable and thread-safe; of what
 * they list, no two times that run are the same instant.
 */
interface Occurrences {

  /** Those due from the one instant to the other, both included, in order. */
  List<FireTime> between(Instant from, Instant to);

  /** Those of the days from the one to the other, both included, in order. */
  List<FireTime> between(LocalDate from, LocalDate to);
}
