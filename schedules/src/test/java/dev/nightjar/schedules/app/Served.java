package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code nightjar serve} as a process of its own, one after another, and what it says. */
final class Served implements AutoCloseable {

  private final List<Process> processes = new ArrayList<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  /** The next event of this kind; the others before it are forgotten. */
  JsonNode event(String kind) throws InterruptedException {
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

  /** Begins to serve the folder's pipelines, with the API off. */
  Process start(Path workspace, Path folder, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
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
                "json"));
    words.addAll(List.of(options));
    ProcessBuilder command =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
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

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
