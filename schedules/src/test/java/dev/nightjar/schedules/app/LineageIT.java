package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made of which data, asked on the command line after a promoted and a refused night. */
class LineageIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final String FIRST = day(90);
  private static final String SECOND = day(91);

  /** Trains both nights and tests none. */
  private static final String TRAINING = day(60);

  /** Tests both nights and trains none. */
  private static final String TESTING = day(85);

  @TempDir static Path shared;
  private static Path lived = Path.of("");

  @TempDir Path dir;

  @BeforeAll
  static void twoNights() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(shared.resolve("lived"), WORLD);
    String yaml = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), yaml.replaceFirst("slices: .*", "slices: [depot]"));
    lived = demo.folder();
    Terminal terminal = new Terminal(lived);
    done(terminal.type("run", pipeline(), "--date", FIRST));
    done(terminal.type("run", pipeline(), "--date", SECOND));
  }

  private static String day(int days) {
    return WORLD.start().plusDays(days).toString();
  }

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
    return Json.read(done(answer));
  }

  private static String done(Terminal.Answer answer) {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  private static List<String> stored(Path workspace) throws IOException {
    try (Stream<Path> files = Files.walk(workspace.resolve("store"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private static List<String> texts(Json document, String... names) {
    return document.list(names).stream().map(one -> String.valueOf(one.value())).toList();
  }

  @Test
  void theLogTellsWhoDidWhat() throws IOException {
    Terminal terminal = mine();
    done(terminal.type("dataset", "retract", "deliveries", TESTING, "--reason", "twice"));
    assertThat(done(terminal.type("dataset", "log", "deliveries")))
        .contains("120 segments, " + day(0) + " to " + day(119), "by ")
        .contains("retract  " + TESTING, ": twice");
    Json log = json(terminal.type("dataset", "log", "deliveries", "--output", "json"));
    assertThat(log.list()).hasSize(2);
    assertThat(log.list().get(0).list("segments")).hasSize(120);
    assertThat(log.list().get(1).text("reason")).isEqualTo("twice");
    Terminal.Answer unknown = terminal.type("dataset", "log", "deliverys");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean deliveries?");
  }

  @Test
  void aRecipeIsResolvedAsTheNightResolvesIt() throws IOException {
    Terminal terminal = mine();
    List<String> before = stored(dir.resolve("own"));
    Json impact =
        json(terminal.type("dataset", "impact", "deliveries", TRAINING, "--output", "json"));
    List<String> read = impact.list("snapshots").stream().map(s -> s.text("id")).toList();
    for (String date : List.of(FIRST, SECOND)) {
      Json recipe = json(terminal.type(recipe(date, "--output", "json")));
      assertThat(recipe.at("snapshot").text("id")).as("that of the night").isIn(read);
      assertThat(recipe.list("choices")).hasSize(120);
    }
    assertThat(done(terminal.type(recipe(FIRST))))
        .contains("dataset  deliveries at entry 1: ", "  train    ", "  fixed    ", "  recent   ")
        .doesNotContain("not read: after");
    assertThat(stored(dir.resolve("own"))).as("nothing is written").isEqualTo(before);

    done(terminal.type("dataset", "retract", "deliveries", TESTING, "--reason", "twice"));
    Json later = json(terminal.type(recipe(FIRST, "--output", "json")));
    assertThat(later.at("snapshot").text("id")).isNotIn(read);
    assertThat(done(terminal.type(recipe(FIRST, "--explain"))))
        .contains(TESTING, "not read: retracted: twice")
        .contains(" … " + day(119), "not read: after ");
    Terminal.Answer early = terminal.type(recipe(WORLD.start().minusDays(9).toString()));
    assertThat(early.code()).isNotZero();
    assertThat(early.err()).contains("no training rows for ");
  }

  private static String[] recipe(String date, String... more) {
    return with(new String[] {"dataset", "recipe", pipeline(), "--date", date}, more);
  }

  @Test
  void aRetractionTaintsWhatWasTrainedOnTheSegment() throws IOException {
    Terminal terminal = mine();
    Path own = dir.resolve("own");
    String[] retract = {"dataset", "retract", "deliveries", TRAINING, "--reason", "poisoned"};
    List<String> before = stored(own);
    String dry = done(terminal.type(with(retract, "--dry-run")));
    assertThat(dry)
        .contains("2 read it: 2 to train, 0 to test", "2 nights of deliveries")
        .contains("deliveries v1 (" + FIRST + "), champion and baseline: trained on it")
        .contains("no earlier champion is sound", "nothing was retracted");
    assertThat(stored(own)).as("a dry run writes nothing").isEqualTo(before);

    Json report = json(terminal.type(with(retract, "--output", "json")));
    Json impact = report.at("impact");
    assertThat(impact.text("retracted")).isEqualTo("poisoned");
    assertThat(impact.list("snapshots")).hasSize(2);
    assertThat(impact.list("nights")).hasSize(2);
    assertThat(impact.list("versions")).hasSize(2);
    for (Json version : impact.list("versions")) {
      assertThat(version.text("trained")).isEqualTo("true");
      assertThat(version.text("tainted")).isEqualTo("true");
      assertThat(version.list("testSets")).isEmpty();
    }
    assertThat(texts(report, "next")).anyMatch(line -> line.contains("nightjar backfill"));
    assertThat(done(terminal.type("registry", "log"))).contains("tainted", "poisoned");

    List<String> after = stored(own);
    done(terminal.type(retract));
    assertThat(stored(own)).as("the same again changes nothing").isEqualTo(after);
    assertThat(
            done(
                terminal.type(
                    "backfill",
                    pipeline(),
                    "--from",
                    FIRST,
                    "--to",
                    SECOND,
                    "--promote",
                    "--dry-run")))
        .contains("2 to run", "inputs changed: segment " + TRAINING + " was retracted");
  }

  @Test
  void aSegmentThatOnlyJudgedTaintsNothing() throws IOException {
    Terminal terminal = mine();
    Json impact =
        json(terminal.type("dataset", "impact", "deliveries", TESTING, "--output", "json"));
    assertThat(impact.list("versions")).hasSize(2);
    assertThat(texts(impact.list("versions").get(0), "testSets")).containsExactly("recent");
    assertThat(
            done(terminal.type("dataset", "retract", "deliveries", TESTING, "--reason", "twice")))
        .contains("judged on it (recent)", "0 versions tainted", "nightjar backfill");
    assertThat(done(terminal.type("dataset", "impact", "deliveries", day(119))))
        .contains("none reads it", "none read it", "none was trained or judged on it");
    Terminal.Answer wrong = terminal.type("dataset", "impact", "deliveries", "2025-13-01");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("has no segment 2025-13-01; did you mean");
  }

  @Test
  void aRefusedNightIsBisectedAndNothingIsRegistered() throws IOException {
    Terminal terminal = mine();
    Json before = json(terminal.type("registry", "show", "--output", "json"));
    String[] bisect = {"dataset", "bisect", pipeline(), "--date", SECOND};
    Json found = json(terminal.type(with(bisect, "--output", "json"))).at("bisection");
    // The window moved by a day.
    assertThat(texts(found, "suspects")).containsExactly(day(76));
    assertThat(found.list("trials")).hasSize(2);
    assertThat(found.text("jury", "same")).isEqualTo("true");
    assertThat(found.number("jury", "rows")).isLessThan(found.number("jury", "devRows"));
    assertThat(json(terminal.type("registry", "show", "--output", "json"))).isEqualTo(before);

    String again = done(terminal.type(bisect));
    assertThat(again)
        .contains(
            "the night's own, kept", "without " + day(76) + ", kept", found.text("conclusion"))
        .contains("trained on now, and not by the last promoted night, " + FIRST);
    Path page = Path.of(again.substring(again.lastIndexOf("report  ") + 8).strip());
    assertThat(Files.readString(page))
        .startsWith("# Bisection of deliveries, " + SECOND)
        .contains("| " + "`" + day(76) + "` |");
    assertThat(bisections()).as("one for each test set, asked twice or not").isEqualTo(2);
  }

  /** Entries of the logs of test sets that say so. */
  private long bisections() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("own").resolve("store"))) {
      List<Path> entries =
          files
              .filter(f -> f.toString().contains("/testsets/") && f.toString().contains("/log/"))
              .toList();
      long found = 0;
      for (Path entry : entries) {
        found += Files.readString(entry).contains("\"bisected\"") ? 1 : 0;
      }
      return found;
    }
  }

  @Test
  void whatCannotBeBisectedSaysWhy() throws IOException {
    Terminal terminal = mine();
    assertThat(refused(terminal.type("dataset", "bisect", pipeline(), "--date", FIRST)))
        .contains("was promoted, as v1: nothing hurt it");
    assertThat(refused(terminal.type("dataset", "bisect", pipeline(), "--date", day(92))))
        .contains("is not over yet: nightjar run deliveries.yaml --date " + day(92));
    String[] bisect = {"dataset", "bisect", pipeline(), "--date", SECOND};
    assertThat(refused(terminal.type(with(bisect, "--suspects", "2025-04-6*"))))
        .contains("matches 2025-04-6*");
    assertThat(refused(terminal.type(with(bisect, "--suspects", "2025-04*", "--max-trials", "3"))))
        .contains("--max-trials allows 3");
    Terminal.Answer metric = terminal.type(with(bisect, "--metric", "logloss"));
    assertThat(metric.code()).isEqualTo(2);
    assertThat(metric.err()).contains("did you mean log_loss?");
    Path other = dir.resolve("other.yaml");
    Files.writeString(other, Files.readString(Path.of(pipeline())).replace("45d", "44d"));
    assertThat(refused(terminal.type("dataset", "bisect", other.toString(), "--date", SECOND)))
        .contains("does not mean what it meant");
  }

  /**
   * A workspace with every kind of thing in it, each made by the command that people make it by.
   */
  private Terminal filled() throws IOException {
    Terminal terminal = mine();
    for (String words :
        List.of(
            "dataset tag deliveries before",
            "dataset bisect " + pipeline() + " --date " + SECOND,
            "registry export v1 --to " + dir.resolve("v1.json"),
            "registry baseline v1 --reason fixed",
            "registry promote v2 --force --reason nevertheless",
            "registry taint v1 --reason doubted",
            "registry rollback --force --reason worse",
            "registry rollback --to v2 --reason better",
            "dataset retract deliveries " + TESTING + " --reason twice",
            "backfill " + pipeline() + " --from " + SECOND + " --to " + SECOND)) {
      done(terminal.type(words.split(" ", -1)));
    }
    return terminal;
  }

  /** Every verb that reads: what it says, or where it put what it read. */
  private Map<String, String> readAll(Terminal terminal) throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    for (String words :
        List.of(
            "registry verify --output json",
            "registry log --output json",
            "registry show v1 --output json",
            "registry show v2 --output json",
            "report --format md --date " + FIRST,
            "report --format json --date " + SECOND,
            "dataset show deliveries --output json",
            "dataset log deliveries --output json",
            "dataset impact deliveries " + TRAINING + " --output json",
            "dataset bisect " + pipeline() + " --date " + SECOND + " --output json")) {
      said.put(words, done(terminal.type(words.split(" ", -1))));
    }
    for (String version : List.of("v1", "v2")) {
      Path to = Files.createTempDirectory(dir, version).resolve("model");
      done(terminal.type("registry", "get", version, "--to", to.toString()));
      try (Stream<Path> files = Files.list(to)) {
        for (Path file : files.sorted().toList()) {
          said.put(version + " " + file.getFileName(), Digest.of(file).hex());
        }
      }
    }
    return said;
  }

  @Test
  void aCollectionTakesNothingFromAWorkspaceWithEverythingInIt() throws IOException {
    Terminal terminal = filled();
    Path own = dir.resolve("own");
    List<String> whole = stored(own);
    Map<String, String> before = readAll(terminal);
    try (DirectoryStore store = DirectoryStore.open(own.resolve("store"))) {
      new Blobs(store).put("{\"garbage\": true}".getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < 2; i++) {
      done(terminal.type("gc", "--grace", "0s"));
    }
    Json last = json(terminal.type("gc", "--grace", "0s", "--output", "json"));
    assertThat(last.list("condemned", "objects")).isEmpty();
    List<String> after = stored(own);
    assertThat(after).containsAll(whole);
    assertThat(after.stream().filter(f -> !whole.contains(f)))
        .as("the garbage is gone")
        .allMatch(file -> file.contains("/tombstones/"));

    assertThat(readAll(terminal)).isEqualTo(before);
    done(terminal.type("registry", "rollback", "--force", "--reason", "once more"));
    done(terminal.type("run", pipeline(), "--date", day(92)));
    assertThat(done(terminal.type("doctor", "--deep"))).doesNotContain("✗");
  }

  private static String refused(Terminal.Answer answer) {
    assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(1);
    assertThat(answer.err()).doesNotContain("unexpected");
    return answer.err();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
