package dev.nightjar.schedules.app;

import dev.nightjar.jobs.demo.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What an idle {@code nightjar serve} holds and does: started by the launcher over a folder of so
 * many pipelines, of which none becomes due. Linux only. Arguments: the launcher, pipelines (1000),
 * seconds (120).
 */
final class IdleBenchmark {

  private static final String NEVER_TODAY = "0 0 0 29 2 ?";

  private IdleBenchmark() {}

  public static void main(String[] args) throws Exception {
    int pipelines = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 120;
    Path folder = Files.createTempDirectory("idle-benchmark");
    write(folder.resolve("pipelines"), pipelines);
    long began = System.nanoTime();
    Process server =
        new ProcessBuilder(
                args[0],
                "serve",
                "--listen",
                "127.0.0.1:0",
                folder.resolve("pipelines").toString(),
                "--workspace",
                folder.resolve("workspace").toString(),
                "--output",
                "json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      for (int loaded = 0; loaded < pipelines; ) {
        String line = Objects.requireNonNull(out.readLine(), "the server ended");
        loaded += line.contains("\"loaded\"") ? 1 : 0;
      }
      System.out.printf(Locale.ROOT, "%d pipelines loaded after %.1f s%n", pipelines, since(began));
      long busy = cpu(server);
      server.waitFor(seconds, TimeUnit.SECONDS);
      System.out.printf(
          Locale.ROOT,
          "after %d s idle: %s, %s; %.2f s of processor time a minute%n",
          seconds,
          status(server, "VmRSS"),
          status(server, "VmHWM"),
          (cpu(server) - busy) / 1e9 * 60 / seconds);
    } finally {
      server.destroy();
      server.waitFor(30, TimeUnit.SECONDS);
      server.destroyForcibly();
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static long cpu(Process process) {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static String status(Process process, String what) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(l -> l.startsWith(what))
          .findFirst()
          .orElse(what + " not said")
          .replaceAll("\\s+", " ");
    }
  }

  private static void write(Path folder, int pipelines) throws IOException {
    Files.createDirectories(folder);
    String yaml;
    try (InputStream demo = World.class.getResourceAsStream("demo.yaml")) {
      yaml = new String(Objects.requireNonNull(demo).readAllBytes(), StandardCharsets.UTF_8);
    }
    for (int i = 0; i < pipelines; i++) {
      String name = "pipeline-%05d".formatted(i);
      List<String> lines =
          yaml.lines()
              .map(l -> l.startsWith("pipeline:") ? "pipeline: " + name : l)
              .map(l -> l.replaceFirst("cron: \"[^\"]*\"", "cron: \"" + NEVER_TODAY + "\""))
              .toList();
      Files.write(folder.resolve(name + ".yaml"), lines);
    }
  }
}
