package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Listen;
import dev.nightjar.schedules.OrchestratorService.Serving;
import dev.nightjar.schedules.ServeEvent;
import dev.nightjar.schedules.ServeOptions;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.CanonicalJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Run what the pipeline files of a folder schedule, until it is told to end (SIGTERM,"
            + " Ctrl-C). Several may share a ledger in PostgreSQL. Prints what happens, one event"
            + " a line; with --output json each is a JSON document.")
final class ServeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(
      paramLabel = "FOLDER",
      description =
          "Pipeline files (*.yaml, *.yml), in it and two folders deep; hidden ones are left out. They"
              + " are read again when they change; a broken one keeps its last good version.")
  private Path folder = Path.of("");

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many nights run at once (default: 1).")
  private int parallel = 1;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT|off",
      defaultValue = "127.0.0.1:8470",
      description =
          "Where the HTTP API, the status page, /health and /metrics are (default: 127.0.0.1:8470;"
              + " port 0: one that is free). To let other machines in, make a token first: nightjar"
              + " token create.")
  private String listen = "off";

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      description =
          "What else the API may be called, behind a proxy for instance. Requests to other names"
              + " are refused. May be said several times.")
  private List<String> hostNames = List.of();

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long to wait for nights that run when it is told to end (default: 30). What is left"
              + " is handed over: another orchestrator, or the next start, goes on with it.")
  private int patience = 30;

  @Override
  public Integer call() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (Workspace workspace = session.open()) {
      Serving serving = workspace.orchestrator().serve(folder, options(), this::print);
      Thread end =
          new Thread(
              () -> {
                told.countDown();
                awaitQuietly(closed);
              },
              "end");
      Runtime.getRuntime().addShutdownHook(end);
      told.await();
      serving.close(Duration.ofSeconds(patience));
    } finally {
      session.console().out().flush();
      closed.countDown();
    }
    return ExitCode.DONE;
  }

  private ServeOptions options() {
    return new ServeOptions(
        parallel, listen.equals("off") ? null : Listen.parse(listen), hostNames);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void print(ServeEvent event) {
    Console console = session.console();
    console.out().println(session.json() ? CanonicalJson.text(event) : text(event));
    console.out().flush();
  }

  private static String text(ServeEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(event.at()).append("  ").append(String.format(Locale.ROOT, "%-9s", event.event()));
    if (event.pipeline() != null) {
      line.append(' ').append(event.pipeline());
    }
    if (event.logicalTime() != null) {
      line.append(" · ").append(event.logicalTime());
    }
    if (event.run() != null) {
      line.append(" · run ").append(event.run());
    }
    List<String> rest = event.text().lines().toList();
    if (rest.size() == 1) {
      return line.append("  ").append(rest.get(0)).toString();
    }
    rest.forEach(more -> line.append("\n    ").append(more));
    return line.toString();
  }
}
