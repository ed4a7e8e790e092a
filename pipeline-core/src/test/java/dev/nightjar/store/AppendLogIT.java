package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes append to one directory. */
@Timeout(300)
final class AppendLogIT {

  @TempDir Path scratch;

  private Path errors() {
    return scratch.resolve("errors.txt");
  }

  private Worker start(String name, int transactions, String chatty) throws IOException {
    return Workers.start(
        AppendWorker.class,
        errors(),
        scratch.resolve("store").toString(),
        name,
        String.valueOf(transactions),
        chatty);
  }

  private void verify(int workers, int transactions) throws IOException {
    DirectoryStore store = DirectoryStore.open(scratch.resolve("store"));
    AppendLog log = new AppendLog(store, "models/m", InstantSource.system());
    Set<String> expected = new HashSet<>();
    for (int worker = 0; worker < workers; worker++) {
      for (int i = 0; i < transactions; i++) {
        expected.add("w" + worker + "-" + i);
      }
    }
    assertThat(log.entries())
        .extracting(LogEntry::txnId)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(store.list("", "")).hasSize(workers * transactions);
  }

  @Test
  void sixteenProcessesAppendFourHundredEntries(TestReporter reporter) throws Exception {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      workers.add(start("w" + i, 25, "silent"));
    }
    for (Worker worker : workers) {
      assertThat(worker.line()).as("errors: %s", errors()).isEqualTo("ready");
    }
    long begin = System.nanoTime();
    for (Worker worker : workers) {
      worker.go();
    }
    for (Worker worker : workers) {
      assertThat(worker.end()).isZero();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    reporter.publishEntry("appends per second", String.valueOf(Math.round(400 / seconds)));
    assertThat(errors()).isEmptyFile();
    verify(16, 25);
    try (var left = Files.list(scratch.resolve("store/.tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void killedProcessesLoseAndDoubleNothing(TestReporter reporter) throws Exception {
    int workers = 5;
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Life>> lives = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        lives.add(pool.submit(new Killer("w" + i, new SplittableRandom(9 + i))));
      }
      Set<String> acknowledged = new HashSet<>();
      int kills = 0;
      for (Future<Life> life : lives) {
        acknowledged.addAll(life.get().acknowledged());
        kills += life.get().kills();
      }
      reporter.publishEntry("processes killed", String.valueOf(kills));
      assertThat(kills).isGreaterThan(workers);
      assertThat(acknowledged).hasSize(workers * Killer.TRANSACTIONS);
    } finally {
      pool.shutdownNow();
    }
    verify(workers, Killer.TRANSACTIONS);
  }

  /** What a worker acknowledged in all its lives, and how often it was killed. */
  private record Life(Set<String> acknowledged, int kills) {}

  /** Kills a worker at seeded points, and starts it again until all that it has to do is done. */
  private final class Killer implements Callable<Life> {
    static final int TRANSACTIONS = 12;
    private static final int KILLS = 3;

    private final String name;
    private final SplittableRandom random;
    private final Set<String> acknowledged = new HashSet<>();

    Killer(String name, SplittableRandom random) {
      this.name = name;
      this.random = random;
    }

    @Override
    public Life call() throws Exception {
      int kills = 0;
      while (true) {
        // The last life is long enough.
        int lines = kills < KILLS ? 2 + random.nextInt(20) : Integer.MAX_VALUE;
        Worker worker = start(name, TRANSACTIONS, "chatty");
        boolean killed = live(worker, lines);
        int exit = worker.end();
        if (!killed) {
          assertThat(exit).as("errors: %s", errors()).isZero();
          return new Life(acknowledged, kills);
        }
        kills++;
      }
    }

    private boolean live(Worker worker, int lines) throws IOException {
      int seen = 0;
      for (String line = worker.line(); line != null; line = worker.line()) {
        if (line.equals("ready")) {
          worker.go();
          continue;
        }
        if (line.startsWith("acknowledged ")) {
          acknowledged.add(line.substring("acknowledged ".length()));
        } else if (++seen == lines) {
          // From here on the worker is somewhere between this line and its death.
          long until = System.nanoTime() + random.nextInt(3_000_000);
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          worker.process().destroyForcibly();
          return true;
        }
      }
      return false;
    }
  }
}
