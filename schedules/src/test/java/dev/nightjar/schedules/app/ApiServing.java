package dev.nightjar.schedules.app;

import dev.nightjar.schedules.Listen;
import dev.nightjar.schedules.OrchestratorService.Serving;
import dev.nightjar.schedules.ServeEvent;
import dev.nightjar.schedules.ServeOptions;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of a workspace, in this process, on a port that is free. */
final class ApiServing implements AutoCloseable {

  private final Workspace workspace;
  private final Serving serving;
  private final List<ServeEvent> events = new CopyOnWriteArrayList<>();

  ApiServing(Path folder, Path pipelines) throws IOException {
    workspace = DemoWorkspace.open(folder);
    ServeOptions options = new ServeOptions(1, Listen.parse("127.0.0.1:0"), List.of());
    serving = workspace.orchestrator().serve(pipelines, options, events::add);
  }

  List<ServeEvent> events() {
    return events;
  }

  URI address() {
    return events.stream()
        .filter(e -> e.event().equals("listening"))
        .map(e -> URI.create(e.text()))
        .findFirst()
        .orElseThrow();
  }

  ApiClient client() {
    return new ApiClient(address());
  }

  @Override
  public void close() {
    serving.close(Duration.ZERO);
    workspace.close();
  }
}
