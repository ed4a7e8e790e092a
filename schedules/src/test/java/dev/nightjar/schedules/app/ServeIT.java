package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar serve} as a process of its own, told things from beside it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);

  @TempDir Path dir;
  private final List<Process> processes = new ArrayList<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void nightsThatAreQueuedAreRunThroughEditsAKillAndAnOrderlyEnd() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("workspace"), WORLD, false);
    Path folder = Files.createDirectories(dir.resolve("pipelines"));
    Path pipeline = Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
    Terminal terminal = new Terminal(demo.folder());
    String first = WORLD.start().plusDays(WORLD.days() - 2).toString();
    String second = WORLD.start().plusDays(WORLD.days() - 1).toString();

    Process server = serve(demo.folder(), folder);
    assertThat(event("loaded").get("pipeline").asText()).isEqualTo("deliveries");
    String id = trigger(terminal, pipeline, first);
    assertThat(event("began").get("run").asText()).isEqualTo(id);
    assertThat(event("ended").get("text").asText()).startsWith("SUCCEEDED PROMOTE");
    assertThat(terminal.type("runs", "show", id).out())
        .contains(id, "SUCCEEDED", "promote", "DONE");

    String text = Files.readString(pipeline);
    Files.writeString(pipeline, text.replace("trainer: logistic", "trainer: logistics"));
    assertThat(event("broken").get("text").asText())
        .contains("deliveries.yaml:", "logistics", "its last good version stays");
    Files.writeString(pipeline, text.replace("seed: 42", "seed: 43"));
    assertThat(event("changed").get("text").asText()).isEqualTo("-   seed: 42\n+   seed: 43");

    id = trigger(terminal, pipeline, second);
    JsonNode began = event("began");
    assertThat(began.get("run").asText()).isEqualTo(id);
    assertThat(began.get("trace").asText()).matches("[0-9a-f]{32}");
    server.destroyForcibly().waitFor();
    assertThat(terminal.type("runs", "list", "deliveries").out()).contains(id, "RUNNING");

    server = serve(demo.folder(), folder);
    JsonNode ended = event("ended");
    assertThat(ended.get("run").asText()).as("the same run goes on").isEqualTo(id);
    assertThat(ended.get("trace")).as("and its trace").isEqualTo(began.get("trace"));
    assertThat(ended.get("text").asText()).startsWith("SUCCEEDED");
    String log = terminal.type("runs", "logs", id, "--follow").out();
    assertThat(log).contains("run " + id, "goes on", "train  done in", "SUCCEEDED");
    assertThat(log.lines()).doesNotHaveDuplicates();

    terminal.type("schedule", "trigger", pipeline.toString(), "--date", second, "--again");
    String third = event("began").get("run").asText();
    assertThat(terminal.type("runs", "cancel", third, "--reason", "wrong data").out())
        .contains("will end before its next step");
    assertThat(event("ended").get("text").asText()).startsWith("CANCELLED").endsWith("wrong data");

    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("it ends when it is told to").isTrue();
    assertThat(terminal.type("schedule", "pause", "deliveries", "--reason", "moving").out())
        .contains("deliveries is paused", "moving");
    assertThat(terminal.type("schedule", "resume", "deliveries").out()).contains("is not paused");
    assertThat(terminal.type("runs", "cancel", id, "--reason", "late").out()).contains("was over");
    Terminal.Answer stranger = terminal.type("runs", "show", "00000000");
    assertThat(stranger.code()).isEqualTo(2);
    assertThat(stranger.err()).contains("there is no run 00000000", "runs list");
  }

  private static String trigger(Terminal terminal, Path pipeline, String date) throws IOException {
    Terminal.Answer answer =
        terminal.type(
            "schedule", "trigger", pipeline.toString(), "--date", date, "--output", "json");
    assertThat(answer.code()).as(answer.err()).isZero();
    return CanonicalJson.parse(answer.out().getBytes(StandardCharsets.UTF_8)).get("id").asText();
  }

  /** The next event of this kind; the others before it are forgotten. */
  private JsonNode event(String kind) throws InterruptedException {
    Predicate<@Nullable JsonNode> wanted = e -> e != null && e.get("event").asText().equals(kind);
    JsonNode event = null;
    List<JsonNode> before = new ArrayList<>();
    while (!wanted.test(event)) {
      event = events.poll(120, TimeUnit.SECONDS);
      assertThat(event).as("an event %s after %s", kind, before).isNotNull();
      before.add(event);
    }
    return Objects.requireNonNull(event);
  }

  private Process serve(Path workspace, Path folder) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                folder.toString(),
                "--workspace",
                workspace.toString(),
                "--listen",
                "off",
                "--patience",
                "5",
                "--output",
                "json")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Nobody listens there: nights go on without their traces.
    command.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
    Process process = command.start();
    processes.add(process);
    Thread listener = new Thread(() -> listen(process), "listen");
    listener.setDaemon(true);
    listener.start();
    return process;
  }

  private void listen(Process process) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        events.add(CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      // It was killed.
    }
  }
}
