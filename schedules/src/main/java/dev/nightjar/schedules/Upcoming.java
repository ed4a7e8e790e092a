package dev.nightjar.schedules;

import dev.nightjar.dataset.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * What a schedule has in store.
 *
 * @param zone in which its times are shown
 * @param times its next slots, and the times between them that are skipped, in order
 * @param remarks sentences for the person who asked: a schedule that ends, say
 */
public record Upcoming(ZoneId zone, List<FireTime> times, List<String> remarks) {

  public Upcoming {
    times = List.copyOf(times);
    remarks = List.copyOf(remarks);
  }

  /** The same, with more to say. */
  public Upcoming with(List<String> more) {
    List<String> all = new ArrayList<>(remarks);
    all.addAll(more);
    return new Upcoming(zone, times, all);
  }

  /**
   * The next slots from an instant on. The first slot after the clocks have changed says so, unless
   * daylight saving made something else of it.
   *
   * @param slots how many
   */
  public static Upcoming of(FireTimes schedule, Instant from, int slots) {
    ZoneId zone = schedule.zone();
    List<FireTime> times = new ArrayList<>();
    Instant before = from;
    for (FireTime time : schedule.upcoming(from, slots)) {
      times.add(marked(time, before, zone));
      before = time.runs() ? time.at() : before;
    }
    long found = times.stream().filter(FireTime::runs).count();
    List<String> remarks = new ArrayList<>();
    if (found < slots) {
      String last =
          found > 0
              ? "there is no other"
              : schedule
                  .latestDue(from)
                  .map(i -> "the last one was " + i.atZone(zone).toOffsetDateTime())
                  .orElse("there was none either");
      remarks.add(
          "%s within eleven years of %s; %s"
              .formatted(
                  found == 0 ? "the schedule has no slot" : "slots end: " + found + " of " + slots,
                  before.atZone(zone).toOffsetDateTime(),
                  last));
    }
    return new Upcoming(zone, times, remarks);
  }

  private static FireTime marked(FireTime time, Instant before, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().previousTransition(time.at().plusNanos(1));
    boolean changed =
        change != null
            && change.getInstant().isAfter(before)
            && !zone.getRules().getOffset(before).equals(zone.getRules().getOffset(time.at()));
    if (!changed || !time.runs() || !time.note().isEmpty()) {
      return time;
    }
    String note =
        "clocks went %s %s: %s was followed by %s"
            .formatted(
                change.isGap() ? "forward" : "back",
                new Span(change.getDuration().abs()),
                change.getDateTimeBefore(),
                change.getDateTimeAfter().toLocalTime());
    return new FireTime(time.at(), time.named(), true, note);
  }
}
