package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunListing;
import dev.nightjar.run.RunPage;
import dev.nightjar.run.RunQuery;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.SlotStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of tables. Each is read from an index in its order; see {@code V8__fewer_indexes.sql}. */
final class SqlListing implements RunListing {

  private static final String NEWEST = "%1$sstarted_at DESC, %1$sslot_id DESC, %1$sordinal DESC";

  private final Transactions transactions;

  SqlListing(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A run, and where it stands in the order. */
  private record Placed(Run run, RunCursor at) {}

  @Override
  public RunPage runs(RunQuery query) {
    List<@Nullable Object> values = new ArrayList<>();
    String sql =
        "SELECT %s, n.slot_id FROM (SELECT * FROM run%s%s FETCH FIRST ? ROWS ONLY) n"
                .formatted(Row.COLUMNS.replace("r.", "n."), where(query, values), order(query))
            + " JOIN slot s ON s.id = n.slot_id ORDER BY "
            + NEWEST.formatted("n.");
    values.add(query.limit() + 1);
    List<Placed> found =
        transactions.run((c, before) -> Sql.list(c, SqlListing::placed, sql, values.toArray()));
    boolean more = found.size() > query.limit();
    List<Placed> page = more ? found.subList(0, query.limit()) : found;
    return new RunPage(
        page.stream().map(Placed::run).toList(),
        more ? page.get(page.size() - 1).at().text() : null);
  }

  // With the column that an index begins with, though it has one value: H2 sorts otherwise.
  private static String order(RunQuery query) {
    String first =
        query.pipeline() != null ? "pipeline, " : query.status() != null ? "status, " : "";
    return " ORDER BY " + first + NEWEST.formatted("");
  }

  private static String where(RunQuery query, List<@Nullable Object> values) {
    List<String> conditions = new ArrayList<>();
    if (query.pipeline() != null) {
      conditions.add("pipeline = ?");
      values.add(query.pipeline());
    }
    if (query.status() != null) {
      conditions.add("status = ?");
      values.add(query.status().name());
    }
    if (query.cursor() != null) {
      RunCursor cursor = RunCursor.parse(query.cursor());
      // The first condition alone is what an index can begin at.
      conditions.add("started_at <= ?");
      conditions.add("(started_at < ? OR slot_id < ? OR (slot_id = ? AND ordinal < ?))");
      values.add(Row.time(cursor.startedAt()));
      values.add(Row.time(cursor.startedAt()));
      values.add(cursor.slotId());
      values.add(cursor.slotId());
      values.add(cursor.ordinal());
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static Placed placed(java.sql.ResultSet row) throws SQLException {
    Run run = Row.run(row);
    return new Placed(run, new RunCursor(run.startedAt(), row.getLong("slot_id"), run.ordinal()));
  }

  @Override
  public List<SlotStatus> slots(String pipeline, String lane, @Nullable Instant before, int limit) {
    return transactions.run((c, earlier) -> slots(c, pipeline, lane, before, limit));
  }

  private static List<SlotStatus> slots(
      Connection connection, String pipeline, String lane, @Nullable Instant before, int limit)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(List.of(pipeline, lane));
    if (before != null) {
      values.add(Row.time(before));
    }
    values.add(limit);
    return Sql.list(
        connection,
        Row::slot,
        "SELECT "
            + Row.COLUMNS
            + " FROM (SELECT * FROM slot WHERE pipeline = ? AND lane = ?"
            + (before == null ? "" : " AND logical_time < ?")
            + " ORDER BY pipeline DESC, lane DESC, logical_time DESC FETCH FIRST ? ROWS ONLY) s"
            + " JOIN run r ON r.slot_id = s.id AND r.ordinal ="
            + " (SELECT MAX(m.ordinal) FROM run m WHERE m.slot_id = s.id)"
            + " ORDER BY s.logical_time DESC",
        values.toArray());
  }

  /** How many runs there are in one state. */
  private record Count(Status status, long runs) {}

  @Override
  public Map<Status, Long> live() {
    List<Count> counts =
        transactions.run(
            (c, before) ->
                Sql.list(
                    c,
                    row -> new Count(Status.valueOf(row.getString("status")), row.getLong("runs")),
                    "SELECT status, COUNT(*) AS runs FROM run"
                        + " WHERE status IN ('QUEUED', 'RUNNING', 'AWAITING_APPROVAL')"
                        + " GROUP BY status"));
    Map<Status, Long> live = new EnumMap<>(Status.class);
    counts.forEach(count -> live.put(count.status(), count.runs()));
    return live;
  }
}
