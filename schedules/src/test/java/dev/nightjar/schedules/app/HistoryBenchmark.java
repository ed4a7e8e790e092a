package dev.nightjar.schedules.app;

import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.jdbc.LedgerRebuild;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import dev.nightjar.upkeep.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What the status page and the API take after years of nightly history, as multiples of what they
 * take with a week of it, turn by turn on two servers of this process. Arguments: years (10),
 * pipelines (100), rounds (40).
 */
final class HistoryBenchmark {

  private static final Digest PIN = Digest.of("pin");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/health/ready",
          "/metrics",
          "/api/v1/pipelines",
          "/api/v1/pipelines/p007",
          "/api/v1/runs",
          "/api/v1/runs?pipeline=p007",
          "/api/v1/runs?state=BLOCKED",
          "/api/v1/pipelines/p007/slots");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HistoryBenchmark() {}

  public static void main(String[] args) throws Exception {
    int years = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int pipelines = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 40;
    Path folder = Files.createTempDirectory("history-benchmark");
    Path files = pipelines(folder.resolve("pipelines"), pipelines);
    Path old = folder.resolve("old");
    Path young = folder.resolve("young");
    int runs = fill(old, pipelines, 365 * years);
    fill(young, pipelines, 7);
    System.out.printf("%d runs beside %d%n", runs, pipelines * 7);
    try (ApiServing full = new ApiServing(old, files);
        ApiServing fresh = new ApiServing(young, files)) {
      for (String path : PATHS) {
        long[] after = new long[rounds];
        long[] before = new long[rounds];
        for (int i = -5; i < rounds; i++) {
          long first = ask(fresh.address().resolve(path));
          long second = ask(full.address().resolve(path));
          if (i >= 0) {
            before[i] = first;
            after[i] = second;
          }
        }
        System.out.printf(
            Locale.ROOT,
            "%-28s p50 %6.1f ms, p99 %6.1f ms: %.2f times%n",
            path,
            percentile(after, 50),
            percentile(after, 99),
            percentile(after, 50) / percentile(before, 50));
      }
    }
  }

  private static long ask(URI address) throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(address).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + ": " + answer.statusCode() + " " + answer.body());
    }
    return System.nanoTime() - began;
  }

  private static double percentile(long[] nanos, int percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
  }

  private static Path pipelines(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    String yaml;
    try (InputStream demo = World.class.getResourceAsStream("demo.yaml")) {
      yaml = new String(Objects.requireNonNull(demo).readAllBytes(), StandardCharsets.UTF_8);
    }
    for (int i = 0; i < count; i++) {
      Files.writeString(
          folder.resolve(name(i) + ".yaml"),
          yaml.replaceFirst("(?m)^pipeline: .*$", "pipeline: " + name(i)));
    }
    return folder;
  }

  private static String name(int pipeline) {
    return "p%03d".formatted(pipeline);
  }

  /** Nights up to yesterday, of which one in fifty failed. */
  private static int fill(Path workspace, int pipelines, int nights) {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    List<RunRecord> records = new ArrayList<>();
    for (int night = nights; night > 0; night--) {
      Instant at = today.minus(Duration.ofDays(night));
      boolean bad = night % 50 == 0;
      IntStream.range(0, pipelines).forEach(p -> records.add(record(name(p), at, bad)));
    }
    LedgerRebuild.rebuild(workspace, records, Instant.now());
    return records.size();
  }

  private static RunRecord record(String pipeline, Instant at, boolean bad) {
    Run run =
        Run.queued(Slot.of(pipeline, at), 1, PIN, at)
            .after(new RunEvent.Started(), at.plusSeconds(1))
            .after(
                bad ? new RunEvent.Blocked("rows are missing") : new RunEvent.Finished("REJECT"),
                at.plusSeconds(60));
    return new RunRecord(run, List.<Attempt>of());
  }
}
