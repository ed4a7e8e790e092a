package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.LedgerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class TransactionsTest {

  private final List<Duration> rests = new ArrayList<>();
  private int tries;

  private String failOnce(String message) {
    JdbcDataSource memory = new JdbcDataSource();
    memory.setURL("jdbc:h2:mem:");
    try (Transactions transactions = new Transactions(memory, () -> {}, rests::add, "here")) {
      return transactions.run(
          (connection, before) -> {
            if (tries++ == 0) {
              throw new SQLException(message, "HY000", 50000);
            }
            return "done";
          });
    }
  }

  @Test
  void aStoreThatItsProcessClosedIsAskedAgain() {
    String closed =
        "General error: \"org.h2.mvstore.MVStoreException: Transaction 1 is closed [%s]\"";
    assertThat(failOnce(closed.formatted("2.4.240/4"))).isEqualTo("done");
    assertThat(tries).isEqualTo(2);
    assertThat(rests).hasSize(1);
  }

  @Test
  void anotherErrorOfTheStoreIsNot() {
    String corrupt =
        "General error: \"org.h2.mvstore.MVStoreException: File corrupted [2.4.240/6]\"";
    assertThatThrownBy(() -> failOnce(corrupt))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("does not answer");
    assertThat(tries).isOne();
  }
}
