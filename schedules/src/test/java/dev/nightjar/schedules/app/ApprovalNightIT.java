package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights of a pipeline that says {@code approval: manual}: each of them would be promoted. */
class ApprovalNightIT {

  private static final WorldOptions WORLD = WorldOptions.calm(5);
  private static final int FIRST = 90;
  private static final String APPROVED = "\"type\": \"approved\"";
  private static final String PROMOTED = "\"type\": \"promoted\"";

  @TempDir Path dir;
  private DemoWorkspace demo;
  private Terminal terminal;

  @BeforeEach
  void aPipelineThatAsksAPerson() throws IOException {
    demo = DemoWorkspace.make(dir, WORLD, false);
    asking(demo.pipeline());
    terminal = new Terminal(dir);
  }

  /** Makes every night of the pipeline better than enough, and a person's to promote. */
  static void asking(Path pipeline) throws IOException {
    String yaml = Files.readString(pipeline);
    Files.writeString(
        pipeline,
        yaml.replaceFirst("slices: .*", "slices: [depot]")
            .replaceFirst(
                "- improves: .*",
                "- no_worse: {metric: auc, than: champion, margin: 0.5, on: recent}")
            .replaceFirst("    - no_worse: .*per: depot.*\n", "")
            .replaceFirst("(?m)^promote:$", "promote:\n  approval: manual"));
  }

  private String[] night(int after, String... more) {
    LocalDate date = WORLD.start().plusDays(FIRST + (long) after);
    List<String> words =
        new ArrayList<>(List.of("run", demo.pipeline().toString(), "--date", date.toString()));
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }

  private String out(int code, String... words) {
    Terminal.Answer answer = terminal.type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
    return answer.out();
  }

  private String err(int code, String... words) {
    Terminal.Answer answer = terminal.type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
    return answer.err();
  }

  private Json run(int after) throws IOException {
    return Json.read(out(0, night(after, "--output", "json")));
  }

  /** The id of a run that waits. */
  private String waiting(int after) throws IOException {
    Json run = run(after);
    assertThat(run.text("state")).isEqualTo("AWAITING_APPROVAL");
    assertThat(run.text("verdict")).isEqualTo("PROMOTE");
    return run.text("runId");
  }

