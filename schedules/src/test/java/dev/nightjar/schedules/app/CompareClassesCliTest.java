package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar compare --task multiclass}, typed as a person would. */
class CompareClassesCliTest {

  private static final List<String> CLASSES = List.of("bird", "cat", "dog");

  @TempDir Path dir;

  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void writeScores() throws IOException {
    Random random = new Random(21);
    lines.add(
        "id,animal,new,new.p.bird,new.p.cat,new.p.dog,old,old.p.bird,old.p.cat,old.p.dog,country,weight");
    for (int i = 0; i < 900; i++) {
      int actual = random.nextInt(3);
      lines.add(
          "%d,%s,%s,%s,%s,%d"
              .formatted(
                  i,
                  CLASSES.get(actual),
                  said(random, actual, 2.5),
                  said(random, actual, 1),
                  i % 2 == 0 ? "SE" : "DK",
                  1 + i % 3));
    }
    write(lines);
  }

  private void write(List<String> content) throws IOException {
    Files.write(dir.resolve("june.csv"), content);
  }

  /** The class that is called, and three probabilities of six decimals. */
  private static String said(Random random, int actual, double skill) {
    double[] p = new double[3];
    double sum = 0;
    int most = 0;
    for (int c = 0; c < 3; c++) {
      p[c] = Math.exp((c == actual ? skill : 0) + random.nextGaussian());
      sum += p[c];
      most = p[c] > p[most] ? c : most;
    }
    StringBuilder out = new StringBuilder(CLASSES.get(most));
    for (double value : p) {
      out.append(',').append(Math.round(1e6 * value / sum) / 1e6);
    }
    return out.toString();
  }

