package dev.nightjar.schedules;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The nights that somebody names for a backfill; days are days of the schedule's zone. */
public sealed interface BackfillNights {

  /** The slots, in order: those that a calendar leaves out too. */
  List<Instant> slots(FireTimes schedule);

  /** The first day. */
  LocalDate first();

  /** The lane of their shadow history: the same nights have the same one. */
  String shadow();

  /** For people. */
  @Override
  String toString();

  /** Every slot of these days, both included. */
  record Range(LocalDate from, LocalDate to) implements BackfillNights {

    /** Throws {@link IllegalArgumentException} when the range ends before it begins. */
    public Range {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("--to " + to + " is before --from " + from);
      }
    }

    @Override
    public List<Instant> slots(FireTimes schedule) {
      return schedule.between(from, to);
    }

    @Override
    public LocalDate first() {
      return from;
    }

    @Override
    public String shadow() {
      return "shadow-" + digits(from) + "-" + digits(to);
    }

    private static String digits(LocalDate day) {
      return day.toString().replace("-", "");
    }

    @Override
    public String toString() {
      return from + " to " + to;
    }
  }

  /** Every slot of some days, and slots that are named by their time. */
  record Listed(List<SlotName> names) implements BackfillNights {

    /** Throws {@link IllegalArgumentException} when none is named. */
    public Listed {
      names = names.stream().distinct().toList();
      if (names.isEmpty()) {
        throw new IllegalArgumentException("--dates: expected at least one day");
      }
    }

    /**
     * @throws ScheduleException when a day or a time has no slot
     */
    @Override
    public List<Instant> slots(FireTimes schedule) {
      TreeSet<Instant> slots = new TreeSet<>();
      for (SlotName name : names) {
        List<Instant> found =
            name.time() == null
                ? schedule.between(name.date(), name.date())
                : List.of(name.slot(schedule));
        if (found.isEmpty()) {
          throw new ScheduleException("the schedule has no slot on " + name.date());
        }
        slots.addAll(found);
      }
      return List.copyOf(slots);
    }

    @Override
    public LocalDate first() {
      return names.stream().map(SlotName::date).min(LocalDate::compareTo).orElseThrow();
    }

    @Override
    public String shadow() {
      return "shadow-" + Digest.of(toString()).head(8);
    }

    @Override
    public String toString() {
      return names.stream().map(SlotName::toString).sorted().collect(Collectors.joining(", "));
    }
  }
}
