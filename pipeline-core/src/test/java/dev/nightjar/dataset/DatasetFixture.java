package dev.nightjar.dataset;

import dev.nightjar.store.Digest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Datasets without files. */
final class DatasetFixture {

  static final Schema SCHEMA =
      new Schema(
          List.of(new Column("day", ColumnType.DATE), new Column("late", ColumnType.BOOLEAN)));

  private DatasetFixture() {}

  static Segment segment(String name, LocalDateTime from, LocalDateTime to) {
    return new Segment(
        name,
        Segment.Kind.DELTA,
        Digest.of("bytes " + name),
        100,
        10,
        Digest.of("rows " + name),
        from,
        to);
  }

  static Segment day(LocalDate day) {
    return segment(day.toString(), day.atStartOfDay(), day.atStartOfDay());
  }

  /** One segment for each day. */
  static DatasetState daily(LocalDate first, LocalDate last) {
    TreeMap<String, Segment> segments = new TreeMap<>();
    first.datesUntil(last.plusDays(1)).forEach(d -> segments.put(d.toString(), day(d)));
    return state(segments);
  }

  static DatasetState state(SortedMap<String, Segment> segments) {
    return new DatasetState(
        "flights",
        segments.size(),
        new DatasetState.Definition(
            new Expression("day"), "America/Chicago", SCHEMA, Set.copyOf(SCHEMA.names())),
        segments,
        List.of(),
        new TreeMap<>());
  }
}
