package dev.nightjar.dataset;

import java.util.List;

/** The effects that the entries of a dataset's log have, as JSON holds them. */
sealed interface DatasetEntry {

  /** Type of an entry whose segments are all of kind BASE. */
  String BASE = "base";

  /** Type of any other entry with segments. */
  String DELTA = "delta";

  String RETRACT = "retract";
  String TAG = "tag";

  /**
   * Segments that became visible at once.
   *
   * @param schema the columns of these segments
   */
  record Added(Expression time, String zone, Schema schema, List<Segment> segments)
      implements DatasetEntry {}

  /** A segment that was taken back. */
  record Retracted(String segment) implements DatasetEntry {}

  /** A name for the entries up to this one. */
  record Tagged(String tag) implements DatasetEntry {}
}
