package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a log keeps in every store when real processes write to it. A store's test extends this and
 * says how a process opens the store.
 */
@Timeout(300)
public abstract class AppendLogContract {

  /** Of the log that is written to. */
  public static final String PREFIX = "models/m";

  private static final int WRITERS = 16;
  private static final int APPENDS = 25;

  @TempDir protected Path scratch;

  /** Opens the store, which is empty at first. */
  protected abstract ObjectStore open() throws IOException;

  /** Starts a process that runs {@link AppendWorker#run} on the store with these arguments. */
  protected abstract Worker start(Path errors, List<String> transactionsAndNames)
      throws IOException;

  /** How many of the sixteen writers share a process. */
  protected abstract int writersOfAProcess();

  @Test
  final void sixteenWritersAppendFourHundredEntries(TestReporter reporter) throws Exception {
    Path errors = scratch.resolve("errors.txt");
    List<Worker> workers = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int first = 0; first < WRITERS; first += writersOfAProcess()) {
      List<String> arguments = new ArrayList<>(List.of(String.valueOf(APPENDS)));
      for (int writer = first; writer < first + writersOfAProcess(); writer++) {
        arguments.add("w" + writer);
        for (int i = 0; i < APPENDS; i++) {
          expected.add("w" + writer + "-" + i);
        }
      }
      workers.add(start(errors, arguments));
    }
    for (Worker worker : workers) {
      assertThat(worker.line()).as("errors: %s", errors).isEqualTo("ready");
    }
    long begin = System.nanoTime();
    for (Worker worker : workers) {
      worker.go();
    }
    for (Worker worker : workers) {
      assertThat(worker.end()).as("errors: %s", errors).isZero();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    reporter.publishEntry("appends per second", String.valueOf(Math.round(400 / seconds)));
    try (ObjectStore store = open()) {
      requireExactly(store, expected);
      // Nothing else was left there.
      assertThat(store.list("", "")).hasSize(WRITERS * APPENDS);
      assertThat(store.upkeep().unfinished()).isEmpty();
    }
  }

  /** Requires that the log is whole, and has these transactions, each once. */
  public static void requireExactly(ObjectStore store, List<String> transactions)
      throws IOException {
    // Reading verifies the numbers and the chain.
    List<LogEntry> entries = new AppendLog(store, PREFIX, InstantSource.system()).entries();
    assertThat(entries)
        .extracting(LogEntry::txnId)
        .containsExactlyInAnyOrderElementsOf(transactions);
    LogAudit.Result audit = LogAudit.of(store, PREFIX, (key, done, total) -> {});
    assertThat(audit.damages()).isEmpty();
    assertThat(audit.entries()).isEqualTo(entries);
  }
}
