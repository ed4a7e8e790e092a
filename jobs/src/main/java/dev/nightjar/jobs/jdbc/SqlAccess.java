package dev.nightjar.jobs.jdbc;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import dev.nightjar.store.Digest;
import dev.nightjar.text.Nearest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens and the audit log in tables of a database. */
final class SqlAccess implements AccessLedger {

  private static final String TOKENS =
      "SELECT name, hash, role, created_by, created_at, expires_at, revoked_at FROM access_token ";

  private final SqlLedger.LedgerTime time;
  private final Transactions transactions;

  SqlAccess(SqlLedger.LedgerTime time, Transactions transactions) {
    this.time = time;
    this.transactions = transactions;
  }

  @Override
  public Instant now() {
    return transactions.run((c, before) -> time.now(c));
  }

  @Override
  public AccessToken create(
      String name, Digest hash, Role role, String createdBy, @Nullable Instant expiresAt) {
    return transactions.run(
        (c, before) -> {
          AccessToken made =
              new AccessToken(name, hash, role, createdBy, time.now(c), expiresAt, null);
          Optional<AccessToken> known = token(c, name);
          if (known.isEmpty()) {
            insert(c, made);
            return made;
          }
          // The commit was not heard of, and happened.
          if (before != null && known.get().hash().equals(hash)) {
            return known.get();
          }
          throw new IllegalArgumentException(
              "there is a token %s already%s; a name is given once"
                  .formatted(name, known.get().revokedAt() == null ? "" : ", a revoked one"));
        });
  }

  private static void insert(Connection connection, AccessToken token) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO access_token (name, hash, role, created_by, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        token.name(),
        token.hash().hex(),
        token.role().name(),
        token.createdBy(),
        Row.time(token.createdAt()),
        Row.timeOrNull(token.expiresAt()));
  }

  @Override
  public AccessToken revoke(String name) {
    return transactions.run(
        (c, before) -> {
          Optional<AccessToken> known = token(c, name);
          if (known.isEmpty()) {
            throw unknown(name, tokens(c));
          }
          AccessToken revoked = known.get().revoked(time.now(c));
          Sql.update(
              c,
              "UPDATE access_token SET revoked_at = ? WHERE name = ?",
              Row.timeOrNull(revoked.revokedAt()),
              name);
          return revoked;
        });
  }

  private static IllegalArgumentException unknown(String name, List<AccessToken> tokens) {
    List<String> names = tokens.stream().map(AccessToken::name).toList();
    return new IllegalArgumentException(
        "there is no token %s%s".formatted(name, Nearest.hint(name, names)));
  }

  @Override
  public List<AccessToken> tokens() {
    return transactions.run((c, before) -> tokens(c));
  }

  private static List<AccessToken> tokens(Connection connection) throws SQLException {
    return Sql.list(connection, SqlAccess::token, TOKENS + "ORDER BY name");
  }

  private static Optional<AccessToken> token(Connection connection, String name)
      throws SQLException {
    return Sql.first(connection, SqlAccess::token, TOKENS + "WHERE name = ?", name);
  }

  private static AccessToken token(ResultSet row) throws SQLException {
    return new AccessToken(
        row.getString("name"),
        new Digest(row.getString("hash")),
        Role.valueOf(row.getString("role")),
        row.getString("created_by"),
        Row.instant(row, "created_at"),
        Row.instantOrNull(row, "expires_at"),
        Row.instantOrNull(row, "revoked_at"));
  }

  @Override
  public void append(AuditEntry entry) {
    transactions.run(
        (c, before) ->
            Sql.update(
                c,
                "INSERT INTO audit (at, actor, verb, object, reason, outcome, detail, origin)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Row.time(entry.at()),
                entry.actor(),
                entry.verb(),
                entry.object(),
                entry.reason(),
                entry.outcome().name(),
                entry.detail(),
                entry.origin()));
  }

  @Override
  public AuditPage audit(@Nullable Long before, int limit) {
    List<AuditPage.Recorded> found =
        transactions.run(
            (c, earlier) ->
                Sql.list(
                    c,
                    SqlAccess::entry,
                    "SELECT id, at, actor, verb, object, reason, outcome, detail, origin FROM audit"
                        + " WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                    before == null ? Long.MAX_VALUE : before,
                    limit + 1));
    boolean more = found.size() > limit;
    List<AuditPage.Recorded> page = more ? found.subList(0, limit) : found;
    return new AuditPage(page, more ? page.get(page.size() - 1).id() : null);
  }

  private static AuditPage.Recorded entry(ResultSet row) throws SQLException {
    return new AuditPage.Recorded(
        row.getLong("id"),
        new AuditEntry(
            Row.instant(row, "at"),
            row.getString("actor"),
            row.getString("verb"),
            row.getString("object"),
            row.getString("reason"),
            AuditEntry.Outcome.valueOf(row.getString("outcome")),
            row.getString("detail"),
            row.getString("origin")));
  }

  @Override
  public void close() {
    transactions.close();
  }
}
