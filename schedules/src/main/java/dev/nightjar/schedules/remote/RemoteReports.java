package dev.nightjar.schedules.remote;

import dev.nightjar.decision.Replay;
import dev.nightjar.gate.Verdict;
import dev.nightjar.run.Run;
import dev.nightjar.schedules.ReportService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of a server's nights. */
record RemoteReports(Client client) implements ReportService {

  @Override
  public Report find(@Nullable String pipeline, @Nullable LocalDate date) {
    String name = pipeline == null ? only() : pipeline;
    String path = "/reports/" + Client.part(name) + "/" + (date == null ? "latest" : date);
    // Asked for here, so that a night that is not there is found out at once.
    return new Found(client, path, client.get(path + "?format=json", "application/json"));
  }

  @Override
  public Optional<Verdict> verdict(Run run) {
    throw RemoteWorkspace.local();
  }

  private String only() {
    List<String> names =
        client.pages("/models", String.class, Integer.MAX_VALUE).stream()
            .flatMap(List::stream)
            .toList();
    if (names.size() != 1) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "the server has no model yet; say which pipeline"
              : "say which pipeline: " + String.join(", ", names));
    }
    return names.get(0);
  }

  private record Found(Client client, String path, String json) implements Report {

    @Override
    public Report whatIf(List<String> changes) {
      throw RemoteWorkspace.local();
    }

    @Override
    public Replay replay() {
      throw RemoteWorkspace.local();
    }

    @Override
    public long flips(Path to) {
      throw RemoteWorkspace.local();
    }

    @Override
    public String html() {
      return client.get(path + "?format=html", "text/html");
    }

    @Override
    public String markdown() {
      return client.get(path + "?format=md", "text/markdown");
    }

    @Override
    public String text(boolean colour, int width) {
      return client.get(path + "?format=text&width=" + width + "&colour=" + colour, "text/plain");
    }

    @Override
    public String address() {
      return client.address(path + "?format=html");
    }

    @Override
    public Path file() throws IOException {
      return Files.writeString(Files.createTempFile("nightjar-report", ".html"), html());
    }
  }
}
