package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights whose labels are a dataset of their own. A parcel's delay is reported at 4 o'clock on the
 * third day after its departure; the night of a day is at 6.
 */
class LabelNightIT {

  private static final LocalDate START = LocalDate.of(2025, 2, 1);
  private static final int NEVER = WorldOptions.NEVER;
  private static final WorldOptions WORLD = new WorldOptions(3, START, 92, NEVER, NEVER, NEVER);
  private static final LocalDate NIGHT = START.plusDays(90);

  /** Reports of this day and later are a segment of their own. */
  private static final LocalDate NEW = NIGHT.minusDays(6);

  private static final String WHEN = "  when: \"minutes_late >= 15\"\n";
  private static final String JOINED =
      "  from: {dataset: outcomes, key: delivery_id}\n" + WHEN + "  known_at: reported\n";

  @TempDir static Path shared;
  private static final List<Parcel> PARCELS = new ArrayList<>();
  private static Path lived = Path.of("");

  @TempDir Path dir;

  /** A row of the world's file. */
  private record Parcel(String id, LocalDate departed, int minutes, String line) {

    LocalDate reportedOn() {
      return departed.plusDays(3);
    }

    String report() {
      return "%s,%d,%s 04:00:00".formatted(id, minutes, reportedOn());
    }
  }

