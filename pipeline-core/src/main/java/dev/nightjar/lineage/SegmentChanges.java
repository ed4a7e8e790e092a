package dev.nightjar.lineage;

import dev.nightjar.dataset.Segment;
import dev.nightjar.store.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which segments came, left and were replaced, in order of name.
 *
 * @param added names that only the second has
 * @param removed names that only the first has
 * @param replaced names that both have, with other bytes
 * @param same how many have the same name and bytes: nothing of them is read
 */
public record SegmentChanges(
    List<Segment> added, List<Segment> removed, List<Replaced> replaced, int same) {

  public SegmentChanges {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    replaced = List.copyOf(replaced);
  }

  /** A name with other bytes. */
  public record Replaced(Segment before, Segment after) {}

  /** What leads from one to the other. */
  public static SegmentChanges between(List<Segment> before, List<Segment> after) {
    Map<String, Segment> old = byName(before);
    Map<String, Segment> now = byName(after);
    List<Replaced> replaced = new ArrayList<>();
    int same = 0;
    for (Segment segment : old.values()) {
      Segment other = now.get(segment.name());
      if (other != null && other.digest().equals(segment.digest())) {
        same++;
      } else if (other != null) {
        replaced.add(new Replaced(segment, other));
      }
    }
    return new SegmentChanges(missing(now, old), missing(old, now), replaced, same);
  }

  /** Segments of the first whose bytes the second has under no name, and the other way round. */
  public static List<Segment> only(List<Segment> of, List<Segment> without) {
    Set<Digest> known = without.stream().map(Segment::digest).collect(Collectors.toSet());
    return of.stream().filter(s -> !known.contains(s.digest())).toList();
  }

  private static List<Segment> missing(Map<String, Segment> of, Map<String, Segment> in) {
    return of.values().stream().filter(s -> !in.containsKey(s.name())).toList();
  }

  private static Map<String, Segment> byName(List<Segment> segments) {
    return segments.stream()
        .collect(Collectors.toMap(Segment::name, Function.identity(), (a, b) -> b, TreeMap::new));
  }

  /** Whether the segments are the same. */
  public boolean none() {
    return added.isEmpty() && removed.isEmpty() && replaced.isEmpty();
  }
}
