package dev.nightjar.dataset;

import java.time.Instant;
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
    @Nullable Labels labels) {

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
        null);
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
        read);
  }

  /**
   * The segments that the dataset does not have any more, or has with other bytes, or has without
   * one that they require, in order of name: what was judged on them does not stand.
   *
   * @param now a later state of the same dataset
   */
  public List<Segment> gone(DatasetState now) {
    return Gone.of(segments, now).segments();
  }

  /**
   * What {@link #gone} finds, in words: {@code segment 2011-06-01 was retracted}; empty when it
   * finds nothing. A segment whose name other rows have now was replaced.
   */
  public Optional<String> goneInWords(DatasetState now) {
    return Gone.of(segments, now).words();
  }

  /** The newest segment, or null when there is none. */
  public @Nullable Segment newest() {
    return segments.isEmpty() ? null : segments.get(segments.size() - 1);
  }
}
