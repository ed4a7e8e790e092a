package dev.nightjar.schedules;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Timing;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What a run of six steps that do nothing takes, from the claim to the end, on both ledgers: and
 * beside it, turn by turn, what writing as many small objects to the same store takes. Argument:
 * runs (300).
 */
final class OverheadBenchmark {

  private static final int WARM = 50;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** The six outputs, and that the run began and ended. */
  private static final int OBJECTS = 8;

  private OverheadBenchmark() {}

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 300;
    Path folder = Files.createTempDirectory("overhead-benchmark");
    LeaseRules rules = LeaseRules.standard();
    try (RunLedger h2 = H2Ledger.open(Files.createDirectories(folder.resolve("h2")), rules)) {
      measure("H2", h2, folder.resolve("h2-store"), runs);
    }
    try (RunLedger postgres = PostgresLedger.open(Postgres.freshDatabase(), null, rules)) {
      measure("PostgreSQL", postgres, folder.resolve("postgres-store"), runs);
    }
  }

  private static void measure(String name, RunLedger ledger, Path folder, int runs)
      throws Exception {
    Latencies whole = new Latencies();
    Latencies bare = new Latencies();
    try (DirectoryStore store = DirectoryStore.open(folder)) {
      NoOps nights = new NoOps(ledger, store, Timing.system(), NoOps.SIX);
      for (int i = 0; i < WARM + runs; i++) {
        long began = System.nanoTime();
        nights.run(Slot.of("nothing", FIRST.plus(Duration.ofHours(i))));
        long between = System.nanoTime();
        for (int object = 0; object < OBJECTS; object++) {
          byte[] bytes = ("object " + object).repeat(20).getBytes(StandardCharsets.UTF_8);
          store.create(ObjectKey.of("bare", "n" + i, object + ".json"), bytes);
        }
        if (i >= WARM) {
          whole.add(Duration.ofNanos(between - began));
          bare.add(Duration.ofNanos(System.nanoTime() - between));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-10s a run of six steps: %s; its objects alone: %s; %.1f times as long%n",
        name,
        whole,
        bare,
        (double) whole.percentile(50).toNanos() / bare.percentile(50).toNanos());
  }
}
