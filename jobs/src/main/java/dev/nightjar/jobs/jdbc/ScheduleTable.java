package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.ScheduleState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is done to the table of schedules within one transaction. */
final class ScheduleTable {

  private static final String ALL =
      "SELECT pipeline, seen_until, paused_by, paused_at, pause_reason, watched_from"
          + " FROM schedule ";

  /** Up to so many are asked for by name. */
  private static final int FEW = 16;

  private final Connection connection;

  ScheduleTable(Connection connection) {
    this.connection = connection;
  }

  /** Locks the pipeline's row until the transaction ends, so that one process decides about it. */
  ScheduleState lock(String pipeline) throws SQLException {
    return Objects.requireNonNull(lock(new TreeSet<>(List.of(pipeline))).get(pipeline));
  }

  /** The same for many, in the order of their names: two who do it do not wait for each other. */
  Map<String, ScheduleState> lock(SortedSet<String> pipelines) throws SQLException {
    Map<String, ScheduleState> states = new HashMap<>();
    if (pipelines.size() > FEW) {
      lockBetween(pipelines.first(), pipelines.last(), states);
      states.keySet().retainAll(pipelines);
    }
    // The database may order names otherwise than we do.
    lockNamed(without(pipelines, states.keySet()), states);
    SortedSet<String> unknown = without(pipelines, states.keySet());
    Sql.batch(connection, "INSERT INTO schedule (pipeline) VALUES (?)", names(unknown));
    lockNamed(unknown, states);
    return states;
  }

  private static SortedSet<String> without(SortedSet<String> pipelines, Set<String> known) {
    SortedSet<String> rest = new TreeSet<>(pipelines);
    rest.removeAll(known);
    return rest;
  }

  // Whoever looks at many looks at neighbours; a database reads a range at once, and a long list of
  // names one by one, PostgreSQL without statistics each name against each row.
  private void lockBetween(String first, String last, Map<String, ScheduleState> into)
      throws SQLException {
    lockWhere("BETWEEN ? AND ?", new Object[] {first, last}, into);
  }

  private void lockNamed(SortedSet<String> pipelines, Map<String, ScheduleState> into)
      throws SQLException {
    if (!pipelines.isEmpty()) {
      String places = String.join(", ", Collections.nCopies(pipelines.size(), "?"));
      lockWhere("IN (" + places + ")", pipelines.toArray(), into);
    }
  }

  private void lockWhere(String pipeline, Object[] names, Map<String, ScheduleState> into)
      throws SQLException {
    String sql = ALL + "WHERE pipeline " + pipeline + " ORDER BY pipeline FOR UPDATE";
    for (ScheduleState state : Sql.list(connection, Row::schedule, sql, names)) {
      into.put(state.pipeline(), state);
    }
  }

  private static List<Object[]> names(Collection<String> pipelines) {
    return pipelines.stream().map(name -> new Object[] {name}).toList();
  }

  void seen(Collection<String> pipelines, Instant until) throws SQLException {
    Sql.update(
        connection,
        "UPDATE schedule SET seen_until = ?, watched_from = COALESCE(watched_from, ?)"
            + " WHERE pipeline = ANY (?)",
        Row.time(until),
        Row.time(until),
        Sql.array(connection, "varchar", List.copyOf(pipelines), name -> name));
  }

  void pause(String pipeline, @Nullable String by, @Nullable Instant at, @Nullable String reason)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE schedule SET paused_by = ?, paused_at = ?, pause_reason = ? WHERE pipeline = ?",
        by,
        Row.timeOrNull(at),
        reason,
        pipeline);
  }

  /** Slots are expected from now on, unless nobody looked yet. */
  void expect(String pipeline, Instant from) throws SQLException {
    Sql.update(
        connection,
        "UPDATE schedule SET watched_from = ? WHERE pipeline = ? AND watched_from IS NOT NULL",
        Row.time(from),
        pipeline);
  }

  Optional<ScheduleState> find(String pipeline) throws SQLException {
    return Sql.first(connection, Row::schedule, ALL + "WHERE pipeline = ?", pipeline);
  }

  List<ScheduleState> all() throws SQLException {
    return Sql.list(connection, Row::schedule, ALL + "ORDER BY pipeline");
  }
}
