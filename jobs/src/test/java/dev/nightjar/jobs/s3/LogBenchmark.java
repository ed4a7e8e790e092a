package dev.nightjar.jobs.s3;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.FoldedLog;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.LogFold;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Time to open, to begin writing, and to append, for logs of 10, 1,000 and 100,000 entries in a
 * directory and on S3Proxy. Prints milliseconds, and how they grow with the log.
 */
final class LogBenchmark {

  private static final String PREFIX = "models/m";
  private static final int[] LENGTHS = {10, 1_000, 100_000};
  private static final int OPENINGS = 21;
  private static final int APPENDS = 200;

  private LogBenchmark() {}

  /** A state that does not grow, so that what is measured is the log. */
  record Count(long entries) {}

  private record Counting() implements LogFold<Count> {
    @Override
    public String form() {
      return "count-1";
    }

    @Override
    public Class<Count> type() {
      return Count.class;
    }

    @Override
    public Count empty() {
      return new Count(0);
    }

    @Override
    public Count after(Count state, List<LogEntry> entries) {
      return new Count(state.entries() + entries.size());
    }
  }

  /** Milliseconds. */
  private record Times(double open, double first, double append) {}

  /** Argument: an empty folder, best on a real disk. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    MemoryStore[] logs = new MemoryStore[LENGTHS.length];
    for (int i = 0; i < LENGTHS.length; i++) {
      logs[i] = written(LENGTHS[i]);
    }
    Times[] directory = new Times[LENGTHS.length];
    for (int i = 0; i < LENGTHS.length; i++) {
      Path root = folder.resolve("directory-" + LENGTHS[i]);
      copy(logs[i], root);
      try (ObjectStore store = DirectoryStore.open(root)) {
        directory[i] = measure(store, LENGTHS[i]);
      }
    }
    print("directory", directory);
    Path buckets = folder.resolve("buckets");
    Times[] s3 = new Times[LENGTHS.length];
    try (S3Proxy server = S3Proxy.onDisk(buckets, folder)) {
      for (int i = 0; i < LENGTHS.length; i++) {
        String bucket = server.freshBucket();
        copy(logs[i], buckets.resolve(bucket).resolve("test"));
        try (ObjectStore store = S3Proxy.open(server.endpoint(), bucket)) {
          s3[i] = measure(store, LENGTHS[i]);
        }
      }
    }
    print("s3", s3);
  }

  private static FoldedLog<Count> open(ObjectStore store) {
    return new FoldedLog<>(store, PREFIX, InstantSource.system(), new Counting());
  }

  private static void append(FoldedLog<Count> log, String txnId) throws IOException {
    log.<String>commit(
        txnId,
        state ->
            new Proposal.Append<>(
                "added",
                Instant.EPOCH,
                "benchmark",
                CanonicalJson.tree(Map.of()),
                CanonicalJson.tree(Map.of("version", txnId, "champion", txnId)),
                CanonicalJson.tree(Map.of("filler", "x".repeat(300))),
                ""));
  }

  private static MemoryStore written(int entries) throws IOException {
    MemoryStore store = new MemoryStore();
    FoldedLog<Count> log = open(store);
    for (int i = 0; i < entries; i++) {
      append(log, "t" + i);
    }
    return store;
  }

  private static void copy(MemoryStore from, Path to) throws IOException {
    for (ObjectKey key : from.list("", "")) {
      Path file = to.resolve(key.path());
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, from.read(key));
    }
  }

  private static Times measure(ObjectStore store, int length) throws IOException {
    double[] openings = new double[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
      long begin = System.nanoTime();
      long seen = open(store).state().entries();
      openings[i] = (System.nanoTime() - begin) / 1e6;
      if (seen != length) {
        throw new IllegalStateException(seen + " entries instead of " + length);
      }
    }
    Arrays.sort(openings);
    FoldedLog<Count> log = open(store);
    log.state();
    long begin = System.nanoTime();
    append(log, "first");
    double first = (System.nanoTime() - begin) / 1e6;
    begin = System.nanoTime();
    for (int i = 0; i < APPENDS; i++) {
      append(log, "more" + i);
    }
    return new Times(openings[OPENINGS / 2], first, (System.nanoTime() - begin) / 1e6 / APPENDS);
  }

  private static void print(String store, Times[] times) {
    System.out.printf(
        "%-9s %8s %10s %8s %12s %12s %10s%n",
        store, "entries", "open ms", "growth", "1st append", "append ms", "appends/s");
    for (int i = 0; i < times.length; i++) {
      System.out.printf(
          "%-9s %8d %10.2f %8.2f %12.2f %12.2f %10.0f%n",
          "",
          LENGTHS[i],
          times[i].open(),
          times[i].open() / times[0].open(),
          times[i].first(),
          times[i].append(),
          1000 / times[i].append());
    }
  }
}
