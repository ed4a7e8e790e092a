package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline file in a git repository with changes that nobody committed. */
class DirtyNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(90);

  @TempDir Path dir;

  private boolean git(String... words) throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of("git", "-C", dir.toString(), "-c", "user.name=x", "-c", "user.email=x@x"));
    all.addAll(List.of(words));
    Process git =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return git.waitFor() == 0;
  }

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private String json(String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  /** The pipeline file, committed and then changed. */
  private Path aDirtyTree() throws IOException, InterruptedException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD);
    Path file = demo.pipeline();
    Files.writeString(file, Files.readString(file).replaceFirst("slices: .*", "slices: [depot]"));
    boolean committed;
    try {
      committed = git("init", "-q") && git("add", file.toString()) && git("commit", "-qm", "one");
    } catch (IOException e) {
      committed = false;
    }
    Assumptions.assumeTrue(committed, "skipped: there is no git");
    Files.writeString(file, "# not committed\n", StandardOpenOption.APPEND);
    return file;
  }

  @Test
  void isJudgedAndNotPromotedUnlessTold() throws Exception {
    Path file = aDirtyTree();
    String[] run = {"run", file.toString(), "--date", NIGHT.toString()};

    Terminal.Answer withheld = type(run);
    assertThat(withheld.code()).as(withheld.out() + withheld.err()).isZero();
    assertThat(withheld.out())
        .contains("PROMOTE", "changes that are not committed", "--allow-dirty", "no champion yet");
    assertThat(type(with(run, "--fail-unless-promoted")).code()).isEqualTo(4);
    Json handedOut = Json.read(json(with(run, "--output", "json")));
    assertThat(handedOut.text("verdict")).isEqualTo("PROMOTE");
    assertThat(handedOut.text("champion", "after")).isEqualTo("null");
    assertThat(json("registry", "log", "--output", "json")).doesNotContain("promoted");

    Json told = Json.read(json(with(run, "--allow-dirty", "--output", "json")));
    assertThat(told.text("champion", "after")).isEqualTo(told.text("modelVersion"));
    assertThat(json("registry", "log", "--output", "json")).contains("allowDirty");

    // The next night's tree is clean: nothing needs to be allowed, and nothing says that it was.
    assertThat(git("commit", "-qam", "two")).isTrue();
    String next = json("run", file.toString(), "--date", NIGHT.plusDays(1).toString());
    assertThat(next).doesNotContain("not committed");
  }

  @Test
  void aShadowHistoryIsAnEvaluation() throws Exception {
    Path file = aDirtyTree();
    String day = NIGHT.toString();
    String[] backfill = {"backfill", file.toString(), "--from", day, "--to", day};
    assertThat(champion(backfill)).isEqualTo("v1");
    assertThat(champion(with(backfill, "--promote"))).isEqualTo("null");
    // Withheld still, it is not run again.
    assertThat(Json.read(json(with(backfill, "--promote", "--output", "json"))).list()).isEmpty();
    assertThat(champion(with(backfill, "--promote", "--allow-dirty"))).isEqualTo("v1");
  }

  /** The champion after the only night that the words run. */
  private String champion(String... words) throws IOException {
    List<Json> nights = Json.read(json(with(words, "--output", "json"))).list();
    assertThat(nights).hasSize(1);
    return nights.get(0).text("champion", "after");
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }
}
