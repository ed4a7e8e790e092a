package dev.nightjar.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.model.Candidate;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.LogAudit;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Folds ten years of nights: 3,650 events on a directory. Prints processor time, medians of 15, of
 * opening with checkpoints, of opening without, and of the fold alone.
 */
final class RegistryBenchmark {

  private static final int NIGHTS = 1825;
  private static final int TIMES = 15;
  private static final Instant FIRST = Instant.parse("2016-01-01T00:00:00Z");

  private RegistryBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path dir = Files.createTempDirectory("registry-benchmark");
    try (DirectoryStore store = DirectoryStore.open(dir)) {
      write(store);
      List<LogEntry> entries = LogAudit.of(store, "models/flights", (k, d, t) -> {}).entries();
      double fold = median(() -> RegistryState.empty("flights").after(entries).position());
      double kept = median(() -> open(store).state().position());
      long bytes = 0;
      long all = 0;
      try (Stream<Path> files = Files.walk(dir.resolve("models/flights"))) {
        for (Path file : files.filter(p -> p.toString().contains("checkpoints")).toList()) {
          if (Files.isRegularFile(file)) {
            bytes = Math.max(bytes, Files.size(file));
            all += Files.size(file);
            Files.delete(file);
          }
        }
      }
      double bare = median(() -> open(store).state().position());
      System.out.printf(
          Locale.ROOT,
          "%d events: the fold alone %.1f ms; opening with checkpoints %.1f ms (the newest is %d kB, all are %d),"
              + " without %.1f ms, %.1f times as long%n",
          entries.size(),
          fold,
          kept,
          bytes / 1000,
          all / 1000,
          bare,
          bare / kept);
    }
  }

  private static ModelRegistry open(ObjectStore store) {
    return new ModelRegistry(store, "flights", InstantSource.fixed(FIRST), "runner");
  }

  /** Every third night promotes. */
  private static void write(ObjectStore store) throws IOException {
    ModelRegistry registry = open(store);
    ObjectNode candidate = (ObjectNode) CanonicalJson.tree(CandidateFake.stored(store, "n"));
    for (int night = 0; night < NIGHTS; night++) {
      Instant time = FIRST.plusSeconds(2 * 86_400L * night);
      candidate.put("snapshot", "snapshot " + night);
      String version = registry.register(CanonicalJson.convert(candidate, Candidate.class), time);
      Map<String, Object> evidence =
          Map.of("run", "0a1b2c3d", "decision", "0".repeat(64), "verdict", "PROMOTE");
      if (night % 3 == 0) {
        registry.promote(
            PromotionRequest.judged(
                    version, time, registry.state().champion(), evidence, "better by 0.003")
                .on("snapshot " + night));
      } else {
        registry.reject(version, time, evidence, "better by 0.001, but had to be by 0.002");
      }
    }
  }

  private interface Work {
    long run() throws IOException;
  }

  private static double median(Work work) throws IOException {
    double[] millis = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      if (work.run() != 2L * NIGHTS) {
        throw new IllegalStateException("not the events that were written");
      }
      millis[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
    }
    Arrays.sort(millis);
    return millis[TIMES / 2];
  }
}
