package dev.nightjar.dataset;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recipe resolved at a logical time over a prefix of the dataset's log: what a run reads, frozen.
 * The id depends on nothing else, so it is the same on every machine.
 *
 * @param id SHA-256 of the canonical JSON of everything else here
 * @param dataset name of the dataset
 * @param logPosition entries of the log that were seen
 * @param logicalTime the instant the run is for
 * @param zone the zone in which days begin
 * @param time event time of a row
 * @param schema the dataset's columns
 * @param segments what is read, in order of name
 * @param leftOut segments that the recipe's interval touches and that are left out, with the reason
 * @param train interval of the training and dev rows
 * @param testSets interval of each test set; a set without rows yet maps to an empty range
 * @param emptySets test sets that map to an empty range, with the reason
 * @param arrivals names of the segments in the order of the log, where rows are deduplicated by id
 *     and that is not the order of names; null otherwise
 * @param labels what is read of the label dataset; null: labels are columns of the rows
 * @param pins what is read for the test sets that stand at a place of the log of their own; null:
 *     none does
 */
public record Snapshot(
    String id,
    String dataset,
    long logPosition,
    Instant logicalTime,
    String zone,
    Expression time,
    Schema schema,
    List<Segment> segments,
    Map<String, String> leftOut,
    TimeRange train,
    Map<String, TimeRange> testSets,
    Map<String, String> emptySets,
    @Nullable List<String> arrivals,
    @Nullable Labels labels,
    @Nullable Map<String, Pin> pins) {

  /**
   * The rows of a test set that are read apart from all others: whatever the dataset was given
   * later, the set does not change. What was retracted is left out here too.
   *
   * @param at tag, or number of entries, as the pipeline file says
   * @param logPosition entries of the log that the set sees
   * @param segments those with rows of its days, in order of name
   * @param arrivals as of the snapshot
   */
  public record Pin(
      String at, long logPosition, List<Segment> segments, @Nullable List<String> arrivals) {

    public Pin {
      segments = List.copyOf(segments);
      arrivals = arrivals == null ? null : List.copyOf(arrivals);
    }

    Pin without(Collection<String> names) {
      return new Pin(
          at,
          logPosition,
          segments.stream().filter(s -> !names.contains(s.name())).toList(),
          arrivals == null ? null : arrivals.stream().filter(n -> !names.contains(n)).toList());
    }
  }

  /**
   * The part of a label dataset that a run reads.
   *
   * @param dataset its name
   * @param logPosition entries of its log that were seen
   * @param time event time of a label row
   * @param schema its columns
   * @param segments all that can hold a label known by the logical time, in order of name
   */
  public record Labels(
      String dataset, long logPosition, Expression time, Schema schema, List<Segment> segments) {

    public Labels {
      segments = List.copyOf(segments);
    }

    /** As {@link Snapshot#gone}, of the label dataset. */
    public List<Segment> gone(DatasetState now) {
      return Gone.of(segments, now).segments();
    }

    /** As {@link Snapshot#goneInWords}, of the label dataset. */
    public Optional<String> goneInWords(DatasetState now) {
      return Gone.of(segments, now).words().map(words -> words + " in dataset " + dataset);
    }
  }

  public Snapshot {
    segments = List.copyOf(segments);
    leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
    testSets = Collections.unmodifiableMap(new LinkedHashMap<>(testSets));
    emptySets = Collections.unmodifiableMap(new TreeMap<>(emptySets));
    arrivals = arrivals == null ? null : List.copyOf(arrivals);
    pins = pins == null || pins.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(pins));
  }

  /** A snapshot whose segments arrived in the order of their names. */
  public Snapshot(
      String id,
      String dataset,
      long logPosition,
      Instant logicalTime,
      String zone,
      Expression time,
      Schema schema,
      List<Segment> segments,
      Map<String, String> leftOut,
      TimeRange train,
      Map<String, TimeRange> testSets,
      Map<String, String> emptySets) {
    this(
        id,
        dataset,
        logPosition,
        logicalTime,
        zone,
        time,
        schema,
        segments,
        leftOut,
        train,
        testSets,
        emptySets,
        null,
        null,
        null);
  }

  /** What is read apart for the test set; null: it is of the snapshot's own segments. */
  public @Nullable Pin pin(String testSet) {
    return pins == null ? null : pins.get(testSet);
  }

  /** All that is read of the dataset, pinned segments among it, in order of name. */
  public List<Segment> read() {
    if (pins == null) {
      return segments;
    }
    Map<String, Segment> all = new TreeMap<>();
    pins.values().forEach(pin -> pin.segments().forEach(s -> all.put(s.name(), s)));
    segments.forEach(s -> all.put(s.name(), s));
    return List.copyOf(all.values());
  }

  /** The segments that can have rows of the test set, in order of name. */
  public List<Segment> read(String testSet) {
    TimeRange range = testSets.get(testSet);
    Pin pin = pin(testSet);
    return range == null || range.isEmpty()
        ? List.of()
        : (pin == null ? segments : pin.segments()).stream().filter(s -> s.touches(range)).toList();
  }

  /** The same by another name, which the caller vouches for. */
  Snapshot named(String name) {
    return like(name, labels);
  }

  /** The same with these labels, and without an id. */
  Snapshot with(Labels read) {
    return like("", read);
  }

  private Snapshot like(String name, @Nullable Labels read) {
    return new Snapshot(
        name,
        dataset,
        logPosition,
        logicalTime,
        zone,
        time,
        schema,
        segments,
        leftOut,
        train,
        testSets,
        emptySets,
        arrivals,
        read,
        pins);
  }

  /**
   * The segments that the dataset does not have any more, or has with other bytes, or has without
   * one that they require, in order of name: what was judged on them does not stand.
   *
   * @param now a later state of the same dataset
   */
  public List<Segment> gone(DatasetState now) {
    return Gone.of(read(), now).segments();
  }

  /**
   * What {@link #gone} finds, in words: {@code segment 2011-06-01 was retracted}; empty when it
   * finds nothing. A segment whose name other rows have now was replaced.
   */
  public Optional<String> goneInWords(DatasetState now) {
    return Gone.of(read(), now).words();
  }

  /** The newest segment, or null when there is none. */
  public @Nullable Segment newest() {
    return segments.isEmpty() ? null : segments.get(segments.size() - 1);
  }
}
