package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person does with backfills, one after another, in one workspace. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackfillCliTest {

  private static final WorldOptions WORLD = WorldOptions.drifting(7);
  private static final String FIRST = day(13);
  private static final String SECOND = day(12);
  private static final String THIRD = day(11);

  @TempDir static Path dir;
  private static DemoWorkspace demo;
  private static Terminal terminal;

  private static String day(int back) {
    return WORLD.start().plusDays(WORLD.days() - (long) back).toString();
  }

  @BeforeAll
  static void makeTheWorld() throws IOException {
    demo = DemoWorkspace.make(dir.resolve("demo"), WORLD);
    terminal = new Terminal(demo.folder());
  }

  @Test
  @Order(1)
  void aDryRunSaysOrderPhasesAndWhatTestSetsAreAsked() throws IOException {
    assertThat(done(backfill("--dates", FIRST + "," + THIRD, "--dry-run")))
        .contains("2 to run, 0 done, 0 skipped", "one night at a time, old to new, each to its end")
        .contains("test set recent: 2 verdicts more", FIRST, THIRD)
        .doesNotContain(SECOND);
    Json plan =
        json(
            backfill(
                "--from",
                FIRST,
                "--to",
                THIRD,
                "--parallel",
                "2",
                "--order",
                "new-to-old",
                "--dry-run",
                "--output",
                "json"));
    assertThat(plan.list("days").stream().map(d -> d.number("turn"))).containsExactly(3L, 2L, 1L);
    assertThat(done(terminal.type("backfill", "list"))).contains("no backfills yet");
  }

  @Test
  @Order(2)
  void severalAtOnceFromTheNewestOnComeToWhatOneAfterAnotherDoes() throws IOException {
    List<Json> calm = json(backfill("--from", FIRST, "--to", THIRD, "--output", "json")).list();
    assertThat(terminal.type("registry", "show", "--model", "deliveries").err())
        .as("a shadow history leaves the real one alone")
        .contains("there is no model deliveries");
    List<Json> wild =
        json(backfill(
                "--dates",
                FIRST + "," + SECOND + "," + THIRD,
                "--parallel",
                "2",
                "--order",
                "new-to-old",
                "--output",
                "json"))
            .list();
    assertThat(wild).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(wild.get(i).text("logicalTime")).isEqualTo(calm.get(i).text("logicalTime"));
      assertThat(wild.get(i).text("verdict")).isEqualTo(calm.get(i).text("verdict"));
      assertThat(wild.get(i).text("champion", "after"))
          .isEqualTo(calm.get(i).text("champion", "after"));
    }
  }

  @Test
  @Order(3)
  void aBackfillIsListedShownAndReported() throws IOException {
    assertThat(done(terminal.type("backfill", "list")).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("SUCCEEDED") && line.contains("3 of 3"));
    assertThat(done(terminal.type("backfill", "show", "1", "--follow")))
        .contains("backfill 1 · deliveries · " + FIRST + " to " + THIRD + " · SUCCEEDED")
        .contains("one night at a time, old to new", "promotes: no", "DONE");
    Json shown = json(terminal.type("backfill", "show", "2", "--output", "json"));
    assertThat(shown.text("backfill", "order")).isEqualTo("NEW_TO_OLD");
    assertThat(shown.list("nights")).hasSize(3);

    assertThat(done(terminal.type("backfill", "report", "1")))
        .contains("would have been", "AUC on recent", FIRST);
    assertThat(done(terminal.type("backfill", "report", "1", "--format", "html")))
        .contains("Content-Security-Policy", "<svg", FIRST)
        .doesNotContain("<script");
    assertThat(done(terminal.type("backfill", "report", "1", "--format", "md")))
        .contains("| night |");
    Json report = json(terminal.type("backfill", "report", "1", "--output", "json"));
    assertThat(report.list("entries")).hasSize(3);
    assertThat(report.list("entries").get(0).text("championAfter")).isEqualTo("v1");
  }

  @Test
  @Order(4)
  void oneThatIsLeftToAServerIsPausedResumedAndCancelled() throws IOException {
    Json made = json(backfill("--from", SECOND, "--to", THIRD, "--detach", "--output", "json"));
    String id = made.text("id");
    assertThat(made.text("state")).isEqualTo("RUNNING");
    assertThat(done(backfill("--from", SECOND, "--to", THIRD, "--detach")))
        .contains("backfill " + id, "it goes on", "nightjar serve works at it");
    assertThat(backfill("--from", SECOND, "--to", THIRD, "--stop-on-failure").err())
        .contains("backfill " + id, "asks for something else", "backfill cancel " + id);

    assertThat(done(terminal.type("backfill", "pause", id, "--reason", "lunch")))
        .contains("is paused", "lunch");
    Terminal.Answer paused = backfill("--from", SECOND, "--to", THIRD);
    assertThat(paused.code()).isEqualTo(1);
    assertThat(paused.out()).contains("is paused", "lunch", "backfill resume " + id);
    assertThat(terminal.type("backfill", "show", id, "--follow").code()).isEqualTo(1);
    assertThat(done(terminal.type("backfill", "resume", id))).contains("goes on: 0 of 2");
    assertThat(done(terminal.type("backfill", "cancel", id, "--reason", "enough")))
        .contains("backfill " + id + " is cancelled");
    assertThat(done(terminal.type("backfill", "show", id)))
        .contains("CANCELLED", "enough")
        .doesNotContain("WAITING");
    Terminal.Answer late = terminal.type("backfill", "pause", id);
    assertThat(late.code()).isEqualTo(2);
    assertThat(late.err()).contains("backfill " + id + ": it is CANCELLED already");
  }

  @Test
  @Order(5)
  void nightsWhoseInputsChangedAreRunAgain() throws IOException {
    String[] range = {"--from", FIRST, "--to", THIRD, "--reprocess", "inputs-changed"};
    assertThat(done(backfill(with(range, "--dry-run")))).contains("0 to run, 3 done");
    String yaml = Files.readString(demo.pipeline());
    Path edited = demo.folder().resolve("edited.yaml");
    Files.writeString(edited, yaml.replaceFirst("confidence: 95%", "confidence: 90%"));
    assertThat(Files.readString(edited)).isNotEqualTo(yaml);
    assertThat(
            done(
                terminal.type(
                    with(new String[] {"backfill", edited.toString()}, with(range, "--dry-run")))))
        .contains("3 to run", "the pipeline file says something else now");
    Path csv = demo.folder().resolve("late.csv");
    List<String> rows = Files.readAllLines(demo.folder().resolve("deliveries.csv"));
    Files.write(csv, rows.subList(0, 3));
    done(terminal.type("dataset", "add", "deliveries", csv.toString(), "--as", "late-rows"));
    assertThat(done(backfill(with(range, "--dry-run"))))
        .contains("inputs changed: segment ", "late-rows is new");
  }

  @ParameterizedTest
  @Order(6)
  @CsvSource({
    "'--from 2026-03-02', 'Missing required option: ''--to=DATE'''",
    "'--dates 2026-03-02 --from 2026-03-01', 'in place of --from and --to'",
    "'--dates 2026-13-45', 'expected a day'",
    "'--from 2026-03-02 --to 2026-03-01', 'is before --from'",
    "'--from 2026-03-02 --to 2026-03-02 --parallel 0', 'at least one night at a time'",
    "'--from 2026-03-02 --to 2026-03-02 --order sideways', 'old-to-new'",
    "'--from 2026-03-02 --to 2026-03-02 --reprocess some', 'inputs-changed'"
  })
  void aMistakeIsToldInWords(String words, String said) {
    Terminal.Answer answer = backfill(words.split(" ", 0));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains(said).doesNotContain("Exception");
  }

  @Test
  @Order(7)
  void aBackfillThatIsNotThereIsNamed() {
    for (String verb : List.of("show", "pause", "resume", "report")) {
      Terminal.Answer answer = terminal.type("backfill", verb, "99");
      assertThat(answer.code()).as(verb).isEqualTo(2);
      assertThat(answer.err()).contains("there is no backfill 99", "backfill list");
    }
    assertThat(terminal.type("backfill", "show", "x").err()).contains("'x' is not a long");
  }

  private static Terminal.Answer backfill(String... words) {
    return terminal.type(with(new String[] {"backfill", demo.pipeline().toString()}, words));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  private static String done(Terminal.Answer answer) {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  private static Json json(Terminal.Answer answer) throws IOException {
    return Json.read(done(answer));
  }
}