  private String log() {
    return out(0, "registry", "log", "--output", "json");
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void waitsUntilAPersonSaysYes() throws IOException {
    Json first = run(0);
    String id = waiting(0);
    assertThat(first.text("runId")).isEqualTo(id);
    assertThat(first.text("champion", "after")).isEqualTo("null");
    String command = "nightjar registry approve " + id;
    assertThat(Files.readString(Path.of(first.text("report"))))
        .contains("v1 waits for approval", "<code>" + command);
    assertThat(out(4, night(0, "--fail-unless-promoted"))).contains("waits for approval", command);
    assertThat(out(0, "report", "--format", "md")).contains("waits for approval", "`" + command);
    assertThat(out(0, "runs", "list")).contains("AWAITING_APPROVAL", command);
    assertThat(out(0, "runs", "show", id)).contains("v1 waits for approval", command);
    assertThat(err(2, "runs", "rerun", id)).contains("is AWAITING_APPROVAL");
    assertThat(log()).doesNotContain(PROMOTED, APPROVED);

    String answer = out(0, "registry", "approve", id, "--by", "ann", "--reason", "looks good");
    assertThat(answer)
        .contains("v1 of run " + id + " was approved by ann: looks good · champion v1");
    assertThat(log()).containsOnlyOnce(PROMOTED).containsOnlyOnce(APPROVED);
    assertThat(log()).contains("\"approvedBy\"");
    Json done = run(0);
    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(done.text("runId")).isEqualTo(id);
    assertThat(done.text("champion", "after")).isEqualTo("v1");
    assertThat(Files.readString(Path.of(done.text("report"))))
        .contains("first champion v1", "approved by ann: looks good")
        .doesNotContain("waits for approval");
    assertThat(out(0, "registry", "verify")).contains("deliveries");

    assertThat(out(0, "registry", "approve", id, "--by", "bob", "--reason", "me too"))
        .contains("was already approved by ann on", "looks good");
    assertThat(err(1, "registry", "refuse", id, "--reason", "no"))
        .contains("run " + id + " is not refused: v1 was approved by ann: looks good");
    assertThat(log()).containsOnlyOnce(PROMOTED).containsOnlyOnce(APPROVED);
  }

  @Test
  void saysWhichRunItDoesNotKnowAndWhichDoesNotWait() throws IOException {
    String id = waiting(0);
    String near = id.substring(0, 7) + (id.endsWith("0") ? "1" : "0");
    assertThat(err(2, "registry", "approve", near, "--reason", "x"))
        .contains("there is no run " + near, "did you mean " + id + "?");
    assertThat(err(2, "registry", "approve", id, "--reason", " ")).contains("--reason is empty");
    assertThat(err(2, "registry", "approve", id)).contains("--reason");
    out(0, "runs", "cancel", id, "--reason", "on second thoughts");
    assertThat(err(1, "registry", "approve", id, "--reason", "x"))
        .contains("run " + id + " does not wait for approval: it is CANCELLED");
    assertThat(log()).doesNotContain(PROMOTED, APPROVED);
  }

  @Test
  void aPersonMaySayNo() throws IOException {
    String id = waiting(0);
    assertThat(out(0, "registry", "refuse", id, "--by", "ann", "--reason", "odd labels"))
        .contains("refused by ann: odd labels · there is no champion");
    assertThat(err(1, "registry", "approve", id, "--reason", "but"))
        .contains("is not approved: v1 was refused by ann: odd labels");
    assertThat(log()).contains("\"type\": \"rejected\"", "odd labels").doesNotContain(PROMOTED);
    assertThat(out(0, "report", "--format", "md"))
        .contains("not promoted: v1 was refused by ann: odd labels");
    Json again = run(0);
    assertThat(again.text("state")).isEqualTo("SUCCEEDED");
    assertThat(again.text("champion", "after")).isEqualTo("null");
  }

  @Test
  void expiresWhenTheChampionMoves() throws IOException {
    String older = waiting(0);
    String newer = waiting(1);
    out(0, "registry", "approve", newer, "--reason", "the newer one");
    // Nobody looked at the older one since: who says yes to it comes too late.
    assertThat(err(1, "registry", "approve", older, "--reason", "too late"))
        .contains("is not approved: the approval of v1 expired: champion is now v2")
        .contains("was judged against none");
    assertThat(out(0, "runs", "show", older)).contains("STALE", "expired: champion is now v2");
    assertThat(
            out(0, "report", "--date", WORLD.start().plusDays(FIRST).toString(), "--format", "md"))
        .contains("PROMOTE", "expired: champion is now v2, was judged against none");
    assertThat(count(log(), PROMOTED)).isEqualTo(1);
    assertThat(count(log(), APPROVED)).isEqualTo(1);
  }

  @Test
  void aNightLooksWhatItMadeOfThoseThatWait() throws IOException {
    String first = waiting(0);
    String second = waiting(1);
    out(0, "registry", "approve", first, "--reason", "yes");
    Terminal.Answer third = terminal.type(night(2));
    assertThat(third.code()).isZero();
    assertThat(third.out() + third.err())
        .contains("run " + second, "which waited for approval, is STALE: expired");
    assertThat(out(0, "runs", "show", second))
        .contains("champion is now v1, was judged against none; run the night again");

    Json judgedAnew = run(1);
    assertThat(judgedAnew.text("runId")).isNotEqualTo(second);
    assertThat(judgedAnew.text("state")).isEqualTo("AWAITING_APPROVAL");
    assertThat(judgedAnew.text("champion", "before")).isEqualTo("v1");
    out(0, "registry", "approve", judgedAnew.text("runId"), "--reason", "now it is");
    assertThat(run(1).text("champion", "after")).isEqualTo(judgedAnew.text("modelVersion"));
  }

  @Test
  void aLostLedgerKnowsWhatWaits() throws IOException {
    String id = waiting(0);
    out(0, "doctor", "--rebuild-ledger");
    assertThat(out(0, "runs", "show", id)).contains("AWAITING_APPROVAL", "registry approve " + id);
    assertThat(waiting(0)).isEqualTo(id);
    out(0, "registry", "approve", id, "--reason", "still good");
    out(0, "doctor", "--rebuild-ledger");
    assertThat(run(0).text("champion", "after")).isEqualTo("v1");
  }

  @Test
  void aBackfillAsksNobody() {
    String from = WORLD.start().plusDays(FIRST).toString();
    String[] words = {"backfill", demo.pipeline().toString(), "--from", from, "--to", from};
    List<String> promoting = new ArrayList<>(List.of(words));
    promoting.add("--promote");
    assertThat(err(2, promoting.toArray(new String[0])))
        .contains("approval: manual", "leave out --promote");
    // A shadow history moves no real champion.
    assertThat(out(0, words)).contains("PROMOTE").doesNotContain("waits for approval");
  }

  /** A process is killed with -9 when its yes is written, or when the champion has moved. */
  @ParameterizedTest
  @ValueSource(strings = {"approved", "promoted"})
  void whoIsKilledAfterTheAnswerLeavesItToTheNext(String when) throws Exception {
    String id = waiting(0);
    kill(dir, id, when);
    assertThat(log()).contains(APPROVED);
    assertThat(out(0, "runs", "show", id)).contains("AWAITING_APPROVAL");
    if (when.equals("approved")) {
      assertThat(log()).doesNotContain(PROMOTED);
      assertThat(out(0, "registry", "approve", id, "--reason", "again"))
          .contains("was already approved by ann", "champion v1");
    } else {
      assertThat(log()).contains(PROMOTED);
      Terminal.Answer next = terminal.type(night(1));
      assertThat(next.out() + next.err()).contains("run " + id, "is SUCCEEDED: PROMOTE");
    }
    assertThat(log()).containsOnlyOnce(PROMOTED).containsOnlyOnce(APPROVED);
    assertThat(run(0).text("champion", "after")).isEqualTo("v1");
  }

  static void kill(Path workspace, String id, String when)
      throws IOException, InterruptedException {
    Path log = workspace.resolve("child.log");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                ApprovingChild.class.getName(),
                workspace.toString(),
                id,
                when)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(log)).isEqualTo(128 + 9);
  }
}
