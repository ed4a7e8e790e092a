package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.ScheduleState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to the table of schedules within one transaction. */
final class ScheduleTable {

  private static final String ALL =
      "SELECT pipeline, seen_until, paused_by, paused_at, pause_reason FROM schedule ";

  private final Connection connection;

  ScheduleTable(Connection connection) {
    this.connection = connection;
  }

  /** Locks the pipeline's row until the transaction ends, so that one process decides about it. */
  ScheduleState lock(String pipeline) throws SQLException {
    Optional<ScheduleState> known = locked(pipeline);
    if (known.isPresent()) {
      return known.get();
    }
    Sql.update(connection, "INSERT INTO schedule (pipeline) VALUES (?)", pipeline);
    return locked(pipeline).orElseThrow();
  }

  private Optional<ScheduleState> locked(String pipeline) throws SQLException {
    return Sql.first(connection, Row::schedule, ALL + "WHERE pipeline = ? FOR UPDATE", pipeline);
  }

  void seen(String pipeline, Instant until) throws SQLException {
    Sql.update(
        connection,
        "UPDATE schedule SET seen_until = ? WHERE pipeline = ?",
        Row.time(until),
        pipeline);
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

  Optional<ScheduleState> find(String pipeline) throws SQLException {
    return Sql.first(connection, Row::schedule, ALL + "WHERE pipeline = ?", pipeline);
  }

  List<ScheduleState> all() throws SQLException {
    return Sql.list(connection, Row::schedule, ALL + "ORDER BY pipeline");
  }
}
