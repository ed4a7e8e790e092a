package dev.nightjar.upkeep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a collection did, or would do.
 *
 * @param at by the store's clock
 * @param dryRun whether nothing was done
 * @param grace the period that was kept to
 * @param documents how many documents were read for what they name
 * @param kept blobs that something names
 * @param removed what was removed
 * @param condemned what a collection after the grace period will remove, unless it is needed then
 * @param waiting what was condemned before and is not due yet
 * @param inFlight runs that were going on; while there are any, the grace period is at least a week
 */
public record GarbageReport(
    Instant at,
    boolean dryRun,
    Duration grace,
    long documents,
    Sum kept,
    List<GarbageItem> removed,
    List<GarbageItem> condemned,
    List<GarbageItem> waiting,
    List<String> inFlight) {

  public GarbageReport {
    removed = List.copyOf(removed);
    condemned = List.copyOf(condemned);
    waiting = List.copyOf(waiting);
    inFlight = List.copyOf(inFlight);
  }

  /** So many objects of so many bytes in all. */
  public record Sum(long count, long bytes) {

    static Sum of(List<GarbageItem> items) {
      return new Sum(
          items.size(), items.stream().mapToLong(item -> Math.max(0, item.bytes())).sum());
    }
  }

  /** Counts and bytes of each kind that there is. */
  public static Map<GarbageKind, Sum> byKind(List<GarbageItem> items) {
    Map<GarbageKind, List<GarbageItem>> kinds = new EnumMap<>(GarbageKind.class);
    items.forEach(i -> kinds.computeIfAbsent(i.kind(), k -> new ArrayList<>()).add(i));
    Map<GarbageKind, Sum> sums = new EnumMap<>(GarbageKind.class);
    kinds.forEach((kind, all) -> sums.put(kind, Sum.of(all)));
    return sums;
  }
}
