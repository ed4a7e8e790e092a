package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server on this machine, one for all tests of a JVM. */
public final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private Postgres() {}

  /** A new, empty database. Skips the test where no server can be started. */
  public static PostgresAddress freshDatabase() throws SQLException {
    String name = "nightjar" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return address(name);
  }

  /** A new database with the tables of a ledger, copied: that is faster than to migrate. */
  static PostgresAddress freshLedger() throws SQLException {
    String name = "ledger" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + Template.NAME);
    return address(name);
  }

  /** Executes a statement in this database. */
  public static void execute(String database, String sql) throws SQLException {
    try (Connection connection = server().getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The address of a database of this server, whether or not it is there. */
  public static PostgresAddress address(String database) {
    return PostgresAddress.parse(
        "postgresql://postgres@localhost:" + server().getPort() + "/" + database);
  }

  private static EmbeddedPostgres server() {
    Server server = Holder.SERVER;
    Assumptions.assumeTrue(server.running != null, () -> "no PostgreSQL: " + server.trouble);
    return Objects.requireNonNull(server.running);
  }

  private record Server(@Nullable EmbeddedPostgres running, String trouble) {

    static Server start() {
      try {
        Path folder = Files.createTempDirectory("nightjar-postgres");
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "100")
                .start();
        return new Server(server, "");
      } catch (IOException | RuntimeException e) {
        return new Server(null, String.valueOf(e.getMessage()));
      }
    }
  }

  private static final class Template {
    static final String NAME = make();

    private static String make() {
      try {
        PostgresAddress database = freshDatabase();
        PostgresLedger.open(database, null, LeaseRules.standard()).close();
        return database.database();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Holder {
    static final Server SERVER = Server.start();
  }
}
