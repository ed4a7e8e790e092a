package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Operators;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Retries;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunExecutor;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunRequest;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.Timing;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run whose database fails it in the middle. The server is the test's own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseTroubleIT {

  private static final Slot SLOT = Slot.of("p", Instant.parse("2026-03-15T02:30:00Z"));

  @TempDir Path folder;
  private int port;
  private EmbeddedPostgres server;
  private RunLedger ledger;
  private DirectoryStore store;
  private final List<String> done = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = first();
    ledger =
        PostgresLedger.open(
            PostgresAddress.parse("postgresql://postgres@localhost:" + port + "/postgres"),
            null,
            LeaseRules.standard());
    store = DirectoryStore.open(folder.resolve("store"));
  }

  @AfterEach
  void close() throws IOException {
    if (ledger != null) {
      ledger.close();
      store.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private EmbeddedPostgres first() {
    try {
      return start();
    } catch (IOException | RuntimeException e) {
      Assumptions.abort("no PostgreSQL: " + e.getMessage());
      throw new IllegalStateException("unreachable", e);
    }
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(Files.createDirectories(folder.resolve("binaries")).toFile())
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  @Test
  void aServerThatIsStartedAgainInTheMiddleOfARunIsWaitedFor() throws Exception {
    Run run =
        execute(
            () -> {
              server.close();
              server = start();
              return null;
            });
    assertThat(run.state().status()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(done).containsExactly("check", "train", "decide");
    assertThat(ledger.runs(SLOT)).containsExactly(run);
    assertThat(ledger.attempts(run)).hasSize(3);
  }

  @Test
  void aRunWhoseDatabaseBecameReadOnlyGoesOnWhenItIsNotAnyMore() throws Exception {
    assertThatThrownBy(
            () ->
                execute(
                    () -> {
                      everySession("default_transaction_read_only = on");
                      return null;
                    }))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("read-only");
    assertThat(done).containsExactly("check", "train");
    everySession("default_transaction_read_only = off");
    Run begun = ledger.slot(SLOT).orElseThrow().latest();
    assertThat(begun.state().status()).isEqualTo(RunState.Status.RUNNING);

    // It could not be given back: its end is not waited for here.
    ledger.queue().handOver(Holder.current());
    Run run = execute(() -> null);
    assertThat(run.id()).as("the same run").isEqualTo(begun.id());
    assertThat(run.state().status()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(done).as("nothing twice").containsExactly("check", "train", "decide");
  }

  /** Says it to all sessions that begin from now on, and ends those that are. */
  private void everySession(String setting) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute("ALTER DATABASE postgres SET " + setting);
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    }
  }

  /** A run of three steps; what happens meanwhile happens while it trains. */
  private Run execute(Callable<Void> meanwhile) throws Exception {
    RunExecutor executor =
        new RunExecutor(
            ledger,
            new StepStore(store),
            Operators.inProcess(),
            Retries.standard(thrown -> Optional.empty()),
            Timing.system());
    List<Step> steps =
        List.of(
            new Said("check", () -> null),
            new Said("train", meanwhile),
            new Said("decide", () -> null));
    return executor
        .execute(
            new RunRequest(SLOT, Digest.of("pin"), "code", steps, Reprocess.ALSO_FAILED),
            RunListener.NONE)
        .run();
  }

  private final class Said implements Step {

    private final String name;
    private final Callable<Void> meanwhile;

    Said(String name, Callable<Void> meanwhile) {
      this.name = name;
      this.meanwhile = meanwhile;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public StepOutput execute(StepContext context) throws Exception {
      meanwhile.call();
      done.add(name);
      return StepOutput.next("done");
    }
  }
}
