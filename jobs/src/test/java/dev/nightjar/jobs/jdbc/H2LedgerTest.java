package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.Claim;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunLedgerContract;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest extends RunLedgerContract {

  @TempDir Path workspace;

  @Override
  protected RunLedger open(LeaseRules rules) {
    return H2Ledger.open(workspace, rules);
  }

  @Test
  void whatWasWrittenIsThereAgain(@TempDir Path other) {
    try (RunLedger ledger = H2Ledger.open(other, LeaseRules.standard())) {
      ledger.claim(slot(1), PIN, Reprocess.ALL, ALICE);
    }
    try (RunLedger ledger = H2Ledger.open(other, LeaseRules.standard())) {
      assertThat(ledger.runs(slot(1))).hasSize(1);
    }
  }

  @Test
  void aNewerLedgerIsRefused(@TempDir Path other) throws Exception {
    H2Ledger.open(other, LeaseRules.standard()).close();
    String url = "jdbc:h2:file:" + other.resolve("ledger/nightjar") + ";AUTO_SERVER=TRUE";
    try (Connection connection = DriverManager.getConnection(url, "nightjar", "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '99'");
    }
    assertThatThrownBy(() -> H2Ledger.open(other, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll("version 99", "up to " + LedgerSchema.VERSION, "newer nightjar");
  }

  @Test
  void aLedgerOfTheFirstVersionIsBroughtUpToDateWithItsRuns(@TempDir Path other) throws Exception {
    Files.createDirectories(other.resolve("ledger"));
    String url = "jdbc:h2:file:" + other.resolve("ledger/nightjar");
    Flyway.configure()
        .dataSource(url, "nightjar", "")
        .locations("classpath:db/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, "nightjar", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO slot (pipeline, lane, logical_time, token, holder, lease_until) VALUES ('p',"
              + " '', '2011-06-01 07:30:00+00', 3, 'host:1:2011-06-16T12:00:00Z', '2011-06-16"
              + " 12:00:00+00')");
      statement.execute(
          "INSERT INTO run (slot_id, ordinal, run_id, pin, status, reason, started_at) VALUES"
              + " ((SELECT id FROM slot), 1, '00000000', '"
              + PIN
              + "', 'RUNNING', '', '2011-06-16 11:00:00+00')");
    }
    try (RunLedger ledger = H2Ledger.open(other, LeaseRules.standard())) {
      assertThat(ledger.runs(slot(1))).hasSize(1);
      assertThat(ledger.queue().waiting()).containsExactly("p");
      assertThat(ledger.claim(slot(1), PIN, Reprocess.UNFINISHED_ONLY, BOB))
          .extracting(c -> ((Claim.Claimed) c).lease().token())
          .isEqualTo(4L);
    }
  }

  @Test
  void aLedgerOfTheSecondVersionKeepsItsRunsAndSchedulesAndTakesBackfills(@TempDir Path other)
      throws Exception {
    Files.createDirectories(other.resolve("ledger"));
    String url = "jdbc:h2:file:" + other.resolve("ledger/nightjar");
    Flyway.configure()
        .dataSource(url, "nightjar", "")
        .locations("classpath:db/migration")
        .target("2")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url, "nightjar", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO slot (pipeline, lane, logical_time, token) VALUES ('p', '', '2011-06-01"
              + " 07:30:00+00', 3)");
      statement.execute(
          "INSERT INTO run (slot_id, ordinal, run_id, pin, status, reason, started_at) VALUES"
              + " ((SELECT id FROM slot), 1, '00000000', '"
              + PIN
              + "', 'QUEUED', '', '2011-06-16 11:00:00+00')");
      statement.execute(
          "INSERT INTO schedule (pipeline, seen_until, paused_by, paused_at, pause_reason) VALUES"
              + " ('p', '2011-06-16 11:00:00+00', 'carol', '2011-06-16 11:30:00+00', 'why not')");
    }
    try (RunLedger ledger = H2Ledger.open(other, LeaseRules.standard())) {
      assertThat(ledger.queue().waiting()).containsExactly("p");
      assertThat(ledger.queue().schedule("p").orElseThrow().pauseReason()).isEqualTo("why not");
      BackfillSpec spec = new BackfillSpec("p", "", "one", BackfillOptions.of(Reprocess.ALL));
      BackfillPlan plan =
          new BackfillPlan(List.of(new PlannedSlot(slot(1), PlannedSlot.Action.RUN, "queued")));
      long id = ledger.backfills().open(spec, plan, "carol").backfill().id();
      assertThat(ledger.backfills().admit(id, PIN, BOB).task())
          .extracting(task -> task.lease().slot())
          .isEqualTo(slot(1));
      assertThat(ledger.queue().waiting()).as("it is the backfill's now").isEmpty();
      assertThat(ledger.runs(slot(1))).hasSize(1);
    }
  }

  @Test
  void aPathThatH2CannotReadIsNamed() {
    assertThatThrownBy(() -> H2Ledger.open(Path.of("a;b"), LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("semicolon");
  }

  @Test
  void theVersionIsThatOfTheLastMigration() throws Exception {
    URL folder = Objects.requireNonNull(H2Ledger.class.getResource("/db/migration"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      assertThat(files.map(f -> f.getFileName().toString().replaceAll("V(\\d+)__.*", "$1")))
          .contains(Integer.toString(LedgerSchema.VERSION))
          .doesNotContain(Integer.toString(LedgerSchema.VERSION + 1));
    }
  }

  @Test
  void aClosedLedgerSaysSo(@TempDir Path other) {
    RunLedger ledger = H2Ledger.open(other, LeaseRules.standard());
    ledger.close();
    assertThatThrownBy(() -> ledger.recent(1)).hasMessage("the ledger is closed");
  }
}
