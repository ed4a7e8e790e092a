package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillLine;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSlot.Status;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Slot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done to the tables of backfills within one transaction. */
final class BackfillTable {

  private static final String ALL = "SELECT * FROM backfill b ";

  private static final String SLOTS =
      "SELECT b.pipeline, b.lane, n.* FROM backfill_slot n JOIN backfill b ON b.id = n.backfill_id"
          + " WHERE n.backfill_id = ? ";

  private final Connection connection;

  BackfillTable(Connection connection) {
    this.connection = connection;
  }

  /** Locks the backfill until the transaction ends, so that one at a time decides about it. */
  Backfill lock(long id) throws SQLException {
    return Sql.first(connection, BackfillTable::backfill, ALL + "WHERE id = ? FOR UPDATE", id)
        .orElseThrow(() -> none(id));
  }

  private static LedgerException none(long id) {
    return new LedgerException("there is no backfill " + id);
  }

  Optional<Backfill> find(long id) throws SQLException {
    return Sql.first(connection, BackfillTable::backfill, ALL + "WHERE id = ?", id);
  }

  /** The one of the lane that is not over. */
  Optional<Backfill> open(String pipeline, String lane) throws SQLException {
    return Sql.first(
        connection,
        BackfillTable::backfill,
        ALL + "WHERE status IN ('RUNNING', 'PAUSED') AND pipeline = ? AND lane = ?",
        pipeline,
        lane);
  }

  List<Backfill> before(long id, int limit) throws SQLException {
    return Sql.list(
        connection,
        BackfillTable::backfill,
        ALL + "WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
        id,
        limit);
  }

  List<Backfill> working() throws SQLException {
    return Sql.list(
        connection,
        BackfillTable::backfill,
        ALL + "WHERE status = 'RUNNING' OR status <> 'PAUSED' AND ended < total ORDER BY id");
  }

  void insert(BackfillSpec spec, int total, String by, Instant at) throws SQLException {
    BackfillOptions options = spec.options();
    Sql.update(
        connection,
        "INSERT INTO backfill (pipeline, lane, nights, reprocess, parallel, slot_order,"
            + " stop_on_failure, allow_dirty, status, reason, total, waiting, ended, failed,"
            + " prepared, judged, prepare_micros, judge_micros, created_by, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', '', ?, ?, 0, 0, 0, 0, 0, 0, ?, ?)",
        spec.pipeline(),
        spec.lane(),
        spec.nights(),
        options.reprocess().name(),
        options.parallel(),
        options.order().name(),
        options.stopOnFailure(),
        options.allowDirty(),
        total,
        total,
        by,
        Row.time(at));
  }

  void update(Backfill backfill) throws SQLException {
    BackfillProgress progress = backfill.progress();
    Sql.update(
        connection,
        "UPDATE backfill SET parallel = ?, status = ?, reason = ?, waiting = ?, ended = ?,"
            + " failed = ?, prepared = ?, judged = ?, prepare_micros = ?, judge_micros = ?,"
            + " finished_at = ? WHERE id = ?",
        backfill.spec().options().parallel(),
        backfill.state().status().name(),
        backfill.state().reason(),
        progress.waiting(),
        progress.over(),
        progress.failed(),
        progress.prepared(),
        progress.judged(),
        micros(progress.prepare()),
        micros(progress.judge()),
        Row.timeOrNull(backfill.finishedAt()),
        backfill.id());
  }

