package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.app.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same verbs on a workspace of this machine and through a server: the same bytes. */
@Timeout(180)
class RemoteCliIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);

  @TempDir static Path shared;
  private static ApiServing server;
  private static Terminal terminal;
  private static String night = "";

  @BeforeAll
  static void serveANight() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(shared.resolve("ws"), WORLD);
    String yaml = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), yaml.replaceFirst("slices: .*", "slices: [depot]"));
    terminal = new Terminal(demo.folder());
    night = WORLD.start().plusDays(90).toString();
    Terminal.Answer ran =
        terminal.type("run", demo.pipeline().toString(), "--date", night, "--output", "json");
    assertThat(ran.code()).as(ran.err()).isZero();
    Path folder = Files.createDirectories(shared.resolve("pipelines"));
    Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
    server = new ApiServing(demo.folder(), folder);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Terminal.Answer remote(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--server");
    all.add(server.address().toString());
    return Terminal.typeAlone(all.toArray(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runs list",
        "runs list deliveries",
        "runs list nobody",
        "runs list --output json",
        "runs show 00000000",
        "registry show",
        "registry show --output json",
        "registry show champion",
        "registry show v1 --format md",
        "registry show v1 --output json",
        "registry log",
        "registry log --last 1",
        "registry log --output json",
        "registry promote v1 --force --reason again",
        "report deliveries --format md",
        "report deliveries --format json",
        "report deliveries --format html",
        "report deliverys --format md",
        "report deliveries --date 2001-01-01 --format md"
      })
  void saysTheSameBytes(String line) {
    String[] words = line.split(" ", 0);
    Terminal.Answer far = remote(words);
    Terminal.Answer near = terminal.type(words);
    assertThat(far.out()).isEqualTo(near.out());
    assertThat(far.err()).isEqualTo(near.err());
    assertThat(far.code()).isEqualTo(near.code());
  }

  @Test
  void showsARunAndItsLog() throws IOException {
    String id =
        Json.read(terminal.type("runs", "list", "--output", "json").out()).list().get(0).text("id");
    for (String verb : List.of("show", "logs")) {
      for (String form : List.of("text", "json")) {
        assertThat(remote("runs", verb, id, "--output", form))
            .isEqualTo(terminal.type("runs", verb, id, "--output", form));
      }
    }
    assertThat(remote("runs", "cancel", id, "--reason", "late").out()).contains("was over");
  }

  @Test
  void pausesThroughTheServerAndSeesItHere() {
    Terminal.Answer far = remote("schedule", "pause", "deliveries", "--reason", "moving");
    assertThat(far.code()).as(far.err()).isZero();
    assertThat(terminal.type("schedule", "pause", "deliveries", "--reason", "late"))
        .as("it is paused already")
        .isEqualTo(far);
    assertThat(remote("schedule", "resume", "deliveries"))
        .isEqualTo(terminal.type("schedule", "resume", "deliveries"));
  }

  @Test
  void saysWhatItCannotDoFromAfar() {
    Terminal.Answer file = remote("schedule", "trigger", "deliveries.yaml");
    assertThat(file.code()).isEqualTo(2);
    assertThat(file.err()).contains("say the pipeline's name");
    for (String verb : List.of("gc --grace 1d", "dataset show", "doctor", "token list")) {
      Terminal.Answer answer = remote(verb.split(" ", 0));
      assertThat(answer.code()).as(verb).isEqualTo(2);
      assertThat(answer.err()).contains("leave out --server");
    }
    Terminal.Answer nobody = Terminal.typeAlone("runs", "list", "--server", "http://127.0.0.1:1");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("nobody answers at http://127.0.0.1:1");
    assertThat(Terminal.typeAlone("runs", "list", "--server", "here").code()).isEqualTo(2);
  }

  @Test
  void theApiShowsModelsReportsAndTheStatusPage() throws Exception {
    ApiClient client = server.client();
    Answer standing = client.get("/api/v1/models/deliveries");
    assertThat(standing.json().text("champion")).isEqualTo("v1");
    assertThat(client.get("/api/v1/models/deliveries/versions").json().list("items")).hasSize(1);
    assertThat(client.get("/api/v1/models/deliverys").detail())
        .contains("did you mean deliveries?");
    assertThat(client.get("/api/v1/models/deliveries/versions/v9").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/models/deliveries/log?limit=1").json().list("items")).hasSize(1);
    Answer late =
        client
            .with("If-Match", "\"old\"")
            .post("/api/v1/models/deliveries/rollback", "{\"reason\": \"complaints\"}");
    assertThat(late.status()).isEqualTo(412);
    assertThat(client.post("/api/v1/models/deliveries/rollback", "{\"reason\": \"x\"}").status())
        .as("there is no earlier champion")
        .isEqualTo(409);
    Answer report = client.with("Accept", "text/html").get("/api/v1/reports/deliveries/" + night);
    assertThat(report.body()).startsWith("<!doctype html>");
    assertThat(report.header("Content-Security-Policy"))
        .contains("default-src 'none'", "style-src 'sha256-", "frame-ancestors 'none'");
    assertThat(client.get("/api/v1/reports/..%2e/latest").status()).isIn(400, 404);
    assertThat(client.get("/api/v1/reports/pipeline.yaml/latest").status()).isEqualTo(404);
    assertThat(client.get("/api/v1/reports/deliveries/tomorrow").status()).isEqualTo(400);
    Answer page = client.with("Accept", "text/html").get("/");
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("deliveries", "PROMOTE").doesNotContain("<script");
    assertThat(page.header("Content-Security-Policy")).contains("style-src 'sha256-");
    assertThat(client.get("/api/v1/audit").body()).contains("model.rollback", "complaints");
  }
}
