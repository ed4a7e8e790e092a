package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Rows as records. */
final class Row {

  /** The columns that {@link #run} and {@link #slot} read. */
  static final String COLUMNS =
      "s.pipeline, s.lane, s.logical_time, s.holder, s.lease_until, s.reserved, r.ordinal, r.pin,"
          + " r.status, r.failure, r.reason, r.started_at, r.finished_at, r.cancel_reason, r.options";

  private Row() {}

  static Slot slotName(ResultSet row) throws SQLException {
    return new Slot(row.getString("pipeline"), row.getString("lane"), instant(row, "logical_time"));
  }

  static Run run(ResultSet row) throws SQLException {
    String failure = row.getString("failure");
    RunState state =
        new RunState(
            RunState.Status.valueOf(row.getString("status")),
            row.getString("reason"),
            failure == null ? null : FailureClass.valueOf(failure));
    return new Run(
        slotName(row),
        row.getInt("ordinal"),
        new Digest(row.getString("pin")),
        state,
        instant(row, "started_at"),
        instantOrNull(row, "finished_at"),
        options(row.getString("options")));
  }

  private static RunOptions options(@Nullable String json) throws SQLException {
    try {
      return json == null
          ? RunOptions.NONE
          : CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), RunOptions.class);
    } catch (IOException e) {
      throw new SQLException("the options of a run are damaged: " + json, e);
    }
  }

  static SlotStatus slot(ResultSet row) throws SQLException {
    String holder = row.getString("holder");
    return new SlotStatus(
        run(row),
        holder == null ? null : Holder.parse(holder),
        instantOrNull(row, "lease_until"),
        row.getBoolean("reserved"),
        row.getString("cancel_reason"));
  }

  static ScheduleState schedule(ResultSet row) throws SQLException {
    return new ScheduleState(
        row.getString("pipeline"),
        instantOrNull(row, "seen_until"),
        row.getString("paused_by"),
        instantOrNull(row, "paused_at"),
        row.getString("pause_reason"),
        instantOrNull(row, "watched_from"));
  }

  static Attempt attempt(ResultSet row) throws SQLException {
    String failure = row.getString("failure");
    String message = row.getString("message");
    String output = row.getString("output");
    return new Attempt(
        row.getString("step"),
        row.getInt("number"),
        Attempt.Result.valueOf(row.getString("result")),
        instant(row, "started_at"),
        instantOrNull(row, "finished_at"),
        failure == null || message == null
            ? null
            : new Failure(FailureClass.valueOf(failure), message),
        output == null ? null : new Digest(output));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
