package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.statistics.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar compare}, typed as a person would. */
class CompareCliTest {

  private static final int ROWS = 3000;

  @TempDir Path dir;

  private final byte[] labels = new byte[ROWS];
  private final double[] better = new double[ROWS];
  private final double[] worse = new double[ROWS];
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void writeScores() throws IOException {
    Random random = new Random(11);
    lines.add("id,y,answer,new,old,said_new,said_old,region,day");
    for (int i = 0; i < ROWS; i++) {
      labels[i] = (byte) (random.nextDouble() < 0.4 ? 1 : 0);
      better[i] = score(random, labels[i], 0.6);
      worse[i] = score(random, labels[i], 0.3);
      lines.add(
          "r%d,%d,%s,%s,%s,%s,%s,%s,%d"
              .formatted(
                  i,
                  labels[i],
                  word(labels[i]),
                  better[i],
                  worse[i],
                  word(better[i]),
                  word(worse[i]),
                  i % 3 == 0 ? "north" : "south",
                  i % 25));
    }
    Files.write(dir.resolve("june.csv"), lines);
  }

  private static double score(Random random, byte label, double skill) {
    double raw = skill * label + (1 - skill) * random.nextDouble();
    return Math.round(raw * 1e6) / 1e6;
  }

  private static String word(double score) {
    return score >= 0.5 ? "yes" : "no";
  }

