package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done to the tables within one transaction. */
final class Tables {

  private static final String LATEST =
      "SELECT "
          + Row.COLUMNS
          + " FROM slot s JOIN run r ON r.slot_id = s.id AND r.ordinal ="
          + " (SELECT MAX(m.ordinal) FROM run m WHERE m.slot_id = s.id) ";

  private static final String RUNS =
      "SELECT " + Row.COLUMNS + " FROM slot s JOIN run r ON r.slot_id = s.id ";
  private static final String NEWEST =
      "ORDER BY r.started_at DESC, s.pipeline DESC, s.lane DESC, s.logical_time DESC,"
          + " r.ordinal DESC FETCH FIRST ? ROWS ONLY";

  // A live run is the latest one of its slot; what a backfill has begun is no schedule's.
  private static final String LIVE =
      "SELECT "
          + Row.COLUMNS
          + " FROM run r JOIN slot s ON r.slot_id = s.id WHERE r.status IN ('QUEUED', 'RUNNING')"
          + " AND s.backfill_id IS NULL";

  private final Connection connection;

  Tables(Connection connection) {
    this.connection = connection;
  }

  /** A locked row of the table of slots. */
  record Locked(long id, long token, boolean held, @Nullable String claimKey) {}

  /** Locks the slot until the transaction ends, so that one at a time decides about it. */
  Optional<Locked> lock(Slot slot) throws SQLException {
    return Sql.first(
        connection,
        row ->
            new Locked(
                row.getLong("id"),
                row.getLong("token"),
                row.getString("holder") != null,
                row.getString("claim_key")),
        "SELECT id, token, holder, claim_key FROM slot"
            + " WHERE pipeline = ? AND lane = ? AND logical_time = ? FOR UPDATE",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()));
  }

  /** Locks the slot for the holder of the lease, or throws {@link LeaseLost}. */
  long lock(Lease lease) throws SQLException {
    Optional<Locked> slot = lock(lease.slot());
    if (slot.isEmpty() || slot.get().token() != lease.token() || !slot.get().held()) {
      throw new LeaseLost(lease);
    }
    return slot.get().id();
  }

  /** Whether no slot was ever claimed or skipped. */
  boolean isEmpty() throws SQLException {
    return Sql.first(
            connection, row -> row.getLong("id"), "SELECT id FROM slot FETCH FIRST ROW ONLY")
        .isEmpty();
  }

  long insertSlot(Slot slot) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO slot (pipeline, lane, logical_time, token) VALUES (?, ?, ?, 0)",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()));
    return lock(slot).orElseThrow().id();
  }

  void lease(long slotId, long token, Holder holder, Instant until, String key)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE slot SET token = ?, holder = ?, lease_until = ?, claim_key = ?, reserved = FALSE"
            + " WHERE id = ?",
        token,
        holder.toString(),
        Row.time(until),
        key,
        slotId);
  }

  void reserve(long slotId, long token, Holder holder, Instant until) throws SQLException {
    Sql.update(
        connection,
        "UPDATE slot SET token = ?, holder = ?, lease_until = ?, reserved = TRUE WHERE id = ?",
        token,
        holder.toString(),
        Row.time(until),
        slotId);
  }

  void freeAll(Holder holder) throws SQLException {
    Sql.update(
        connection,
        "UPDATE slot SET holder = NULL, lease_until = NULL, reserved = FALSE WHERE holder = ?",
        holder.toString());
  }

  /** Of a slot that was rebuilt: larger than any that a forgotten worker could show. */
  void token(long slotId, long token) throws SQLException {
    Sql.update(connection, "UPDATE slot SET token = ? WHERE id = ?", token, slotId);
  }

  void extend(long slotId, Instant until) throws SQLException {
    Sql.update(connection, "UPDATE slot SET lease_until = ? WHERE id = ?", Row.time(until), slotId);
  }

  void free(long slotId) throws SQLException {
    Sql.update(
        connection,
        "UPDATE slot SET holder = NULL, lease_until = NULL, reserved = FALSE WHERE id = ?",
        slotId);
  }

  Optional<SlotStatus> slot(Slot slot) throws SQLException {
    return Sql.first(
        connection,
        Row::slot,
        LATEST + "WHERE s.pipeline = ? AND s.lane = ? AND s.logical_time = ?",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()));
  }

  List<SlotStatus> slots(String pipeline, String lane) throws SQLException {
    return Sql.list(
        connection,
        Row::slot,
        LATEST + "WHERE s.pipeline = ? AND s.lane = ? ORDER BY s.logical_time",
        pipeline,
        lane);
  }

  List<SlotStatus> leased() throws SQLException {
    return Sql.list(
        connection,
        Row::slot,
        LATEST + "WHERE s.holder IS NOT NULL ORDER BY s.pipeline, s.lane, s.logical_time");
  }

  /** The live slots of the pipeline's real history, by logical time. */
  List<SlotStatus> live(String pipeline) throws SQLException {
    return Sql.list(
        connection,
        Row::slot,
        LIVE + " AND s.pipeline = ? AND s.lane = '' ORDER BY s.logical_time",
        pipeline);
  }

  /** The live slots of all real histories. */
  List<SlotStatus> live() throws SQLException {
    return Sql.list(connection, Row::slot, LIVE + " AND s.lane = '' ORDER BY s.logical_time");
  }

  /** How the latest slot's run ended that did so, and was neither skipped nor cancelled. */
  Optional<RunState.Status> lastEnd(String pipeline) throws SQLException {
    return Sql.first(
        connection,
        row -> RunState.Status.valueOf(row.getString("status")),
        LATEST
            + "WHERE s.pipeline = ? AND s.lane = ''"
            + " AND r.status IN ('SUCCEEDED', 'BLOCKED', 'STALE', 'FAILED')"
            + " ORDER BY s.logical_time DESC FETCH FIRST ROW ONLY",
        pipeline);
  }

  void requestCancel(long slotId, int ordinal, String reason) throws SQLException {
    Sql.update(
        connection,
        "UPDATE run SET cancel_reason = ? WHERE slot_id = ? AND ordinal = ?",
        reason,
        slotId,
        ordinal);
  }

  List<Run> runs(Slot slot) throws SQLException {
    return Sql.list(
        connection,
        Row::run,
        RUNS + "WHERE s.pipeline = ? AND s.lane = ? AND s.logical_time = ? ORDER BY r.ordinal",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()));
  }

  List<Run> recent(int limit) throws SQLException {
    return Sql.list(connection, Row::run, RUNS + NEWEST, limit);
  }

  List<Run> recent(String pipeline, int limit) throws SQLException {
    return Sql.list(connection, Row::run, RUNS + "WHERE s.pipeline = ? " + NEWEST, pipeline, limit);
  }

  Optional<Run> run(String id) throws SQLException {
    return Sql.first(connection, Row::run, RUNS + "WHERE r.run_id = ?", id);
  }

  /** The first run of the slot was made or known before: this is another one. */
  void insertRun(Run run) throws SQLException {
    new NewRuns(connection).insert(run);
  }

  void updateRun(long slotId, Run run) throws SQLException {
    Sql.update(
        connection,
        "UPDATE run SET pin = ?, status = ?, failure = ?, reason = ?, started_at = ?,"
            + " finished_at = ? WHERE slot_id = ? AND ordinal = ?",
        run.pin().hex(),
        run.state().status().name(),
        name(run.state().failure()),
        run.state().text(),
        Row.time(run.startedAt()),
        Row.timeOrNull(run.finishedAt()),
        slotId,
        run.ordinal());
  }

  List<Attempt> attempts(Slot slot, int ordinal) throws SQLException {
    return Sql.list(
        connection,
        Row::attempt,
        "SELECT a.* FROM attempt a JOIN slot s ON s.id = a.slot_id WHERE s.pipeline = ?"
            + " AND s.lane = ? AND s.logical_time = ? AND a.ordinal = ? ORDER BY a.place",
        slot.pipeline(),
        slot.lane(),
        Row.time(slot.logicalTime()),
        ordinal);
  }

  void insertAttempt(long slotId, int ordinal, Attempt attempt) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO attempt (slot_id, ordinal, place, step, number, result, started_at)"
            + " VALUES (?, ?, (SELECT COUNT(*) FROM attempt WHERE slot_id = ? AND ordinal = ?),"
            + " ?, ?, ?, ?)",
        slotId,
        ordinal,
        slotId,
        ordinal,
        attempt.step(),
        attempt.number(),
        attempt.result().name(),
        Row.time(attempt.startedAt()));
  }

  void updateAttempt(long slotId, int ordinal, Attempt attempt) throws SQLException {
    Failure failure = attempt.failure();
    Sql.update(
        connection,
        "UPDATE attempt SET result = ?, finished_at = ?, failure = ?, message = ?, output = ?"
            + " WHERE slot_id = ? AND ordinal = ? AND step = ? AND number = ?",
        attempt.result().name(),
        Row.timeOrNull(attempt.finishedAt()),
        failure == null ? null : failure.failureClass().name(),
        failure == null ? null : failure.message(),
        attempt.output() == null ? null : attempt.output().hex(),
        slotId,
        ordinal,
        attempt.step(),
        attempt.number());
  }

  void loseAttempts(long slotId, int ordinal) throws SQLException {
    Sql.update(
        connection,
        "UPDATE attempt SET result = ? WHERE slot_id = ? AND ordinal = ? AND result = ?",
        Attempt.Result.LOST.name(),
        slotId,
        ordinal,
        Attempt.Result.RUNNING.name());
  }

  private static @Nullable String name(@Nullable FailureClass failure) {
    return failure == null ? null : failure.name();
  }
}
