package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar serve} as a process of its own, told things from beside it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);

  @TempDir Path dir;
  private final Served served = new Served();

  @AfterEach
  void end() {
    served.close();
  }

  @Test
  void nightsThatAreQueuedAreRunThroughEditsAKillAndAnOrderlyEnd() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("workspace"), WORLD, false);
    Path folder = Files.createDirectories(dir.resolve("pipelines"));
    Path pipeline = Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
    Terminal terminal = new Terminal(demo.folder());
    String first = WORLD.start().plusDays(WORLD.days() - 2).toString();
    String second = WORLD.start().plusDays(WORLD.days() - 1).toString();

    Process server = served.start(demo.folder(), folder);
    assertThat(served.event("loaded").get("pipeline").asText()).isEqualTo("deliveries");
    String id = trigger(terminal, pipeline, first);
    assertThat(served.event("began").get("run").asText()).isEqualTo(id);
    assertThat(served.event("ended").get("text").asText()).startsWith("SUCCEEDED PROMOTE");
    assertThat(terminal.type("runs", "show", id).out())
        .contains(id, "SUCCEEDED", "promote", "DONE");

    String text = Files.readString(pipeline);
    Files.writeString(pipeline, text.replace("trainer: logistic", "trainer: logistics"));
    assertThat(served.event("broken").get("text").asText())
        .contains("deliveries.yaml:", "logistics", "its last good version stays");
    Files.writeString(pipeline, text.replace("seed: 42", "seed: 43"));
    assertThat(served.event("changed").get("text").asText())
        .isEqualTo("-   seed: 42\n+   seed: 43");

    id = trigger(terminal, pipeline, second);
    JsonNode began = served.event("began");
    assertThat(began.get("run").asText()).isEqualTo(id);
    assertThat(began.get("trace").asText()).matches("[0-9a-f]{32}");
    server.destroyForcibly().waitFor();
    assertThat(terminal.type("runs", "list", "deliveries").out()).contains(id, "RUNNING");

    server = served.start(demo.folder(), folder);
    JsonNode ended = served.event("ended");
    assertThat(ended.get("run").asText()).as("the same run goes on").isEqualTo(id);
    assertThat(ended.get("trace")).as("and its trace").isEqualTo(began.get("trace"));
    assertThat(ended.get("text").asText()).startsWith("SUCCEEDED");
    String log = terminal.type("runs", "logs", id, "--follow").out();
    assertThat(log).contains("run " + id, "goes on", "train  done in", "SUCCEEDED");
    assertThat(log.lines()).doesNotHaveDuplicates();

    terminal.type("schedule", "trigger", pipeline.toString(), "--date", second, "--again");
    String third = served.event("began").get("run").asText();
    assertThat(terminal.type("runs", "cancel", third, "--reason", "wrong data").out())
        .contains("will end before its next step");
    assertThat(served.event("ended").get("text").asText())
        .startsWith("CANCELLED")
        .endsWith("wrong data");

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
}