  private Terminal.Answer compare(String... words) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(words));
    return new Terminal(dir.resolve("ws")).type(all.toArray(new String[0]));
  }

  private String file(String name) {
    return dir.resolve(name).toString();
  }

  @Test
  void theBetterModelPassesAndTheWorseOneDoesNot() throws IOException {
    Terminal.Answer up =
        compare(file("june.csv"), "--label", "y", "--candidate", "new", "--champion", "old");
    assertThat(up.code()).as(up.err()).isZero();
    assertThat(up.out()).contains("✓ PROMOTE", "Better: accuracy on june rose by", "3,000 rows");
    Terminal.Answer down =
        compare(
            file("june.csv"),
            "--label",
            "y",
            "--candidate",
            "old",
            "--champion",
            "new",
            "--fail-unless-promoted");
    assertThat(down.code()).isEqualTo(4);
    assertThat(down.out()).contains("✗ REJECT", "Not better: accuracy on june");
    try (Stream<Path> files = Files.walk(dir.resolve("ws"))) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .containsOnly("decision.json", "report.html", "report.md")
          .hasSize(6);
    }
  }

  @Test
  void everyNumberIsTheOneOfANight() throws IOException {
    Json document = json("--slices", "region", "--unit", "day");
    int[] units = new int[ROWS];
    Arrays.setAll(units, i -> i % 25);
    ScoredSet set =
        new ScoredSet(
            "june",
            labels,
            units,
            Map.of(
                "candidate", new ScoredSet.Scored(better, 0.5),
                "champion", new ScoredSet.Scored(worse, 0.5)),
            List.of());
    List<Measure> expected = Evaluator.evaluate(List.of(set), Settings.of(0.95, 42)).measures();
    List<Json> measures = document.at("measures").list();
    for (Measure m : expected) {
      Json found =
          measures.stream()
              .filter(j -> j.text("model").equals(m.model()) && j.text("slice").isEmpty())
              .filter(j -> j.text("metric").equals(m.metric()))
              .findFirst()
              .orElseThrow();
      assertThat(real(found, "value")).as(m.metric()).isEqualTo(m.value(), within(1e-15));
      assertThat(real(found, "low")).as(m.metric()).isEqualTo(m.low(), within(1e-15));
    }
    assertThat(document.at("comparisons").list())
        .allSatisfy(c -> assertThat(c.text("method")).endsWith("-clustered"))
        .anySatisfy(c -> assertThat(c.text("slice")).isEqualTo("region=north"))
        .anySatisfy(c -> assertThat(c.text("outcome")).isEqualTo("BETTER"));
    assertThat(document.text("report")).endsWith("report.html");
  }

  private static double real(Json found, String name) {
    return ((Number) Objects.requireNonNull(found.at(name).value())).doubleValue();
  }

  private Json json(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(file("june.csv"), "--label", "y", "--candidate", "new", "--champion", "old"));
    words.addAll(List.of(more));
    words.addAll(List.of("--output", "json"));
    Terminal.Answer answer = compare(words.toArray(new String[0]));
    assertThat(answer.code()).as(answer.err()).isZero();
    return Json.read(answer.out());
  }

  @Test
  void theSameTwiceIsTheSame() throws IOException {
    String first = json().text("report");
    byte[] page = Files.readAllBytes(Path.of(first));
    assertThat(json().text("report")).isEqualTo(first);
    assertThat(Files.readAllBytes(Path.of(first))).isEqualTo(page);
    String own = json("--out", dir.resolve("mine").toString()).text("report");
    assertThat(own).isEqualTo(dir.resolve("mine/report.html").toString());
  }

  @Test
  void decisionsAreJudgedAsDecisions() throws IOException {
    Files.writeString(dir.resolve("gates.yaml"), "when:\n  - improves: {metric: auc}\n");
    String[] asked = {
      file("june.csv"),
      "--label",
      "answer",
      "--positive",
      "yes",
      "--candidate",
      "said_new",
      "--champion",
      "said_old"
    };
    Terminal.Answer answer = compare(asked);
    assertThat(answer.out()).as(answer.err()).contains("✓ PROMOTE");
    String[] ranked = Arrays.copyOf(asked, asked.length + 2);
    ranked[asked.length] = "--gates";
    ranked[asked.length + 1] = file("gates.yaml");
    assertThat(compare(ranked).err())
        .contains("gates.yaml:2: auc is about scores, and the models' columns hold decisions");
  }

  @Test
  void aConditionHoldsOnlyOfWhatIsKnownWellEnough() throws IOException {
    String condition = "when:\n  - condition: {holds: 'n - o > 0 +/- %s'}\n";
    Files.writeString(dir.resolve("gates.yaml"), condition.formatted("0.2"));
    Json known = json("--gates", file("gates.yaml"));
    assertThat(known.text("verdict")).isEqualTo("PROMOTE");
    Files.writeString(dir.resolve("gates.yaml"), condition.formatted("0.0001"));
    Json unknown = json("--gates", file("gates.yaml"));
    assertThat(unknown.text("verdict")).isEqualTo("INCONCLUSIVE");
    assertThat(unknown.text("headline")).contains("it had to be known to ± 0.0001 (95 %)");
  }

  @Test
  void rowsWithoutALabelAreLeftOutAndCounted() throws IOException {
    lines.set(5, lines.get(5).replaceFirst(",[01],", ",,"));
    Files.write(dir.resolve("june.csv"), lines);
    Json document = json();
    assertThat(document.at("testSets").list().get(0).number("rows")).isEqualTo(ROWS - 1);
    assertThat(document.at("details").toString()).contains("1 row of june");
  }

  @Test
  void whatDoesNotFitIsNamedWithItsLine() throws IOException {
    refused(9, "r7,", "r4,", "june.csv:9: id: the id r4 stands in", "june.csv:6 already");
    refused(9, "," + better[7] + ",", ",1.7,", "june.csv:9: new: expected a probability", "1.7");
    refused(9, "," + better[7] + ",", ",,", "june.csv:9: new: expected a probability", "none");
    refused(9, "r7," + labels[7], "r7,2", "june.csv:9: y: expected a label 0 or 1, found 2");
    refused(1, "id,y,", "id,z,", "--label: there is no column y; did you mean z?");
    refused(1, "region", "regoin", "there is no column region; did you mean regoin?");
  }

  @Test
  void idsOfManyDigitsAreToldApart() throws IOException {
    for (int i = 1; i < lines.size(); i++) {
      lines.set(i, lines.get(i).replaceFirst("^r[0-9]+", Long.toString((1L << 60) + i)));
    }
    Files.write(dir.resolve("june.csv"), lines);
    assertThat(json("--id", "id").at("testSets").list().get(0).number("rows")).isEqualTo(ROWS);
  }

  private void refused(int line, String from, String to, String... message) throws IOException {
    List<String> broken = new ArrayList<>(lines);
    assertThat(broken.get(line - 1)).contains(from);
    broken.set(line - 1, broken.get(line - 1).replace(from, to));
    Files.write(dir.resolve("june.csv"), broken);
    Terminal.Answer answer =
        compare(
            file("june.csv"),
            "--label",
            "y",
            "--candidate",
            "new",
            "--champion",
            "old",
            "--id",
            "id",
            "--slices",
            "region");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains(message);
    assertThat(dir.resolve("ws")).as("nothing half-written").doesNotExist();
  }

  @Test
  void whatContradictsItselfIsAUsageError() {
    String[] asked = {file("june.csv"), "--label", "y", "--candidate", "new", "--champion", "new"};
    assertThat(compare(asked).code()).isEqualTo(2);
    Terminal.Answer threshold =
        compare(
            file("june.csv"),
            "--label",
            "y",
            "--candidate",
            "new",
            "--champion",
            "old",
            "--threshold",
            "half");
    assertThat(threshold.code()).isEqualTo(2);
    assertThat(threshold.err()).contains("--threshold: expected a number such as 0.4");
  }

  @Test
  void rowsMayHaveWeights() throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, lines.get(i) + "," + (i == 0 ? "weight" : 1 + i % 4));
    }
    Files.write(dir.resolve("june.csv"), lines);
    Json plain = json();
    Json document = json("--weight", "weight", "--slices", "region");
    assertThat(document.text("verdict")).isEqualTo("PROMOTE");
    assertThat(document.at("testSets").list().get(0).number("positives"))
        .isEqualTo(plain.at("testSets").list().get(0).number("positives"));
    assertThat(document.at("comparisons").list())
        .anySatisfy(c -> assertThat(c.text("metric")).isEqualTo("average_precision"))
        .noneSatisfy(c -> assertThat(c.text("method")).isEqualTo("tango"));
    String[] asked = {
      file("june.csv"),
      "--label",
      "y",
      "--candidate",
      "new",
      "--champion",
      "old",
      "--weight",
      "weight",
      "--gates",
      file("gates.yaml")
    };
    Files.writeString(
        dir.resolve("gates.yaml"),
        """
        metrics:
          cost: {false_negative: 5, false_positive: weight}
        when:
          - improves: {metric: cost}
          - at_most: {measure: churn, value: 0.6}
        """);
    assertThat(compare(asked).out()).contains("✓ PROMOTE", "cost on june got better by");
    Files.writeString(dir.resolve("gates.yaml"), "when:\n  - improves: {metric: ece}\n");
    assertThat(compare(asked).err())
        .contains("gates.yaml:2: ece is reckoned of rows without weights only");
    Files.writeString(
        dir.resolve("gates.yaml"), "when:\n  - no_regression_slices: {margin: 0.1}\n");
    assertThat(compare(asked).err())
        .contains("gates.yaml:2: no_regression_slices are of those that are searched among rows")
        .contains("without weights only: leave it out, or --weight");
  }

  @Test
  void weightsThatWeighNothingAreRefused() throws IOException {
    for (String bad : List.of("-1", "inf", "")) {
      weights(i -> i == 4 ? bad : "1");
      assertThat(compareWeighted().err()).contains("june.csv:5: weight: expected a");
    }
    weights(i -> "0");
    assertThat(compareWeighted().err()).contains("june.csv: weight: all weights are 0");
  }

  private void weights(IntFunction<String> weight) throws IOException {
    List<String> weighted = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      weighted.add(lines.get(i) + "," + (i == 0 ? "weight" : weight.apply(i)));
    }
    Files.write(dir.resolve("june.csv"), weighted);
  }

  private Terminal.Answer compareWeighted() {
    return compare(
        file("june.csv"),
        "--label",
        "y",
        "--candidate",
        "new",
        "--champion",
        "old",
        "--weight",
        "weight");
  }

  @Test
  void numbersAreJudgedAsNumbers() throws IOException {
    Random random = new Random(12);
    List<String> trips = new ArrayList<>();
    trips.add("minutes,new,old,weight,city");
    for (int i = 0; i < 800; i++) {
      double actual = 20 + 10 * random.nextDouble();
      trips.add(
          "%s,%s,%s,%d,%s"
              .formatted(
                  actual,
                  actual + random.nextGaussian(),
                  actual + 2 * random.nextGaussian(),
                  1 + i % 3,
                  i % 2 == 0 ? "Lund" : "Ystad"));
    }
    Files.write(dir.resolve("trips.csv"), trips);
    String[] asked = {
      file("trips.csv"),
      "--task",
      "regression",
      "--label",
      "minutes",
      "--candidate",
      "new",
      "--champion",
      "old",
      "--weight",
      "weight",
      "--slices",
      "city"
    };
    Terminal.Answer answer = compare(asked);
    assertThat(answer.out())
        .as(answer.err())
        .contains("✓ PROMOTE", "Better: MAE on trips got better by", "trips: 800 rows\n");
    Files.writeString(dir.resolve("gates.yaml"), "when:\n  - improves: {metric: auc}\n");
    String[] wrong = Arrays.copyOf(asked, asked.length + 2);
    wrong[asked.length] = "--gates";
    wrong[asked.length + 1] = file("gates.yaml");
    assertThat(compare(wrong).err()).contains("gates.yaml:2: no metric auc of numbers");
    Files.writeString(
        dir.resolve("gates.yaml"), "when:\n  - at_most: {measure: churn, value: 0.1}\n");
    assertThat(compare(wrong).err()).contains("is about two classes, and labels are numbers");
    trips.set(4, trips.get(4).replaceFirst(",[0-9],", ",-1,"));
    Files.write(dir.resolve("trips.csv"), trips);
    assertThat(compare(asked).err())
        .contains("trips.csv:5: weight: expected a weight that is not negative, found -1");
  }
}
