package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunLedgerContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
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
      statement.execute("UPDATE \"flyway_schema_history\" SET \"version\" = '7'");
    }
    assertThatThrownBy(() -> H2Ledger.open(other, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll("version 7", "up to 1", "newer nightjar");
  }

  @Test
  void aPathThatH2CannotReadIsNamed() {
    assertThatThrownBy(() -> H2Ledger.open(Path.of("a;b"), LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("semicolon");
  }

  @Test
  void theVersionIsThatOfTheLastMigration() {
    ClassLoader loader = H2Ledger.class.getClassLoader();
    assertThat(loader.getResource("db/migration/V" + LedgerSchema.VERSION + "__runs.sql"))
        .isNotNull();
  }

  @Test
  void aClosedLedgerSaysSo(@TempDir Path other) {
    RunLedger ledger = H2Ledger.open(other, LeaseRules.standard());
    ledger.close();
    assertThatThrownBy(() -> ledger.recent(1)).hasMessage("the ledger is closed");
  }
}