  void insert(long id, BackfillSlot slot, int turn) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO backfill_slot (backfill_id, place, turn, logical_time, status, note, ordinal)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        slot.place(),
        turn,
        Row.time(slot.slot().logicalTime()),
        slot.status().name(),
        slot.note(),
        slot.ordinal());
  }

  void update(long id, BackfillSlot slot) throws SQLException {
    Sql.update(
        connection,
        "UPDATE backfill_slot SET status = ?, note = ? WHERE backfill_id = ? AND place = ?",
        slot.status().name(),
        slot.note(),
        id,
        slot.place());
  }

  /** Ends all that are not begun. */
  void endWaiting(long id, Status end, String why) throws SQLException {
    Sql.update(
        connection,
        "UPDATE backfill_slot SET status = ?, note = ?"
            + " WHERE backfill_id = ? AND status = 'WAITING'",
        end.name(),
        why,
        id);
  }

  BackfillSlot slot(long id, int place) throws SQLException {
    return Sql.first(connection, BackfillTable::slot, SLOTS + "AND n.place = ?", id, place)
        .orElseThrow(() -> new LedgerException("backfill " + id + " has no place " + place));
  }

  List<BackfillSlot> slots(long id) throws SQLException {
    if (find(id).isEmpty()) {
      throw none(id);
    }
    return Sql.list(connection, BackfillTable::slot, SLOTS + "ORDER BY n.place", id);
  }

  List<BackfillSlot> begun(long id) throws SQLException {
    List<BackfillSlot> begun = new ArrayList<>(like(id, Status.JUDGING));
    begun.addAll(like(id, Status.PREPARING));
    return begun;
  }

  // One status at a time: for several H2 reads every slot of the backfill.
  private List<BackfillSlot> like(long id, Status status) throws SQLException {
    return Sql.list(
        connection,
        BackfillTable::slot,
        SLOTS + "AND n.status = ? ORDER BY n.backfill_id, n.status, n.turn",
        id,
        status.name());
  }

  List<BackfillSlot> prepared(long id) throws SQLException {
    return like(id, Status.PREPARED);
  }

  // The columns of the order are those of an index, so that nothing is sorted.

  /**
   * The first by date that is not over. As slots are judged by date, it comes after all that were:
   * those need not be read.
   */
  Optional<BackfillSlot> first(long id, int judged) throws SQLException {
    return Sql.first(
        connection,
        BackfillTable::slot,
        SLOTS
            + "AND n.place > ? AND n.status IN ('WAITING', 'PREPARING', 'PREPARED', 'JUDGING')"
            + " ORDER BY n.backfill_id, n.place FETCH FIRST ROW ONLY",
        id,
        judged);
  }

  List<BackfillSlot> next(long id) throws SQLException {
    return Sql.list(
        connection,
        BackfillTable::slot,
        SLOTS
            + "AND n.status = 'WAITING' ORDER BY n.backfill_id, n.status, n.turn"
            + " FETCH FIRST ? ROWS ONLY",
        id,
        BackfillLine.AHEAD);
  }

  private static Backfill backfill(ResultSet row) throws SQLException {
    BackfillOptions options =
        new BackfillOptions(
            Reprocess.valueOf(row.getString("reprocess")),
            row.getInt("parallel"),
            BackfillOptions.Order.valueOf(row.getString("slot_order")),
            row.getBoolean("stop_on_failure"),
            row.getBoolean("allow_dirty"));
    return new Backfill(
        row.getLong("id"),
        new BackfillSpec(
            row.getString("pipeline"), row.getString("lane"), row.getString("nights"), options),
        new BackfillState(
            BackfillState.Status.valueOf(row.getString("status")), row.getString("reason")),
        new BackfillProgress(
            row.getInt("total"),
            row.getInt("waiting"),
            row.getInt("ended"),
            row.getInt("failed"),
            row.getInt("prepared"),
            row.getInt("judged"),
            duration(row.getLong("prepare_micros")),
            duration(row.getLong("judge_micros"))),
        row.getString("created_by"),
        Row.instant(row, "created_at"),
        Row.instantOrNull(row, "finished_at"));
  }

  private static BackfillSlot slot(ResultSet row) throws SQLException {
    return new BackfillSlot(
        row.getInt("place"),
        Row.slotName(row),
        Status.valueOf(row.getString("status")),
        row.getString("note"),
        row.getInt("ordinal"));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }

  private static Duration duration(long micros) {
    return Duration.ofNanos(micros * 1000);
  }

  /** Says whose a slot is until it is over there. */
  void take(long slotId, long id) throws SQLException {
    Sql.update(connection, "UPDATE slot SET backfill_id = ? WHERE id = ?", id, slotId);
  }

  void giveBack(Slot slot, long id) throws SQLException {
    Sql.update(
        connection,
        "UPDATE slot SET backfill_id = NULL WHERE pipeline = ? AND lane = ? AND logical_time = ?"
            + " AND backfill_id = ?",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()),
        id);
  }
}
