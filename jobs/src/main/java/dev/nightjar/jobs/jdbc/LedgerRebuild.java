package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Slot;
import dev.nightjar.upkeep.RunRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts a ledger that was made from facts in the place of the one that is there. The new one is
 * written beside it and takes its name in one step: whoever is killed meanwhile leaves the old one
 * or the new one. The old one is set aside, never deleted.
 */
public final class LedgerRebuild {

  private static final String NAME = "nightjar";
  private static final String SUFFIX = ".mv.db";
  private static final String PART = "rebuilt-";

  /** H2: somebody else has the file open. */
  private static final int ALREADY_OPEN = 90020;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;

  private LedgerRebuild(Path folder) {
    this.folder = folder;
  }

  /**
   * Rebuilds the ledger of the workspace. Nobody may have it open.
   *
   * @param now names what is set aside
   * @return where the old ledger is now; null: there was none
   * @throws LedgerException when another process has the ledger open, or the new one cannot be
   *     written; the old one is in its place then
   */
  public static @Nullable Path rebuild(Path workspace, List<RunRecord> runs, Instant now) {
    LedgerRebuild rebuild =
        new LedgerRebuild(workspace.toAbsolutePath().normalize().resolve("ledger"));
    try {
      Files.createDirectories(rebuild.folder);
      rebuild.requireClosed();
      rebuild.sweep();
      Path made = rebuild.make(runs, now);
      Path old = rebuild.setAside(now);
      Files.move(
          made,
          rebuild.current(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return old;
    } catch (IOException | SQLException e) {
      throw new LedgerException(
          "the ledger %s could not be rebuilt: %s".formatted(rebuild.folder, e.getMessage()), e);
    }
  }

  private Path current() {
    return folder.resolve(NAME + SUFFIX);
  }

  private JdbcDataSource database(String name, String options) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + folder.resolve(name) + options);
    database.setUser("nightjar");
    database.setPassword("");
    return database;
  }

  private void requireClosed() {
    if (!Files.exists(current())) {
      return;
    }
    StaleLock.remove(folder.resolve(NAME + ".lock.db"));
    try (Connection open = database(NAME, ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r").getConnection()) {
      open.setReadOnly(true);
    } catch (SQLException e) {
      // A ledger that is damaged is why people rebuild it.
      if (e.getErrorCode() == ALREADY_OPEN) {
        throw new LedgerException(
            "another process has the ledger " + folder + " open: end it first", e);
      }
    }
  }

  /** What a rebuild that was killed left. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PART + "*")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private Path make(List<RunRecord> runs, Instant now) throws IOException, SQLException {
    String name = PART + UUID.randomUUID();
    JdbcDataSource database = database(name, ";WRITE_DELAY=0");
    LedgerSchema.migrate(database, folder.resolve("migrate.lock"));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      fill(new Tables(connection), runs, now.getEpochSecond());
      connection.commit();
    }
    Path made = folder.resolve(name + SUFFIX);
    try (FileChannel file = FileChannel.open(made, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    return made;
  }

  static void fill(Tables tables, List<RunRecord> runs, long token) throws SQLException {
    Map<Slot, Long> slots = new HashMap<>();
    for (RunRecord record : runs) {
      Slot slot = record.run().slot();
      Long id = slots.get(slot);
      if (id == null) {
        id = tables.insertSlot(slot);
        tables.token(id, token);
        slots.put(slot, id);
      }
      tables.insertRun(record.run());
      for (Attempt attempt : record.attempts()) {
        tables.insertAttempt(id, record.run().ordinal(), attempt);
        tables.updateAttempt(id, record.run().ordinal(), attempt);
      }
    }
  }

  private @Nullable Path setAside(Instant now) throws IOException {
    Path current = current();
    if (!Files.exists(current)) {
      return null;
    }
    Path aside = folder.resolve(NAME + "-" + TIME.format(now) + "-" + UUID.randomUUID() + SUFFIX);
    try {
      Files.createLink(aside, current);
    } catch (UnsupportedOperationException e) {
      Files.copy(current, aside);
    }
    return aside;
  }
}
