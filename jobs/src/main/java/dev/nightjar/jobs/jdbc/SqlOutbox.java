package dev.nightjar.jobs.jdbc;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.alert.Settlement;
import dev.nightjar.alert.Trouble;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outbox in tables of a database. */
final class SqlOutbox implements Outbox {

  /** An alert that nobody routed within this time goes nowhere. */
  private static final Duration NEWS = Duration.ofDays(1);

  private static final String MESSAGE = "a.id, a.event_id, a.written_at, a.body, a.routed";

  private final SqlLedger.LedgerTime time;
  private final Transactions transactions;

  SqlOutbox(SqlLedger.LedgerTime time, Transactions transactions) {
    this.time = time;
    this.transactions = transactions;
  }

  @Override
  public boolean announce(Announcement announcement) {
    return transactions.run(
        (c, before) -> {
          boolean written = new OutboxTables(c, time.now(c)).announce(announcement);
          // A commit that was not heard of may have written it.
          return written || Boolean.TRUE.equals(before);
        });
  }

  @Override
  public List<Trouble> troubles() {
    return transactions.run((c, before) -> new OutboxTables(c, time.now(c)).troubles());
  }

  @Override
  public void route(Map<String, Set<AlertKind>> channels) {
    Map<String, Set<AlertKind>> ordered = new TreeMap<>(channels);
    transactions.run(
        (c, before) -> {
          Instant now = time.now(c);
          OutboxTables tables = new OutboxTables(c, now);
          for (OutboxTables.Unrouted alert : tables.unrouted()) {
            boolean isNews = alert.writtenAt().plus(NEWS).isAfter(now);
            List<String> wanted = new ArrayList<>();
            ordered.forEach(
                (channel, kinds) -> {
                  if (isNews && kinds.contains(alert.kind())) {
                    wanted.add(channel);
                  }
                });
            tables.route(alert, wanted);
          }
          return true;
        });
  }

  @Override
  public List<Delivery> claim(String channel, Duration lease, int limit) {
    return transactions.<List<Delivery>>run(
        (c, before) -> {
          Instant now = time.now(c);
          List<Delivery> mine = new ArrayList<>();
          for (Delivery next : due(c, channel, now, limit)) {
            int taken =
                Sql.update(
                    c,
                    "UPDATE delivery SET attempts = ?, token = ?, lease_until = ?, answer = NULL"
                        + " WHERE alert_id = (SELECT id FROM alert WHERE event_id = ?)"
                        + " AND channel = ? AND state = 'WAITING' AND token = ?",
                    next.attempt(),
                    next.token(),
                    Row.time(now.plus(lease)),
                    next.message().id().toString(),
                    channel,
                    next.token() - 1);
            if (taken == 1) {
              mine.add(next);
            }
          }
          return List.copyOf(mine);
        });
  }

  /** Copies as they would be if they were taken now; another process may be faster. */
  private static List<Delivery> due(Connection c, String channel, Instant now, int limit)
      throws SQLException {
    return Sql.list(
        c,
        row ->
            new Delivery(
                message(row), channel, row.getInt("attempts") + 1, row.getLong("token") + 1),
        "SELECT "
            + MESSAGE
            + ", d.attempts, d.token FROM delivery d JOIN alert a ON a.id = d.alert_id"
            + " WHERE d.state = 'WAITING' AND d.channel = ? AND d.due_at <= ?"
            + " AND (d.lease_until IS NULL OR d.lease_until <= ?)"
            + " ORDER BY a.id FETCH FIRST ? ROWS ONLY",
        channel,
        Row.time(now),
        Row.time(now),
        limit);
  }

  @Override
  public void settle(Delivery delivery, Settlement settlement) {
    OutboxEntry.State state =
        settlement instanceof Settlement.Sent
            ? OutboxEntry.State.SENT
            : settlement instanceof Settlement.GivenUp
                ? OutboxEntry.State.GIVEN_UP
                : OutboxEntry.State.WAITING;
    Duration wait = settlement instanceof Settlement.Again again ? again.rest() : Duration.ZERO;
    transactions.run(
        (c, before) ->
            Sql.update(
                c,
                "UPDATE delivery SET state = ?, due_at = ?, lease_until = NULL, answer = ?"
                    + " WHERE alert_id = (SELECT id FROM alert WHERE event_id = ?)"
                    + " AND channel = ? AND token = ? AND state = 'WAITING'",
                state.name(),
                Row.time(time.now(c).plus(wait)),
                settlement.answer(),
                delivery.message().id().toString(),
                delivery.channel(),
                delivery.token()));
  }

  @Override
  public List<OutboxEntry> recent(int limit) {
    return entries("", limit);
  }

  @Override
  public List<OutboxEntry> waiting(int limit) {
    return entries(
        " WHERE a.routed = FALSE OR EXISTS (SELECT 1 FROM delivery w WHERE w.alert_id = a.id"
            + " AND w.state = 'WAITING')",
        limit);
  }

  private List<OutboxEntry> entries(String where, int limit) {
    return transactions.<List<OutboxEntry>>run(
        (c, before) ->
            Sql.list(
                c,
                row ->
                    new OutboxEntry(
                        message(row), row.getBoolean("routed"), copies(c, row.getLong("id"))),
                "SELECT "
                    + MESSAGE
                    + " FROM alert a"
                    + where
                    + " ORDER BY a.id DESC FETCH FIRST ? ROWS ONLY",
                limit));
  }

  private static List<OutboxEntry.Copy> copies(Connection c, long alert) throws SQLException {
    return Sql.list(
        c,
        row ->
            new OutboxEntry.Copy(
                row.getString("channel"),
                OutboxEntry.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Row.instant(row, "due_at"),
                row.getString("answer")),
        "SELECT channel, state, attempts, due_at, answer FROM delivery WHERE alert_id = ?"
            + " ORDER BY channel",
        alert);
  }

  @Override
  public int retry(@Nullable UUID id) {
    String all =
        "UPDATE delivery SET state = 'WAITING', attempts = 0, due_at = ?"
            + " WHERE state IN ('WAITING', 'GIVEN_UP')";
    return transactions.run(
        (c, before) ->
            id == null
                ? Sql.update(c, all, Row.time(time.now(c)))
                : Sql.update(
                    c,
                    all + " AND alert_id = (SELECT id FROM alert WHERE event_id = ?)",
                    Row.time(time.now(c)),
                    id.toString()));
  }

  @Override
  public void forget(Duration age) {
    transactions.run(
        (c, before) ->
            Sql.update(
                c,
                "DELETE FROM alert WHERE written_at < ? AND NOT EXISTS (SELECT 1 FROM delivery d"
                    + " WHERE d.alert_id = alert.id AND d.state = 'WAITING')",
                Row.time(time.now(c).minus(age))));
  }

  private static Message message(ResultSet row) throws SQLException {
    try {
      byte[] body = row.getString("body").getBytes(StandardCharsets.UTF_8);
      return new Message(
          UUID.fromString(row.getString("event_id")),
          Row.instant(row, "written_at"),
          CanonicalJson.read(body, Alert.class));
    } catch (IOException e) {
      throw new SQLException("an alert cannot be read: " + e.getMessage(), e);
    }
  }
}
