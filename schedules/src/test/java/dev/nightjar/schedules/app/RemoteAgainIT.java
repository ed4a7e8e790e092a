package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code runs resume | rerun} and {@code --param} through a server. */
@Timeout(240)
class RemoteAgainIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);
  private static final Pattern RUN = Pattern.compile("run ([0-9a-f]{8}) is queued");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path dir;
  private String address = "";

  private Terminal.Answer far(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", address));
    return Terminal.typeAlone(all.toArray(new String[0]));
  }

  private String queued(String... words) {
    Terminal.Answer answer = far(words);
    assertThat(answer.code()).as(answer.err()).isZero();
    Matcher id = RUN.matcher(answer.out());
    assertThat(id.find()).as(answer.out()).isTrue();
    return id.group(1);
  }

  private Json ended(String run) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Json shown = Json.read(far("runs", "show", run, "--output", "json").out());
      if (!List.of("QUEUED", "RUNNING").contains(shown.text("run", "state"))) {
        return shown;
      }
      assertThat(System.nanoTime()).as("run %s ends", run).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static List<String> attempts(Json run) {
    return run.list("attempts").stream().map(a -> a.text("step") + " " + a.text("result")).toList();
  }

  @Test
  void theServerGoesOnDoesAgainAndTakesParameters() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("ws"), WORLD, false);
    Terminal near = new Terminal(demo.folder());
    Path folder = Files.createDirectories(dir.resolve("pipelines"));
    Path file = folder.resolve("deliveries.yaml");
    String good =
        "params: {seed: 42}\n"
            + Files.readString(demo.pipeline()).replace("seed: 42", "seed: \"${params.seed}\"");
    Files.writeString(
        file,
        good.replaceFirst(
            "(?m)^expectations:.*\n",
            "expectations:\n  - expect_table_row_count_to_be_between: {max_value: 1}\n"));
    String night = WORLD.start().plusDays(WORLD.days() - 1).toString();
    String[] trigger = {"schedule", "trigger", "deliveries", "--date", night, "--param"};
    try (ApiServing server = new ApiServing(demo.folder(), folder)) {
      address = server.address().toString();
      assertThat(far(with(trigger, "sed=7")).err())
          .contains("declares no such parameter; did you mean seed?");
      String first = queued(with(trigger, "seed=7"));
      assertThat(ended(first).text("run", "state")).isEqualTo("BLOCKED");
      assertThat(far("runs", "show", first).out()).contains("param     seed=7");
      assertThat(far("runs", "show", first)).isEqualTo(near.type("runs", "show", first));

      refusals(first);
      String second = queued("runs", "resume", first, "--from", "check");
      Json again = ended(second);
      assertThat(attempts(again)).containsExactly("snapshot REUSED", "check DONE");
      assertThat(far("runs", "show", second))
          .isEqualTo(near.type("runs", "show", second))
          .extracting(Terminal.Answer::out)
          .asString()
          .contains("Goes on with run " + first + ", anew from check.", "param     seed=7");
      Terminal.Answer late = far("runs", "resume", first);
      assertThat(late).isEqualTo(near.type("runs", "resume", first));
      assertThat(late.err()).contains("was followed by run " + second);

      Files.writeString(file, good);
      awaitChange(server);
      assertThat(far("runs", "resume", second).err()).contains("cannot go on", "max_value: 1");
      Terminal.Answer rerun = far("runs", "rerun", second, "--output", "json");
      String third = Json.read(rerun.out()).text("id");
      Json done = ended(third);
      assertThat(done.text("run", "state")).isEqualTo("SUCCEEDED");
      assertThat(attempts(done)).hasSize(6).allMatch(a -> a.endsWith("DONE"));
      assertThat(far("runs", "show", third).out())
          .contains("Run again: " + second + " was BLOCKED.", "digest ", "param     seed=7");
    }
  }

  private void refusals(String run) {
    assertThat(far("runs", "resume", run, "--from", "chekc").err())
        .contains("there is no step chekc; did you mean check?");
    assertThat(far("runs", "resume", run, "--allow-dirty").err())
        .contains("--allow-dirty does not go with --server");
    assertThat(far("runs", "rerun", run, "--pipeline", "x.yaml").err())
        .contains("--pipeline does not go with --server");
    Terminal.Answer none = far("runs", "rerun", "00000000");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("there is no run 00000000");
  }

  private static void awaitChange(ApiServing server) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.events().stream().noneMatch(e -> e.event().equals("changed"))) {
      assertThat(System.nanoTime()).as("the file is read again").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static String[] with(String[] words, String more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(more);
    return all.toArray(new String[0]);
  }
}
