package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar runs resume | rerun} and {@code --param}, typed as a person would. */
class RunsAgainIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);
  private static final Pattern RUN = Pattern.compile("· run ([0-9a-f]{8})");

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir.resolve("workspace")).type(words);
  }

  private static String run(Terminal.Answer answer) {
    Matcher id = RUN.matcher(answer.out());
    assertThat(id.find()).as(answer.out() + answer.err()).isTrue();
    return id.group(1);
  }

  @Test
  void runsGoOnAndAreDoneAgain() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("workspace"), WORLD, false);
    Path file = demo.pipeline();
    String good = Files.readString(file);
    String blocking = "expectations:\n  - expect_table_row_count_to_be_between: {max_value: 1}\n";
    Files.writeString(file, good.replaceFirst("(?m)^expectations:.*\n", blocking));
    String night = WORLD.start().plusDays(WORLD.days() - 1).toString();

    Terminal.Answer blocked = type("run", file.toString(), "--date", night);
    assertThat(blocked.code()).as(blocked.out() + blocked.err()).isEqualTo(3);
    String first = run(blocked);

    Terminal.Answer wrong = type("runs", "resume", first, "--from", "chekc");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("there is no step chekc; did you mean check?");
    Terminal.Answer again = type("runs", "resume", first, "--from", "check");
    assertThat(again.code()).isEqualTo(3);
    assertThat(again.out()).contains("Goes on with run " + first + ", anew from check.");
    String second = run(again);
    assertThat(attempts(second)).containsExactly("snapshot REUSED", "check DONE");
    assertThat(type("runs", "resume", first).err())
        .contains("was followed by run " + second + " of the same slot, which is BLOCKED");

    Files.writeString(
        file, "params: {seed: 42}\n" + good.replace("seed: 42", "seed: \"${params.seed}\""));
    Terminal.Answer changed = type("runs", "resume", second);
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.err())
        .contains("cannot go on", "nightjar runs rerun " + second, "max_value: 1");

    Terminal.Answer rerun = type("runs", "rerun", second);
    assertThat(rerun.code()).as(rerun.out() + rerun.err()).isZero();
    assertThat(rerun.out()).contains("Run again: " + second + " was BLOCKED.", "digest ");
    String third = run(rerun);
    assertThat(attempts(third)).hasSize(6).allMatch(a -> a.endsWith("DONE"));
    assertThat(type("report", "--date", night, "--format", "md").out())
        .contains("Run again: " + second);

    assertThat(type("run", file.toString(), "--date", night, "--param", "sed=7").err())
        .contains("declares no such parameter; did you mean seed?");
    Terminal.Answer queued =
        type(
            "schedule",
            "trigger",
            file.toString(),
            "--date",
            night,
            "--again",
            "--param",
            "seed=7");
    assertThat(queued.out()).contains("is queued");
    Terminal.Answer seven = type("run", file.toString(), "--date", night, "--param", "seed=7");
    assertThat(type("runs", "show", run(seven)).out()).contains("param     seed=7");
    assertThat(type("report", "--date", night, "--format", "json").out())
        .contains("With --param seed=7.");
  }

  private List<String> attempts(String run) throws IOException {
    return Json.read(type("runs", "show", run, "--output", "json").out()).list("attempts").stream()
        .map(a -> a.text("step") + " " + a.text("result"))
        .toList();
  }
}
