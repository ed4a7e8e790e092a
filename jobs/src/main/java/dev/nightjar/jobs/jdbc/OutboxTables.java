package dev.nightjar.jobs.jdbc;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Trouble;
import dev.nightjar.store.CanonicalJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written of alerts within one transaction. */
final class OutboxTables {

  private final Connection connection;
  private final Instant now;

  OutboxTables(Connection connection, Instant now) {
    this.connection = connection;
    this.now = now;
  }

  /** A trouble's row; it stays when the trouble is over. */
  private record Known(int episode, @Nullable String alertKey, @Nullable Instant asOf) {}

  /** Writes down what is said; false: it was known, or there was nothing to end. */
  boolean announce(Announcement said) throws SQLException {
    if (said instanceof Announcement.Began began) {
      return began(began);
    }
    if (said instanceof Announcement.Ended ended) {
      return ended(ended);
    }
    return write(said.alert());
  }

  private boolean began(Announcement.Began said) throws SQLException {
    Optional<Known> known = lock(said.trouble());
    if (known.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO trouble (name, episode, alert_key, as_of) VALUES (?, 1, ?, ?)",
          said.trouble(),
          said.alert().key(),
          Row.timeOrNull(said.asOf()));
      return write(said.alert());
    }
    Known row = known.get();
    boolean again = row.alertKey() == null;
    int episode = row.episode() + (again ? 1 : 0);
    Sql.update(
        connection,
        "UPDATE trouble SET episode = ?, alert_key = ?, as_of = ? WHERE name = ?",
        episode,
        said.alert().episode(episode).key(),
        Row.timeOrNull(again ? said.asOf() : later(row.asOf(), said.asOf())),
        said.trouble());
    return write(said.alert().episode(episode));
  }

  private boolean ended(Announcement.Ended said) throws SQLException {
    Optional<Known> known = lock(said.trouble());
    if (known.isEmpty() || known.get().alertKey() == null) {
      return false;
    }
    Instant asOf = known.get().asOf();
    if (asOf != null && said.asOf() != null && said.asOf().isBefore(asOf)) {
      return false;
    }
    Sql.update(
        connection,
        "UPDATE trouble SET alert_key = NULL, as_of = NULL WHERE name = ?",
        said.trouble());
    return write(said.alert().episode(known.get().episode()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private Optional<Known> lock(String trouble) throws SQLException {
    return Sql.first(
        connection,
        row ->
            new Known(
                row.getInt("episode"), row.getString("alert_key"), Row.instantOrNull(row, "as_of")),
        "SELECT episode, alert_key, as_of FROM trouble WHERE name = ? FOR UPDATE",
        trouble);
  }

  private boolean write(Alert alert) throws SQLException {
    boolean known =
        Sql.first(
                connection,
                row -> row.getLong("id"),
                "SELECT id FROM alert WHERE alert_key = ?",
                alert.key())
            .isPresent();
    if (known) {
      return false;
    }
    Sql.update(
        connection,
        "INSERT INTO alert (alert_key, event_id, kind, written_at, body) VALUES (?, ?, ?, ?, ?)",
        alert.key(),
        UUID.randomUUID().toString(),
        alert.kind().name(),
        Row.time(now),
        CanonicalJson.text(alert));
    return true;
  }

  List<Trouble> troubles() throws SQLException {
    return Sql.list(
        connection,
        row ->
            new Trouble(
                row.getString("name"), row.getString("alert_key"), Row.instantOrNull(row, "as_of")),
        "SELECT name, alert_key, as_of FROM trouble WHERE alert_key IS NOT NULL ORDER BY name");
  }

  /** An alert of which nobody decided yet where it goes. */
  record Unrouted(long id, AlertKind kind, Instant writtenAt) {}

  List<Unrouted> unrouted() throws SQLException {
    return Sql.list(
        connection,
        row ->
            new Unrouted(
                row.getLong("id"),
                AlertKind.valueOf(row.getString("kind")),
                Row.instant(row, "written_at")),
        "SELECT id, kind, written_at FROM alert WHERE routed = FALSE ORDER BY id"
            + " FETCH FIRST 500 ROWS ONLY FOR UPDATE");
  }

  void route(Unrouted alert, List<String> channels) throws SQLException {
    for (String channel : channels) {
      Sql.update(
          connection,
          "INSERT INTO delivery (alert_id, channel, state, attempts, token, due_at)"
              + " VALUES (?, ?, 'WAITING', 0, 0, ?)",
          alert.id(),
          channel,
          Row.time(now));
    }
    Sql.update(connection, "UPDATE alert SET routed = TRUE WHERE id = ?", alert.id());
  }
}
