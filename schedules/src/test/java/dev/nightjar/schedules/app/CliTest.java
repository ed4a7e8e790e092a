package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb, typed as a person would, on a small world of four nights. */
class CliTest {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final String FIRST = day(90);
  private static final String SECOND = day(91);
  private static final String BLOCKED = day(WORLD.broken() + 1);

  @TempDir static Path shared;
  private static Path lived = Path.of("");
  private static Terminal.Answer promoted = new Terminal.Answer(-1, "", "");
  private static Terminal.Answer refused = promoted;
  private static Terminal.Answer blocked = promoted;

  @TempDir Path dir;

  @BeforeAll
  static void threeNights() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(shared.resolve("lived"), WORLD);
    // One slice suffices here, and takes a fraction of the time.
    String yaml = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), yaml.replaceFirst("slices: .*", "slices: [depot]"));
    lived = demo.folder();
    Terminal terminal = new Terminal(lived);
    String pipeline = demo.pipeline().toString();
    promoted =
        terminal.type(
            "run", pipeline, "--date", FIRST, "--fail-unless-promoted", "--output", "json");
    refused = terminal.type("run", pipeline, "--date", SECOND, "--fail-unless-promoted");
    blocked = terminal.type("run", pipeline, "--date", BLOCKED);
  }

  private static String day(int days) {
    return WORLD.start().plusDays(days).toString();
  }

  /** A copy of the workspace, to do with as one likes. */
  private Terminal mine() throws IOException {
    Path own = dir.resolve("own");
    try (Stream<Path> walk = Files.walk(lived)) {
      for (Path from : walk.toList()) {
        Files.copy(from, own.resolve(lived.relativize(from)));
      }
    }
    return new Terminal(own);
  }

  private static String pipeline() {
    return lived.resolve("deliveries.yaml").toString();
  }

  private static Json json(Terminal.Answer answer) throws IOException {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return Json.read(answer.out());
  }

  private static String done(Terminal.Answer answer) {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    assertThat(answer.err()).isEmpty();
    return answer.out();
  }

  private static List<String> stored(Path workspace) throws IOException {
    try (Stream<Path> files = Files.walk(workspace.resolve("store"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  /** Every verb, as the help of those above it has them. */
  static Stream<String> verbs() {
    List<String> verbs = new ArrayList<>(List.of(""));
    for (int i = 0; i < verbs.size(); i++) {
      String above = verbs.get(i);
      help(above)
          .lines()
          .dropWhile(line -> !line.equals("Commands:"))
          .skip(1)
          .takeWhile(line -> line.startsWith(" "))
          .filter(line -> line.matches("  [a-z].*"))
          .map(line -> (above + " " + line.strip().split(" ", 2)[0]).strip())
          .filter(verb -> !verb.endsWith("help"))
          .forEach(verbs::add);
    }
    assertThat(verbs)
        .contains("compare", "registry approve", "dataset bisect")
        .hasSizeGreaterThan(50);
    return verbs.stream();
  }

  private static String help(String verb) {
    List<String> words = new ArrayList<>(List.of(verb.split(" ", 0)));
    words.removeIf(String::isEmpty);
    words.add("--help");
    return done(Terminal.typeAlone(words.toArray(new String[0])));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasHelp(String verb) {
    // The parser complains there of texts with a % that it cannot format.
    PrintStream usual = System.err;
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
    String help;
    try {
      help = help(verb);
    } finally {
      System.setErr(usual);
    }
    assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(help).startsWith("Usage: nightjar" + (verb.isEmpty() ? "" : " " + verb));
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataset", "registry", "backfill", "run", "init", "registry rollback"})
  void aVerbWithoutItsArgumentsSaysWhatIsMissing(String verb) {
    Terminal.Answer answer = Terminal.typeAlone(verb.split(" ", 0));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("Missing required", "nightjar " + verb + " --help");
  }

  @Test
  void exitCodes() throws IOException {
    assertThat(promoted.code()).as(promoted.out() + promoted.err()).isZero();
    assertThat(refused.code()).as(refused.out() + refused.err()).isEqualTo(4);
    assertThat(refused.out()).contains("Not promoted");
    assertThat(blocked.code()).as(blocked.out() + blocked.err()).isEqualTo(3);
    assertThat(blocked.out()).contains("Blocked", "depot");
    Terminal terminal = new Terminal(lived);
    assertThat(terminal.type("run", pipeline(), "--date", SECOND).code())
        .as("a refusal is a night that is done")
        .isZero();
    assertThat(mine().type("run", pipeline(), "--date", "2001-01-01").code()).isEqualTo(1);
    assertThat(terminal.type("run", pipeline(), "--date", "tomorrow").code()).isEqualTo(2);
  }

  @Test
  void aNightAsJson() throws IOException {
    Json night = json(promoted);
    assertThat(night.text("verdict")).isEqualTo("PROMOTE");
    assertThat(night.text("champion", "before")).isEqualTo("null");
    Terminal.Answer answer =
        new Terminal(lived).type("run", pipeline(), "--date", BLOCKED, "--output", "json");
    assertThat(answer.code()).isEqualTo(3);
    Json none = Json.read(answer.out());
    assertThat(none.text("state")).isEqualTo("BLOCKED");
    assertThat(none.text("verdict")).isEqualTo("null");
    assertThat(none.text("modelVersion")).isEqualTo("null");
    assertThat(none.text("champion", "before")).isEqualTo("v1");
    assertThat(none.text("champion", "after")).isEqualTo("v1");
  }

  @Test
  void reports() throws IOException {
    Terminal terminal = new Terminal(lived);
    assertThat(done(terminal.type("report"))).contains("Blocked", BLOCKED, "report.html");
    assertThat(done(terminal.type("report", "--date", FIRST, "--format", "text")))
        .contains("First night, no champion yet", FIRST);
    assertThat(done(terminal.type("report", "deliveries", "--date", SECOND, "--format", "html")))
        .startsWith("<!doctype html>")
        .contains("</html>");
    assertThat(done(terminal.type("report", pipeline(), "--date", SECOND, "--format", "md")))
        .startsWith("# ")
        .contains("| ");
    Json decision = json(terminal.type("report", "--date", SECOND, "--format", "json"));
    assertThat(decision.text("logicalDate")).isEqualTo(SECOND);
    assertThat(json(terminal.type("report", "--date", SECOND, "--output", "json")))
        .isEqualTo(decision);
    Terminal.Answer none = terminal.type("report", "--date", "2001-01-01");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("no night of 2001-01-01");
    assertThat(terminal.type("report", "deliverys").err()).contains("did you mean deliveries?");
    assertThat(new Terminal(dir.resolve("new")).type("report").err()).contains("no night yet");
  }

  @Test
  void datasets() throws IOException {
    Terminal terminal = mine();
    assertThat(done(terminal.type("dataset", "show"))).isEqualToIgnoringWhitespace("deliveries");
    Json before = json(terminal.type("dataset", "show", "deliveries", "--output", "json"));
    assertThat(before.list("segments")).hasSize(WORLD.days());
    String broken = day(WORLD.broken());
    String[] retract = {
      "dataset", "retract", "deliveries", broken, "--reason", "the feed was broken"
    };
    assertThat(done(terminal.type(retract))).contains(broken + " is retracted");
    assertThat(done(terminal.type("dataset", "show", "deliveries")))
        .contains("retracted: the feed was broken");
    Terminal.Answer wrong =
        terminal.type("dataset", "retract", "deliveries", "2025-13-01", "--reason", "none");
    assertThat(wrong.code()).as(wrong.err()).isEqualTo(1);
    assertThat(wrong.err()).contains("has no segment 2025-13-01; did you mean");
    Terminal.Answer unknown = terminal.type("dataset", "show", "deliverys");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean deliveries?");
    // The blocked night goes on without the day that was taken back.
    Terminal.Answer night = terminal.type("run", pipeline(), "--date", BLOCKED, "--output", "json");
    assertThat(json(night).text("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void models() throws IOException {
    Terminal terminal = mine();
    assertThat(done(terminal.type("registry", "show")))
        .contains("champion v1", "previous none", "baseline v1", "2 versions");
    assertThat(terminal.type("registry", "promote", "v2", "--reason", "now").code()).isEqualTo(2);
    assertThat(
            done(terminal.type("registry", "promote", "v2", "--force", "--reason", "we need it")))
        .contains("champion v2", "previous v1");
    assertThat(done(terminal.type("registry", "show", "v1")))
        .contains("deliveries v1 · previous, baseline", "PROMOTE", "First night, no champion yet")
        .contains("before v2");
    Json card = json(terminal.type("registry", "show", "v1", "--output", "json"));
    assertThat(card.text("judged", "verdict")).isEqualTo("PROMOTE");
    assertThat(card.list("judged", "gates")).isNotEmpty();
    assertThat(card.list("judged", "measures")).isNotEmpty();
    assertThat(card.text("candidate", "snapshot")).hasSize(64);
    assertThat(card.text("candidate", "label", "name")).isEqualTo("late");
    assertThat(card.number("data", "segments")).isGreaterThan(30);
    Json verified = json(terminal.type("registry", "verify", "--output", "json"));
    assertThat(verified.list("damages")).isEmpty();
    // Models, encoders, lists of keys and of contents, and decisions of two nights.
    assertThat(verified.number("objects")).isEqualTo(10);
    Path model = dir.resolve("model");
    Json got =
        json(
            terminal.type(
                "registry", "get", "champion", "--to", model.toString(), "--output", "json"));
    assertThat(got.text("version")).isEqualTo("v2");
    assertThat(model).isNotEmptyDirectory();
    assertThat(done(terminal.type("registry", "baseline", "v2", "--reason", "a new floor")))
        .contains("baseline v2");
    assertThat(done(terminal.type("registry", "rollback", "--reason", "complaints")))
        .contains("champion v1");
    assertThat(done(terminal.type("registry", "log")))
        .containsSubsequence("promoted", "forced", "we need it", "baseline-set", "rolled-back")
        .contains("complaints");
    Json log = json(terminal.type("registry", "log", "--output", "json"));
    assertThat(log.list()).hasSizeGreaterThanOrEqualTo(6);
    for (String[] wrong :
        new String[][] {
          {"registry", "get", "v9", "--to", dir.resolve("x").toString()},
          {"registry", "promote", "v9", "--force", "--reason", "none"},
          {"registry", "baseline", "v9", "--reason", "none"},
          {"registry", "rollback", "--to", "v9", "--reason", "none"}
        }) {
      Terminal.Answer answer = terminal.type(wrong);
      assertThat(answer.code()).as(String.join(" ", wrong) + answer.err()).isEqualTo(1);
      assertThat(answer.err()).contains("has no version v9").doesNotContain("unexpected");
    }
    Terminal.Answer other = terminal.type("registry", "show", "--model", "deliverys");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("did you mean deliveries?");
  }

  @Test
  void backfills() throws IOException {
    Terminal terminal = mine();
    Path own = dir.resolve("own");
    String[] range = {"backfill", pipeline(), "--from", FIRST, "--to", day(93)};
    List<String> before = stored(own);
    assertThat(done(terminal.type(with(range, "--promote", "--dry-run"))))
        .contains("2 to run, 2 done, 0 skipped", "promotes: yes");
    assertThat(done(terminal.type(with(range, "--dry-run"))))
        .contains("4 to run, 0 done", "promotes: no (add --promote)");
    Files.writeString(dir.resolve("stocktaking.yaml"), "- " + day(93) + ": shut\n");
    String yaml = Files.readString(Path.of(pipeline()));
    assertThat(yaml).contains("\nschedule:\n");
    String calendars = "\nschedule:\n  calendars: {skip: stocktaking.yaml}\n";
    Path holiday = dir.resolve("holiday.yaml");
    Files.writeString(holiday, yaml.replace("\nschedule:\n", calendars));
    String[] other = {"backfill", holiday.toString(), "--from", FIRST, "--to", day(93)};
    assertThat(done(terminal.type(with(other, "--promote", "--dry-run"))))
        .contains("1 to run, 2 done, 1 skipped", "calendar stocktaking (shut)");
    assertThat(stored(own)).as("a dry run writes nothing").isEqualTo(before);

    Json standing = json(terminal.type("registry", "show", "--output", "json"));
    String[] shadow = {"backfill", pipeline(), "--from", SECOND, "--to", day(92)};
    Json nights = json(terminal.type(with(shadow, "--output", "json")));
    assertThat(nights.list()).hasSize(2);
    assertThat(nights.list().get(0).text("champion", "before")).isEqualTo("v1");
    assertThat(json(terminal.type("registry", "show", "--output", "json"))).isEqualTo(standing);
    assertThat(done(terminal.type("report"))).contains(BLOCKED);

    assertThat(done(terminal.type(with(range, "--promote")))).contains("2 of 4 nights to run");
    assertThat(done(terminal.type(with(range, "--promote")))).contains("0 of 4 nights to run");
    Json after = json(terminal.type("registry", "show", "--output", "json"));
    assertThat(after.number("versions")).isEqualTo(4);
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aBackfillWithABlockedNightFails() throws IOException {
    Terminal.Answer answer =
        mine().type("backfill", pipeline(), "--from", BLOCKED, "--to", BLOCKED, "--promote");
    assertThat(answer.out()).contains("1 of 1 nights to run", "BLOCKED");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void aFirstPipelineFile() throws IOException {
    Path csv = dir.resolve("parcels.csv");
    StringBuilder rows = new StringBuilder("day,size,town,late\n");
    for (int i = 0; i < 6000; i++) {
      boolean late = (i * 7 + i / 13) % 10 < (i % 3 == 0 ? 6 : 2);
      rows.append(WORLD.start().plusDays(i / 75))
          .append("," + i * 31 % 97)
          .append(i % 3 == 0 ? ",Ulm" : ",Bern")
          .append(late ? ",true" : ",false")
          .append("\n");
    }
    Files.writeString(csv, rows);
    Terminal terminal = new Terminal(dir.resolve("ws"));
    Path yaml = dir.resolve("parcels.yaml");
    String said = done(terminal.type("init", csv.toString(), "--to", yaml.toString()));
    assertThat(said).contains("late was taken for the label", "--time day");
    assertThat(terminal.type("init", csv.toString(), "--to", yaml.toString()).err())
        .contains("is there already");
    assertThat(Wiring.reader().read(yaml).pipeline().name()).isEqualTo("parcels");
    done(terminal.type("dataset", "add", "parcels", csv.toString(), "--time", "day"));
    Json night = json(terminal.type("run", yaml.toString(), "--date", day(80), "--output", "json"));
    assertThat(night.text("state")).isEqualTo("SUCCEEDED");
    assertThat(night.text("verdict")).isEqualTo("PROMOTE");
  }
}