  private Terminal.Answer compare(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "compare",
                dir.resolve("june.csv").toString(),
                "--task",
                "multiclass",
                "--label",
                "animal",
                "--candidate",
                "new",
                "--champion",
                "old"));
    all.addAll(List.of(more));
    return new Terminal(dir.resolve("ws")).type(all.toArray(new String[0]));
  }

  private String gates(String when) throws IOException {
    Path file = dir.resolve("gates.yaml");
    Files.writeString(file, "when:\n" + when.indent(2));
    return file.toString();
  }

  @Test
  void theBetterModelPasses() throws IOException {
    Terminal.Answer answer = compare("--slices", "country");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("✓ PROMOTE", "Better: accuracy on june rose by", "june: 900 rows\n");
    Json document = Json.read(compare("--slices", "country", "--output", "json").out());
    assertThat(document.text("task")).isEqualTo("MULTICLASS");
    List<Json> comparisons = document.at("comparisons").list();
    for (String metric :
        List.of("accuracy", "f1_macro", "mcc", "kappa", "auc_ovr", "log_loss", "brier")) {
      assertThat(comparisons)
          .as(metric)
          .anySatisfy(
              c ->
                  assertThat(List.of(c.text("metric"), c.text("slice"), c.text("outcome")))
                      .containsExactly(metric, "country=SE", "BETTER"));
    }
    assertThat(comparisons)
        .anySatisfy(c -> assertThat(c.text("metric")).isEqualTo("recall.cat"))
        .filteredOn(c -> c.text("metric").equals("accuracy"))
        .allSatisfy(c -> assertThat(c.text("method")).isEqualTo("tango"));
    String page = Files.readString(Path.of(document.text("report")));
    assertThat(page).contains("macro F1", "recall of cat", "AUC of one class against the rest");
  }

  @Test
  void gatesMayNameAveragesAndClasses() throws IOException {
    String gates =
        gates(
            """
            - improves: {metric: f1_macro}
            - no_worse: {metric: recall.dog, margin: 0.02, per: country}
            - at_least: {metric: precision.cat, value: 0.6}
            - at_most: {measure: churn, value: 0.6}
            - any_of:
              - improves: {metric: log_loss}
              - improves: {metric: kappa}
            """);
    Terminal.Answer answer = compare("--gates", gates, "--slices", "country");
    assertThat(answer.out()).as(answer.err()).contains("✓ PROMOTE", "macro F1 on june rose by");
    Terminal.Answer weighted =
        compare("--gates", gates, "--slices", "country", "--weight", "weight", "--unit", "id");
    assertThat(weighted.out()).as(weighted.err()).contains("✓ PROMOTE");
  }

  @Test
  void showsWhatEachClassIsCalled() throws IOException {
    Json document = Json.read(compare("--output", "json", "--weight", "weight").out());
    Json confusion = document.at("confusions").list().get(0);
    assertThat(List.of(confusion.text("testSet"), confusion.text("omitted")))
        .containsExactly("june", "0");
    assertThat(confusion.list("classes")).extracting(Json::text).isEqualTo(CLASSES);
    long rows = 0;
    double weight = 0;
    double all = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      boolean called = cells[1].equals("cat") && cells[6].equals("dog");
      rows += called ? 1 : 0;
      weight += called ? Integer.parseInt(cells[11]) : 0;
      all += cells[1].equals("cat") ? Integer.parseInt(cells[11]) : 0;
    }
    Json found =
        confusion.at("cells").list().stream()
            .filter(c -> c.text("actual").equals("cat") && c.text("called").equals("dog"))
            .findFirst()
            .orElseThrow()
            .at("models")
            .at("champion");
    assertThat(found.text("rows")).isEqualTo(String.valueOf(rows));
    assertThat(Double.parseDouble(found.text("share"))).isCloseTo(weight / all, within(1e-12));
    assertThat(Files.readString(Path.of(document.text("report"))))
        .contains("What classes are called", "champion: rows of each class by what they are called")
        .contains("data-label=\"called dog\"><span>" + rows + " <small>");
  }

  @Test
  void mistakesMayCostWhatTheGatesFileSays() throws IOException {
    String gates = gates("- improves: {metric: harm, per: country}\n- improves: {metric: harm}\n");
    String when = "slices: [country]\n" + Files.readString(Path.of(gates));
    harm(gates, "{cat: {dog: 5, bird: weight * 2}, dog: {cat: 1}}", when);
    for (List<String> more :
        List.of(List.<String>of(), List.of("--weight", "weight"), List.of("--unit", "weight"))) {
      List<String> all = new ArrayList<>(List.of("--gates", gates, "--output", "json"));
      all.addAll(more);
      Terminal.Answer answer = compare(all.toArray(new String[0]));
      Json document = Json.read(answer.out());
      assertThat(document.text("verdict"))
          .as(answer.err())
          .isEqualTo(more.contains("--unit") ? "INCONCLUSIVE" : "PROMOTE");
      assertThat(document.list("costs")).extracting(Json::text).contains("harm");
      assertThat(document.at("measures").list())
          .filteredOn(m -> m.text("metric").equals("harm") && m.text("slice").isEmpty())
          .filteredOn(m -> m.text("model").equals("candidate"))
          .singleElement()
          .satisfies(
              m ->
                  assertThat(Double.parseDouble(m.text("value")))
                      .isCloseTo(harm(more.contains("--weight")), within(1e-12)));
    }
    assertThat(compare("--gates", gates).out())
        .contains(
            "harm on june for country=DK got better by", "improves harm over champion on june");
  }

  /** The same, reckoned row by row. */
  private double harm(boolean weighted) {
    double sum = 0;
    double all = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double weight = Double.parseDouble(cells[11]);
      double cost =
          switch (cells[1] + " " + cells[2]) {
            case "cat dog" -> 5;
            case "cat bird" -> 2 * weight;
            case "dog cat" -> 1;
            default -> 0;
          };
      sum += (weighted ? weight : 1) * cost;
      all += weighted ? weight : 1;
    }
    return sum / all;
  }

  private static void harm(String gates, String classes, String when) throws IOException {
    Files.writeString(Path.of(gates), "metrics:\n  harm:\n    classes: " + classes + "\n" + when);
  }

  @Test
  void whatIsWrongWithCostsIsNamed() throws IOException {
    String gates = gates("- improves: {metric: harm}\n");
    String when = Files.readString(Path.of(gates));
    harm(gates, "{cat: {dgo: 5}}", when);
    assertThat(compare("--gates", gates).err())
        .contains("gates.yaml:3: metric harm: there is no class dgo; did you mean dog?");
    harm(gates, "{cat: {dog: wieght}}", when);
    assertThat(compare("--gates", gates).err())
        .contains("gates.yaml:3: metric harm.cat.dog: ", "june.csv: ")
        .contains("there is no column wieght; did you mean weight?");
    harm(gates, "{cat: {dog: country}}", when);
    assertThat(compare("--gates", gates).err())
        .contains("gates.yaml:3: metric harm.cat.dog: ", "expected a number, but it is text");
    int cat = 1;
    while (!cell(cat, 1).equals("cat")) {
      cat++;
    }
    String found = lines.get(cat - 1);
    lines.set(cat - 1, found.substring(0, found.lastIndexOf(',') + 1));
    write(lines);
    harm(gates, "{cat: {dog: weight}}", when);
    assertThat(compare("--gates", gates).err())
        .contains("june.csv:" + cat + ": metric harm.cat.dog: \"weight\": expected a number")
        .contains("found none");
    harm(gates, "{cat: {cat: 1}}", when.replace("harm", "ham"));
    assertThat(compare("--gates", gates).err())
        .contains("gates.yaml:5: no metric ham; did you mean harm?");
  }

  @Test
  void classesAloneSuffice() throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      lines.set(i, String.join(",", cells[1], cells[2], cells[6]));
    }
    write(lines);
    assertThat(compare().out()).contains("✓ PROMOTE").doesNotContain("NaN");
    assertThat(compare("--gates", gates("- improves: {metric: log_loss}")).err())
        .contains("gates.yaml:2: log_loss is about probabilities, and not all models have them");
    assertThat(compare("--gates", gates("- improves: {metric: recall.bat}")).err())
        .contains("gates.yaml:2: no metric recall.bat of classes; did you mean recall.cat?");
    assertThat(compare("--gates", gates("- improves: {metric: auc}")).err())
        .contains("no metric auc of classes");
    assertThat(compare("--gates", gates("- no_regression_slices: {margin: 0.1}")).err())
        .contains("gates.yaml:2: there is nothing to search slices among");
    assertThat(compare("--threshold", "0.4").err())
        .contains("only two classes have a positive value and a threshold");
  }

  @Test
  void aClassThatNobodyIsOrCallsIsNamed() throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      lines.set(i, String.join(",", cells[1], cells[2], cells[6]));
    }
    lines.set(3, "cat,fish,cat");
    write(lines);
    assertThat(compare().out()).contains("The candidate calls 1 row of june fish, which none is.");
    assertThat(compare("--gates", gates("- improves: {metric: recall.fish}")).out())
        .contains("? INCONCLUSIVE", "recall of fish on june has 0 rows; it takes 30 to be judged");
    lines.replaceAll(line -> line.replaceFirst(",(bird|cat|dog|fish),", ",cat,"));
    write(lines);
    assertThat(compare("--gates", gates("- improves: {metric: mcc}")).out())
        .contains("? INCONCLUSIVE", "MCC on june is not a number, so nothing can be said");
  }

  @Test
  void whatDoesNotFitIsNamedWithItsLine() throws IOException {
    refused(
        1, "new.p.bird", "new.p.brid", "there is no column new.p.bird; did you mean new.p.brid?");
    refused(4, cell(4, 3), "1.2", "june.csv:4: new.p.bird: expected a probability", "found 1.2");
    refused(4, cell(4, 3), "NaN", "june.csv:4: new.p.bird: expected a probability", "found");
    refused(4, cell(4, 3), "0.99999", "june.csv:4: new.p.…: expected probabilities that sum to 1");
    refused(5, cell(5, 2) + ",", ",", "june.csv:5: new: expected a class, found none");
    refused(2, ",1", ",-1", "june.csv:2: weight: expected a weight that is not negative");
  }

  private String cell(int line, int place) {
    return lines.get(line - 1).split(",", -1)[place];
  }

  private void refused(int line, String from, String to, String... message) throws IOException {
    List<String> broken = new ArrayList<>(lines);
    String old = broken.get(line - 1);
    int at = line == 2 ? old.lastIndexOf(from) : old.indexOf(from, old.indexOf(',') + 1);
    if (to.equals(",")) {
      at = old.indexOf(from, old.indexOf(',', old.indexOf(',') + 1));
    }
    broken.set(line - 1, old.substring(0, at) + to + old.substring(at + from.length()));
    write(broken);
    Terminal.Answer answer = compare("--weight", "weight");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains(message);
    assertThat(dir.resolve("ws")).as("nothing half-written").doesNotExist();
  }

  @Test
  void classesMayBeNumbers() throws IOException {
    List<String> digits = new ArrayList<>(List.of("animal,new,old"));
    for (int i = 0; i < 65; i++) {
      digits.add("%d,%d,%d".formatted(i % 13, i % 13, (i + i % 2) % 13));
    }
    write(digits);
    Json document = Json.read(compare("--output", "json").out());
    assertThat(document.at("measures").list())
        .extracting(m -> m.text("metric"))
        .containsSubsequence("recall.2", "recall.10");
    assertThat(Files.readString(Path.of(document.text("report"))))
        .contains("The commonest mistakes");
    List<String> many = new ArrayList<>(List.of("animal,new,old"));
    for (int i = 0; i < 1001; i++) {
      many.add("%d,%d,%d".formatted(i, i, i));
    }
    write(many);
    assertThat(compare().err())
        .contains("june.csv: animal: expected at most 1,000 classes, found 1,001", "regression");
  }
}
