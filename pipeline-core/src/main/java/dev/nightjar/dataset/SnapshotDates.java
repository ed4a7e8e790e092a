package dev.nightjar.dataset;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The moments of a night, in local event time.
 *
 * @param cutoff local logical time
 * @param completeEnd end of the last day all of whose rows are complete at the cutoff, exclusive
 * @param recentStart where the earliest rolling test set begins, and training rows end
 */
record SnapshotDates(LocalDateTime cutoff, LocalDateTime completeEnd, LocalDateTime recentStart) {

  static SnapshotDates of(
      DatasetState state, List<TestSet> testSets, Label label, Instant logicalTime, ZoneId zone) {
    LocalDateTime cutoff = LocalDateTime.ofInstant(logicalTime, zone);
    LocalDateTime end = completeEnd(state, label, cutoff);
    LocalDateTime recent = end;
    for (TestSet set : testSets) {
      if (set.span() instanceof TestSet.Recent r) {
        LocalDateTime start = end.minus(r.last().duration());
        recent = start.isBefore(recent) ? start : recent;
      }
    }
    return new SnapshotDates(cutoff, end, recent);
  }

  private static LocalDateTime completeEnd(DatasetState state, Label label, LocalDateTime cutoff) {
    LocalDateTime old = cutoff.minus(label.completeAfter().duration());
    LocalDateTime day = old.truncatedTo(ChronoUnit.DAYS);
    return hasWholeDays(state) ? day.plusDays(1) : day;
  }

  // An event that is a day stands at its midnight, so that the day is complete with its first
  // instant; of events with a time of day the last of a day decides.
  private static boolean hasWholeDays(DatasetState state) {
    return state.segments().values().stream()
        .allMatch(
            s ->
                s.from().toLocalTime().equals(LocalTime.MIDNIGHT)
                    && s.to().toLocalTime().equals(LocalTime.MIDNIGHT));
  }
}
