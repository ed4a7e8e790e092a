package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Pool;
import dev.nightjar.run.SlotStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is done to the tables of pools within one transaction. */
record PoolTable(Connection connection) {

  private static final String LIVE =
      "SELECT "
          + Row.COLUMNS
          + " FROM run r JOIN slot s ON r.slot_id = s.id WHERE r.status IN ('QUEUED', 'RUNNING')"
          + " AND ";
  private static final String TAGGED =
      "s.pipeline IN (SELECT pipeline FROM pipeline_tag WHERE tag = ?)";
  private static final String ORDER = " ORDER BY s.pipeline, s.lane, s.logical_time";

  /** How many places a pool has. */
  private record Size(String tag, int places) {}

  private record Member(String pipeline, String tag) {}

  NavigableSet<String> tags(String pipeline) throws SQLException {
    return new TreeSet<>(
        Sql.list(
            connection,
            row -> row.getString("tag"),
            "SELECT tag FROM pipeline_tag WHERE pipeline = ?",
            pipeline));
  }

  /** The tags of all pipelines that have any. */
  NavigableMap<String, NavigableSet<String>> tags() throws SQLException {
    NavigableMap<String, NavigableSet<String>> all = new TreeMap<>();
    for (Member member :
        Sql.list(
            connection,
            row -> new Member(row.getString("pipeline"), row.getString("tag")),
            "SELECT pipeline, tag FROM pipeline_tag")) {
      all.computeIfAbsent(member.pipeline(), p -> new TreeSet<>()).add(member.tag());
    }
    return all;
  }

  void insert(String pipeline, Collection<String> tags) throws SQLException {
    Sql.batch(
        connection,
        "INSERT INTO pipeline_tag (pipeline, tag) VALUES (?, ?)",
        tags.stream().map(tag -> new Object[] {pipeline, tag}).toList());
  }

  void delete(String pipeline, Collection<String> tags) throws SQLException {
    Sql.batch(
        connection,
        "DELETE FROM pipeline_tag WHERE pipeline = ? AND tag = ?",
        tags.stream().map(tag -> new Object[] {pipeline, tag}).toList());
  }

  /**
   * Locks those of the pools that are limited until the transaction ends, in the order of their
   * tags: two who do it do not wait for each other.
   */
  NavigableMap<String, Integer> lock(NavigableSet<String> tags) throws SQLException {
    if (tags.isEmpty()) {
      return new TreeMap<>();
    }
    String these = String.join(", ", Collections.nCopies(tags.size(), "?"));
    return sizes("WHERE tag IN (" + these + ") ORDER BY tag FOR UPDATE", tags.toArray());
  }

  NavigableMap<String, Integer> sizes() throws SQLException {
    return sizes("ORDER BY tag");
  }

  private NavigableMap<String, Integer> sizes(String which, Object... values) throws SQLException {
    NavigableMap<String, Integer> sizes = new TreeMap<>();
    for (Size size :
        Sql.list(
            connection,
            row -> new Size(row.getString("tag"), row.getInt("places")),
            "SELECT tag, places FROM pool " + which,
            values)) {
      sizes.put(size.tag(), size.places());
    }
    return sizes;
  }

  void limit(String tag, int places) throws SQLException {
    if (Sql.update(connection, "UPDATE pool SET places = ? WHERE tag = ?", places, tag) == 0) {
      Sql.update(connection, "INSERT INTO pool (tag, places) VALUES (?, ?)", tag, places);
    }
  }

  boolean unlimit(String tag) throws SQLException {
    return Sql.update(connection, "DELETE FROM pool WHERE tag = ?", tag) > 0;
  }

  /** The slots that somebody works on, of those that take a place of the tag's pool. */
  List<SlotStatus> held(String tag, LeaseRules now) throws SQLException {
    List<SlotStatus> leased =
        tag.equals(Pool.BACKFILL)
            ? live("s.holder IS NOT NULL AND s.backfill_id IS NOT NULL")
            : live("s.holder IS NOT NULL AND " + TAGGED, tag);
    return leased.stream().filter(now::isHeld).toList();
  }

  /** The pipelines with the tag that have a slot which nobody works on, backfills' not counted. */
  List<String> waiting(String tag, LeaseRules now) throws SQLException {
    return live("s.backfill_id IS NULL AND s.lane = '' AND " + TAGGED, tag).stream()
        .filter(slot -> !now.isHeld(slot))
        .map(slot -> slot.slot().pipeline())
        .distinct()
        .toList();
  }

  private List<SlotStatus> live(String which, Object... values) throws SQLException {
    return Sql.list(connection, Row::slot, LIVE + which + ORDER, values);
  }

  /** Whether a schedule wanted a place of the tag's pool since then, and got none. */
  boolean isWanted(String tag, Instant since) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getString("pipeline"),
            "SELECT pipeline FROM pipeline_tag WHERE tag = ? AND wanted_at > ?"
                + " FETCH FIRST ROW ONLY",
            tag,
            Row.time(since))
        .isPresent();
  }

  void want(String pipeline, String tag, Instant at) throws SQLException {
    Sql.update(
        connection,
        "UPDATE pipeline_tag SET wanted_at = ? WHERE pipeline = ? AND tag = ?",
        Row.time(at),
        pipeline,
        tag);
  }

  void wantNothing(String pipeline) throws SQLException {
    Sql.update(
        connection,
        "UPDATE pipeline_tag SET wanted_at = NULL WHERE pipeline = ? AND wanted_at IS NOT NULL",
        pipeline);
  }

  List<String> pipelines(String tag) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString("pipeline"),
        "SELECT pipeline FROM pipeline_tag WHERE tag = ? ORDER BY pipeline",
        tag);
  }
}