  @BeforeAll
  static void aNightWithAndOneWithout() throws IOException {
    lived = Files.createDirectories(shared.resolve("lived"));
    String demo;
    try (InputStream in = World.class.getResourceAsStream("demo.yaml")) {
      demo = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    String yaml =
        demo.replaceFirst("slices: .*", "slices: [depot]")
            .replace("name: deliveries", "name: parcels");
    assertThat(yaml).contains(WHEN);
    Path world = shared.resolve("world.csv");
    new World(WORLD).writeCsv(world);
    List<String> lines = Files.readAllLines(world);
    List<String> header = Arrays.asList(lines.get(0).split(",", -1));
    List<String> rows = new ArrayList<>(List.of(lines.get(0) + ",reported"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Parcel parcel =
          new Parcel(
              fields[header.indexOf("delivery_id")],
              LocalDate.parse(fields[header.indexOf("departed")].substring(0, 10)),
              Integer.parseInt(fields[header.indexOf("minutes_late")]),
              line);
      PARCELS.add(parcel);
      rows.add(line + "," + parcel.reportedOn() + " 04:00:00");
    }
    Files.writeString(
        lived.resolve("own.yaml"), pipeline(yaml, "own", WHEN + "  known_at: reported\n"));
    Files.writeString(lived.resolve("joined.yaml"), pipeline(yaml, "joined", JOINED));
    Terminal terminal = new Terminal(lived);
    int half = rows.size() / 2;
    parcels(terminal, "early", rows.subList(1, half), rows.get(0));
    parcels(terminal, "late", rows.subList(half, rows.size()), rows.get(0));
    reports(terminal, "old", PARCELS.stream().filter(p -> p.reportedOn().isBefore(NEW)).toList());
    reports(terminal, "new", PARCELS.stream().filter(p -> !p.reportedOn().isBefore(NEW)).toList());
    done(terminal.type("run", lived.resolve("own.yaml").toString(), "--date", NIGHT.toString()));
    done(terminal.type("run", lived.resolve("joined.yaml").toString(), "--date", NIGHT.toString()));
  }

  private static String pipeline(String yaml, String name, String label) {
    return yaml.replace("pipeline: deliveries", "pipeline: " + name).replace(WHEN, label);
  }

  private static void parcels(Terminal terminal, String name, List<String> rows, String header)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    Path file = Files.write(shared.resolve(name + ".csv"), lines);
    String[] words = {
      "dataset", "add", "parcels", file.toString(), "--time", "departed", "--as", name
    };
    done(terminal.type(words));
  }

  private static void reports(Terminal terminal, String segment, List<Parcel> parcels)
      throws IOException {
    add(terminal, segment, parcels.stream().map(Parcel::report).toList());
  }

  private static void add(Terminal terminal, String segment, List<String> lines)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("delivery_id,minutes_late,reported"));
    all.addAll(lines);
    Path file = Files.write(shared.resolve(segment + ".csv"), all);
    String[] words = {
      "dataset", "add", "outcomes", file.toString(), "--time", "reported", "--as", segment
    };
    done(terminal.type(words));
  }

  private static String done(Terminal.Answer answer) {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  private Path mine() throws IOException {
    Path own = dir.resolve("own");
    try (Stream<Path> walk = Files.walk(lived)) {
      for (Path from : walk.toList()) {
        Files.copy(from, own.resolve(lived.relativize(from)));
      }
    }
    return own;
  }

  private static Json report(Terminal terminal, String pipeline, LocalDate night)
      throws IOException {
    return Json.read(
        done(terminal.type("report", pipeline, "--date", night.toString(), "--format", "json")));
  }

  private static long parcels(Predicate<Parcel> which) {
    return PARCELS.stream().filter(which).count();
  }

  @Test
  void theSameLabelsGiveTheSameNight() throws IOException {
    Terminal terminal = new Terminal(lived);
    Json own = report(terminal, "own", NIGHT);
    Json joined = report(terminal, "joined", NIGHT);
    long waiting = parcels(p -> p.departed().isBefore(NIGHT) && p.reportedOn().isAfter(NIGHT));
    long later = parcels(p -> !p.departed().isBefore(NIGHT));
    assertThat(waiting).isPositive();
    assertThat(joined.number("counts", "unreported")).isEqualTo(waiting);
    assertThat(joined.number("counts", "incomplete")).isEqualTo(later);
    assertThat(own.number("counts", "incomplete")).isEqualTo(waiting + later);
    for (String same : List.of("fingerprint", "trainRows", "trainingKeys", "threshold")) {
      assertThat(joined.text("candidate", same)).isEqualTo(own.text("candidate", same));
    }
    List<Json> sets = joined.list("evaluation", "testSets");
    for (int i = 0; i < sets.size(); i++) {
      assertThat(sets.get(i).text("rowsDigest"))
          .isEqualTo(own.list("evaluation", "testSets").get(i).text("rowsDigest"));
    }
    assertThat(joined.text("snapshot", "labels", "dataset")).isEqualTo("outcomes");
    assertThat(joined.number("snapshot", "labels", "logPosition")).isEqualTo(2);
    assertThat(joined.text("snapshot", "id")).isNotEqualTo(own.text("snapshot", "id"));
    String[] asked = {"report", "joined", "--date", NIGHT.toString(), "--format"};
    assertThat(done(terminal.type(with(asked, "md"))))
        .contains("Labels: dataset outcomes at entry 2 of its log, 2 segments.")
        .contains(" not in the label dataset by then, ");
    assertThat(done(terminal.type(with(asked, "html"))))
        .contains("not in the label dataset by then", "dataset outcomes at entry 2 of its log");
    assertThat(done(terminal.type("registry", "show", "v1", "--model", "joined")))
        .contains("dataset outcomes at entry 2: 2 segments");
  }

  /** Half the reports of a week are corrected, an hour before the night after. */
  @Test
  void aCorrectionCountsFromTheNightAfterItOn() throws IOException {
    Path own = mine();
    Terminal terminal = new Terminal(own);
    LocalDate week = NIGHT.minusDays(30);
    List<String> fixes =
        PARCELS.stream()
            .filter(p -> !p.departed().isBefore(week) && p.departed().isBefore(week.plusDays(7)))
            .map(p -> "%s,%d,%s 05:00:00".formatted(p.id(), 30 - p.minutes(), NIGHT.plusDays(1)))
            .toList();
    add(terminal, "fixes", fixes);
    String file = own.resolve("joined.yaml").toString();
    String night = NIGHT.toString();
    done(terminal.type("backfill", file, "--from", night, "--to", night));
    String lane = "shadow-" + night.replace("-", "") + "-" + night.replace("-", "");
    Json then = candidate(own, "joined~" + lane);
    Json first = report(terminal, "joined", NIGHT).at("candidate");
    assertThat(then.text("snapshot")).isNotEqualTo(first.text("snapshot"));
    assertThat(then.text("fingerprint"))
        .as("a night of the past sees what was known then")
        .isEqualTo(first.text("fingerprint"));

    done(terminal.type("run", file, "--date", NIGHT.plusDays(1).toString()));
    done(
        terminal.type(
            "run", own.resolve("own.yaml").toString(), "--date", NIGHT.plusDays(1).toString()));
    Json fixed = report(terminal, "joined", NIGHT.plusDays(1)).at("candidate");
    Json kept = report(terminal, "own", NIGHT.plusDays(1)).at("candidate");
    assertThat(fixed.text("trainingKeys")).isEqualTo(kept.text("trainingKeys"));
    assertThat(fixed.text("trainRows")).isEqualTo(kept.text("trainRows"));
    assertThat(fixed.text("positives")).isNotEqualTo(kept.text("positives"));
    String[] bisect = {
      "dataset", "bisect", file, "--date", NIGHT.plusDays(1).toString(), "--suspects", "early"
    };
    assertThat(done(terminal.type(bisect)))
        .containsIgnoringWhitespaces(
            "its labels, of dataset outcomes, are the night's in every trial");
    assertThat(fixed.text("trainingContents")).isNotEqualTo(first.text("trainingContents"));
  }

  private static Json candidate(Path workspace, String model) throws IOException {
    try (Stream<Path> files = Files.walk(workspace.resolve("store/runs"))) {
      Path file =
          files
              .filter(p -> p.endsWith("train.json") && p.toString().contains("/" + model + "/"))
              .findFirst()
              .orElseThrow();
      return Json.read(Files.readString(file)).at("output");
    }
  }

  @Test
  void labelsThatAreTakenBackAreJudgedWithout() throws IOException {
    Path own = mine();
    Path file = own.resolve("third.yaml");
    Files.writeString(
        file,
        Files.readString(own.resolve("joined.yaml"))
            .replace("pipeline: joined", "pipeline: third"));
    Retracting retraction = new Retracting(own, "outcomes", "new");
    try (Workspace workspace = DemoWorkspace.open(own)) {
      NightResult result = workspace.nights().run(file, NIGHT, retraction);
      assertThat(retraction.runs()).hasSize(2).doesNotHaveDuplicates();
      assertThat(result.state()).isEqualTo(RunState.Status.SUCCEEDED);
      assertThat(result.champion().after()).isEqualTo("v2");
      assertThat(
              workspace.models().history("third").stream().map(e -> e.type() + " " + e.version()))
          .containsExactly("registered v1", "tainted v1", "registered v2", "promoted v2");
      assertThat(workspace.models().history("third").get(1).reason())
          .isEqualTo("trained on segment new of dataset outcomes, which was retracted since");
    }
    Json counts = report(new Terminal(own), "third", NIGHT).at("counts");
    assertThat(counts.number("unreported"))
        .isEqualTo(parcels(p -> p.departed().isBefore(NIGHT) && !p.reportedOn().isBefore(NEW)));
  }

  @Test
  void theImpactOfALabelSegmentNamesNightsAndModels() throws IOException {
    Terminal terminal = new Terminal(mine());
    assertThat(done(terminal.type("dataset", "impact", "outcomes", "new")))
        .contains("1 read it: 1 to train, 1 to test", "1 night of joined")
        .contains("joined v1 (" + NIGHT + "), champion and baseline: trained on it")
        .doesNotContain("own v1");
    done(terminal.type("dataset", "retract", "outcomes", "new", "--reason", "wrong clock"));
    assertThat(done(terminal.type("registry", "log", "--model", "joined")))
        .contains("tainted", "wrong clock");
    String[] plan = {
      "backfill",
      dir.resolve("own/joined.yaml").toString(),
      "--from",
      NIGHT.toString(),
      "--to",
      NIGHT.toString(),
      "--promote",
      "--dry-run"
    };
    assertThat(done(terminal.type(plan)))
        .contains("inputs changed: segment new was retracted in dataset outcomes");
  }

  @Test
  void whatDoesNotFitIsSaid() throws IOException {
    Path own = mine();
    Terminal terminal = new Terminal(own);
    assertThat(refused(terminal, own, "dataset: outcomes", "dataset: outcome"))
        .containsIgnoringWhitespaces(
            "wrong.yaml:13: there is no dataset outcome to take labels from: add its rows with"
                + " nightjar dataset add outcome; did you mean outcomes?");
    assertThat(refused(terminal, own, "key: delivery_id", "key: {row: depot, label: delivery_id}"))
        .containsIgnoringWhitespaces(
            "depot is text in the rows and delivery_id is integer in dataset outcomes");
    assertThat(refused(terminal, own, "known_at: reported", "known_at: report"))
        .containsIgnoringWhitespaces(
            "dataset outcomes has no column report; did you mean reported?");
    assertThat(refused(terminal, own, "key: delivery_id", "key: delivery_id, at: may"))
        .containsIgnoringWhitespaces("dataset outcomes has no tag may");
    Parcel some = PARCELS.get(15_000);
    String other = "%s,%d,%s 04:00:00";
    add(
        terminal,
        "twice",
        List.of(other.formatted(some.id(), 40 - some.minutes(), some.reportedOn())));
    assertThat(refused(terminal, own, "slices:", "slices:"))
        .containsIgnoringWhitespaces(
            "1 key of dataset outcomes has two labels that became known at the same time")
        .containsIgnoringWhitespaces(
            "delivery_id " + some.id() + " at " + some.reportedOn() + " 04:00:00 (")
        .containsIgnoringWhitespaces("twice)");
  }

  private static String refused(Terminal terminal, Path own, String what, String by)
      throws IOException {
    String yaml = Files.readString(own.resolve("joined.yaml"));
    assertThat(yaml).contains(what);
    Path file = own.resolve("wrong.yaml");
    Files.writeString(file, yaml.replace("pipeline: joined", "pipeline: wrong").replace(what, by));
    Terminal.Answer answer =
        terminal.type("run", file.toString(), "--date", NIGHT.plusDays(2).toString());
    assertThat(answer.code()).as(answer.out() + answer.err()).isNotZero();
    return answer.out() + answer.err();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
