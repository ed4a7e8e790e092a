package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Claim;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunLedgerContract;
import dev.nightjar.run.RunState;
import dev.nightjar.upkeep.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresLedgerIT extends RunLedgerContract {

  @Override
  protected RunLedger open(LeaseRules rules) throws Exception {
    return PostgresLedger.open(Postgres.freshLedger(), null, rules, c -> rules.now());
  }

  @Test
  void leasesEndByTheClockOfTheDatabaseWhateverThoseOfTheMachinesSay() throws Exception {
    PostgresAddress database = Postgres.freshDatabase();
    try (RunLedger slow = at(database, Duration.ofMinutes(-2));
        RunLedger fast = at(database, Duration.ofMinutes(2))) {
      Claim.Claimed claimed = (Claim.Claimed) slow.claim(slot(1), PIN, Reprocess.ALL, ALICE);
      assertThat(fast.claim(slot(1), PIN, Reprocess.ALL, BOB)).isInstanceOf(Claim.HeldBy.class);
      assertThat(claimed.run().startedAt()).isBetween(slow.now().minusSeconds(60), fast.now());
      assertThat(Duration.between(slow.now(), fast.now())).isLessThan(Duration.ofMinutes(1));
    }
  }

  private static RunLedger at(PostgresAddress database, Duration off) {
    InstantSource clock = () -> Instant.now().plus(off);
    return PostgresLedger.open(
        database, null, new LeaseRules(clock, Duration.ofMinutes(1), Liveness.UNKNOWN));
  }

  @Test
  void connectionsThatAreCutAreMadeAgain() throws Exception {
    PostgresAddress database = Postgres.freshDatabase();
    try (RunLedger ledger = PostgresLedger.open(database, null, LeaseRules.standard())) {
      Claim.Claimed claimed = (Claim.Claimed) ledger.claim(slot(1), PIN, Reprocess.ALL, ALICE);
      Postgres.execute(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
              + database.database()
              + "'");
      ledger.renew(claimed.lease());
      assertThat(ledger.slots("p", "")).hasSize(1);
    }
  }

  @Test
  void isFilledFromFactsOnlyWhileItIsEmpty() throws Exception {
    PostgresAddress database = Postgres.freshDatabase();
    Run done =
        new Run(slot(1), 1, PIN, RunState.queued(), NOON, null)
            .after(new RunEvent.Skipped("a holiday"), NOON);
    List<RunRecord> facts = List.of(new RunRecord(done, List.of()));
    PostgresLedger.fill(database, null, facts, NOON);
    try (RunLedger ledger = PostgresLedger.open(database, null, LeaseRules.standard())) {
      assertThat(ledger.runs(slot(1))).containsExactly(done);
    }
    assertThatThrownBy(() -> PostgresLedger.fill(database, null, facts, NOON))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("never overwritten");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamedWithItsCure() {
    assertThatThrownBy(
            () -> PostgresLedger.open(Postgres.address("nowhere"), null, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll("/nowhere", "create it first");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithItsCure() {
    PostgresAddress nobody = PostgresAddress.parse("postgresql://localhost:1/nightjar");
    assertThatThrownBy(() -> PostgresLedger.open(nobody, null, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll("localhost:1", "is the server running");
  }

  @Test
  void aReadOnlyDatabaseIsRefusedInWords() throws Exception {
    PostgresAddress database = Postgres.freshDatabase();
    Postgres.execute(
        "postgres",
        "ALTER DATABASE " + database.database() + " SET default_transaction_read_only = on");
    assertThatThrownBy(() -> PostgresLedger.open(database, null, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("read-only");
  }

  @Test
  void aNewerLedgerIsRefused() throws Exception {
    PostgresAddress database = Postgres.freshDatabase();
    PostgresLedger.open(database, null, LeaseRules.standard()).close();
    Postgres.execute(database.database(), "UPDATE flyway_schema_history SET \"version\" = '77'");
    assertThatThrownBy(() -> PostgresLedger.open(database, null, LeaseRules.standard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContainingAll("version 77", "newer nightjar");
  }
}
