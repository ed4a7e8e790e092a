package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import dev.nightjar.store.CanonicalJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How runs come into their table within one transaction, alone or by the thousand. */
final class NewRuns {

  private static final String INTO_RUN =
      "INSERT INTO run (slot_id, pipeline, ordinal, run_id, pin, status, failure, reason,"
          + " started_at, finished_at, options) VALUES (";

  private static final String OF_SLOT =
      INTO_RUN
          + "(SELECT id FROM slot WHERE pipeline = ? AND lane = ? AND logical_time = ?),"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  // One statement for all: a statement a slot takes H2 three times as long, and PostgreSQL twice.
  private static final String UNKNOWN_SLOTS =
      "INSERT INTO slot (pipeline, lane, logical_time, token)"
          + " SELECT n.pipeline, n.lane, n.logical_time, 0 FROM UNNEST("
          + " CAST(? AS VARCHAR(200) ARRAY), CAST(? AS VARCHAR(200) ARRAY),"
          + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY)) AS n (pipeline, lane, logical_time)"
          + " WHERE NOT EXISTS (SELECT 1 FROM slot s WHERE s.pipeline = n.pipeline"
          + " AND s.lane = n.lane AND s.logical_time = n.logical_time)";

  private static final String FIRST_RUNS =
      "INSERT INTO run (slot_id, pipeline, ordinal, run_id, pin, status, failure, reason,"
          + " started_at, finished_at, options)"
          + " SELECT slot_id, pipeline, ordinal, run_id, pin, status, failure, reason,"
          + " started_at, finished_at, options FROM UNNEST("
          + " CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS INTEGER ARRAY),"
          + " CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),"
          + " CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),"
          + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY),"
          + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE ARRAY), CAST(? AS VARCHAR ARRAY))"
          + " AS n (slot_id, pipeline, ordinal, run_id, pin, status, failure, reason,"
          + " started_at, finished_at, options)";

  /** The types of the columns above, in their order. */
  private static final List<String> TYPES =
      List.of(
          "bigint",
          "varchar",
          "integer",
          "varchar",
          "varchar",
          "varchar",
          "varchar",
          "varchar",
          "timestamptz",
          "timestamptz",
          "varchar");

  private final Connection connection;

  NewRuns(Connection connection) {
    this.connection = connection;
  }

  /** A run of a slot that is there. */
  void insert(Run run) throws SQLException {
    Slot slot = run.slot();
    Sql.update(
        connection,
        OF_SLOT,
        values(run, slot.pipeline(), slot.lane(), Row.time(slot.logicalTime())));
  }

  /**
   * Slots with their first runs, but for slots that are known already; the runs that are new.
   *
   * @param runs of slots that differ
   */
  List<Run> insertUnknown(List<Run> runs) throws SQLException {
    if (runs.isEmpty()) {
      return List.of();
    }
    Map<Slot, Long> ids = insertSlots(runs.stream().map(Run::slot).toList());
    List<Run> made = runs.stream().filter(run -> ids.containsKey(run.slot())).toList();
    insertFirst(made.stream().map(run -> values(run, ids.get(run.slot()))).toList());
    return made;
  }

  private void insertFirst(List<@Nullable Object[]> rows) throws SQLException {
    @Nullable Object[] columns = new @Nullable Object[TYPES.size()];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      columns[i] = Sql.array(connection, TYPES.get(i), rows, row -> row[column]);
    }
    Sql.update(connection, FIRST_RUNS, columns);
  }

  private Map<Slot, Long> insertSlots(List<Slot> slots) throws SQLException {
    Map<Slot, Long> ids = new HashMap<>();
    String[] returned = {"id", "pipeline", "lane", "logical_time"};
    try (PreparedStatement insert = connection.prepareStatement(UNKNOWN_SLOTS, returned)) {
      insert.setArray(1, Sql.array(connection, "varchar", slots, Slot::pipeline));
      insert.setArray(2, Sql.array(connection, "varchar", slots, Slot::lane));
      Function<Slot, Object> time = slot -> Row.time(slot.logicalTime());
      insert.setArray(3, Sql.array(connection, "timestamptz", slots, time));
      insert.executeUpdate();
      try (ResultSet row = insert.getGeneratedKeys()) {
        while (row.next()) {
          ids.put(Row.slotName(row), row.getLong("id"));
        }
      }
    }
    return ids;
  }

  /** The values of a row, behind those that name its slot. */
  private static @Nullable Object[] values(Run run, @Nullable Object... slot) {
    @Nullable Object[] values = new @Nullable Object[slot.length + 10];
    System.arraycopy(slot, 0, values, 0, slot.length);
    @Nullable Object[] rest = {
      run.slot().pipeline(),
      run.ordinal(),
      run.id().hex(),
      run.pin().hex(),
      run.state().status().name(),
      run.state().failure() == null ? null : run.state().failure().name(),
      run.state().text(),
      Row.time(run.startedAt()),
      Row.timeOrNull(run.finishedAt()),
      run.options().isEmpty() ? null : CanonicalJson.text(run.options())
    };
    System.arraycopy(rest, 0, values, slot.length, rest.length);
    return values;
  }
}
