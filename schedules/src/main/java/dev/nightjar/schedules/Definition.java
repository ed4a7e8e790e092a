package dev.nightjar.schedules;

import dev.nightjar.run.Concurrency;
import dev.nightjar.run.DueSlot;
import dev.nightjar.run.Misfire;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A pipeline as the orchestrator sees it.
 *
 * @param name the pipeline's
 * @param digest of its file
 * @param times when it is due; asked anew each time, since some schedules follow what happens
 * @param misfire what becomes of slots that were missed
 * @param concurrency what becomes of slots that are due while another runs
 * @param tags the pools in which its runs take places
 */
public record Definition(
    String name,
    Digest digest,
    Supplier<FireTimes> times,
    Misfire misfire,
    Concurrency concurrency,
    Set<String> tags) {

  /** A slot that is noticed within this time is on time: twice what a sweep takes to come. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /**
   * What became due after {@code seen} and until {@code now}, and what becomes of it: slots that
   * daylight saving or a calendar leaves out are skipped with their reason, of the others the
   * misfire policy decides. In order of logical time.
   */
  List<DueSlot> due(Instant seen, Instant now) {
    List<FireTime> listed = times.get().listed(seen.plusNanos(1), now);
    NavigableMap<Instant, DueSlot> due = new TreeMap<>();
    for (FireTime time : listed) {
      if (!time.runs()) {
        due.put(time.at(), new DueSlot(time.at(), false, time.note()));
      }
    }
    List<Instant> slots =
        listed.stream()
            .filter(FireTime::runs)
            .map(FireTime::at)
            .sorted(Comparator.naturalOrder())
            .distinct()
            .toList();
    // What is left out at the instant of another slot, as at the end of a gap, gives way to it.
    misfire.decide(slots, now, GRACE).forEach(slot -> due.put(slot.logicalTime(), slot));
    return List.copyOf(due.values());
  }

  /** The first slot after this instant, or empty when none is known. */
  Optional<Instant> next(Instant after) {
    return times.get().next(after);
  }
}
