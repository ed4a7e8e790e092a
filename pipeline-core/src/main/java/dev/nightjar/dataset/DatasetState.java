package dev.nightjar.dataset;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a prefix of a dataset's log says: the fold of its entries.
 *
 * @param name name of the dataset
 * @param position entries seen; 0: there is no dataset yet
 * @param definition what the entries agree on; null: no segment was ever added
 * @param segments those that can be used, by name
 * @param retracted all that were ever taken back, in order; other rows may have taken their names
 * @param tags position of each tag
 * @param arrivals names of the segments that can be used, in the order in which the log has them
 */
public record DatasetState(
    String name,
    long position,
    @Nullable Definition definition,
    SortedMap<String, Segment> segments,
    List<Retracted> retracted,
    SortedMap<String, Long> tags,
    List<String> arrivals) {

  /**
   * What all segments of a dataset share.
   *
   * @param time event time of a row; the first entry fixes it
   * @param zone the zone of event times; the first entry fixes it
   * @param schema the columns: those of the first entry, then those that came later
   * @param required columns of the first entry, which every segment has
   */
  public record Definition(Expression time, String zone, Schema schema, Set<String> required) {
    public Definition {
      required = Collections.unmodifiableSet(new TreeSet<>(required));
    }
  }

  /** A segment that was taken back, why, by whom and when. */
  public record Retracted(Segment segment, String reason, String by, Instant at) {}

  public DatasetState {
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    retracted = List.copyOf(retracted);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    arrivals = List.copyOf(arrivals);
  }

  /** A state whose segments arrived in the order of their names. */
  public DatasetState(
      String name,
      long position,
      @Nullable Definition definition,
      SortedMap<String, Segment> segments,
      List<Retracted> retracted,
      SortedMap<String, Long> tags) {
    this(name, position, definition, segments, retracted, tags, List.copyOf(segments.keySet()));
  }

  /** A dataset without any entry. */
  public static DatasetState empty(String name) {
    return new DatasetState(name, 0, null, new TreeMap<>(), List.of(), new TreeMap<>());
  }

  /** The definition; throws {@link DataException} when no segment was ever added. */
  public Definition defined() {
    if (definition == null) {
      throw new DataException(
          "dataset "
              + name
              + " has no segments: add some with `nightjar dataset add "
              + name
              + "`");
    }
    return definition;
  }

  /**
   * This state, a prefix of the log, without the segments that were retracted after it: retracted
   * rows are not read by looking back.
   *
   * @param now a later state of the same dataset
   */
  DatasetState withoutRetracted(DatasetState now) {
    NavigableMap<String, Segment> left = new TreeMap<>(segments);
    List<Retracted> taken = new ArrayList<>(retracted);
    for (Retracted later : now.retracted().subList(retracted.size(), now.retracted().size())) {
      Segment segment = left.get(later.segment().name());
      if (segment != null && segment.equals(later.segment())) {
        left.remove(segment.name());
        taken.add(later);
      }
    }
    return new DatasetState(
        name,
        position,
        definition,
        left,
        taken,
        tags,
        arrivals.stream().filter(left::containsKey).toList());
  }

  /** The segments that can be used and require the named one, directly or not, sorted. */
  public List<String> dependants(String segment) {
    return new Requirements(this).dependants(segment);
  }

  /** The first day with an event in a segment that can be used. */
  public Optional<LocalDate> firstDay() {
    return segments.values().stream()
        .map(Segment::from)
        .min(Comparator.naturalOrder())
        .map(t -> t.toLocalDate());
  }

  /** The last day with an event in a segment that can be used. */
  public Optional<LocalDate> lastDay() {
    return segments.values().stream()
        .map(Segment::to)
        .max(Comparator.naturalOrder())
        .map(t -> t.toLocalDate());
  }

  /** What the dataset holds, in words: {@code 2011-01-01 to 2011-12-31}. */
  public String extent() {
    return firstDay().isEmpty()
        ? "no segments"
        : firstDay().orElseThrow() + " to " + lastDay().orElseThrow();
  }
}
