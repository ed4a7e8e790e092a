package dev.nightjar.schedules;

import dev.nightjar.dataset.DatasetEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Instants at which a dataset was changed. */
final class ChangeTimes implements Occurrences {

  private final List<FireTime> changes;

  ChangeTimes(List<DatasetEvent> history, ZoneId zone) {
    this.changes =
        slots(history).stream()
            .map(at -> new FireTime(at, LocalDateTime.ofInstant(at, zone), true, ""))
            .toList();
  }

  /**
   * The slots that a dataset's history makes: one for each entry that added segments or took one
   * back, at the first whole second that is not before it, so that a run for the slot knows of it.
   * Entries of the same second share a slot; tags make none. An entry whose clock was behind that
   * of the entry before it has its slot a second after that one's: no change is without a later
   * slot.
   *
   * @return logical times in order; a longer history has the same ones, and later ones behind them
   */
  static List<Instant> slots(List<DatasetEvent> history) {
    List<Instant> slots = new ArrayList<>();
    Instant last = Instant.MIN;
    for (DatasetEvent event : history) {
      Instant slot = event.at().plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
      if (event.segments().isEmpty() || slot.equals(last)) {
        continue;
      }
      last = slot.isAfter(last) ? slot : last.plusSeconds(1);
      slots.add(last);
    }
    return List.copyOf(slots);
  }

  @Override
  public List<FireTime> between(Instant from, Instant to) {
    return changes.stream().filter(t -> !t.at().isBefore(from) && !t.at().isAfter(to)).toList();
  }

  @Override
  public List<FireTime> between(LocalDate from, LocalDate to) {
    return changes.stream().filter(t -> !t.date().isBefore(from) && !t.date().isAfter(to)).toList();
  }
}
