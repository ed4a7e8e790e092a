package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slices that {@code nightjar compare} searches for, whatever is predicted. */
class CompareSlicesCliTest {

  private static final List<String> CITIES = List.of("Lund", "Ystad", "Falun");
  private static final List<String> CLASSES = List.of("bird", "cat", "dog");

  @TempDir Path dir;

  private final List<String> lines = new ArrayList<>(List.of("actual,new,old,city,hour,weight"));
  private final Random random = new Random(14);

  private Path gates(String text) throws IOException {
    return Files.writeString(dir.resolve("gates.yaml"), text);
  }

  private Terminal.Answer compare(String task, String... more) throws IOException {
    Files.write(dir.resolve("trips.csv"), lines);
    List<String> all =
        new ArrayList<>(
            List.of("compare", dir.resolve("trips.csv").toString(), "--task", task, "--label"));
    all.addAll(List.of("actual", "--candidate", "new", "--champion", "old", "--output", "json"));
    all.addAll(List.of("--gates", dir.resolve("gates.yaml").toString()));
    all.addAll(List.of(more));
    return new Terminal(dir.resolve("ws")).type(all.toArray(new String[0]));
  }

  private void row(String actual, String candidate, String champion, String city) {
    lines.add("%s,%s,%s,%s,%d,1".formatted(actual, candidate, champion, city, random.nextInt(24)));
  }

  /** What was found first against the champion. */
  private static Json worst(Json document, String metric) {
    Json regression = document.at("sliceSearches").list().get(0);
    assertThat(List.of(regression.text("kind"), regression.text("metric")))
        .containsExactly("REGRESSION", metric);
    Json first = regression.at("findings").list().get(0);
    assertThat(List.of(first.text("slice"), first.text("outcome")))
        .containsExactly("city=Ystad", "CONFIRMED");
    return first;
  }

  private static double real(Json json, String name) {
    return Double.parseDouble(json.text(name));
  }

  @Test
  void numbersAreSearchedByTheirError() throws IOException {
    for (int i = 0; i < 4000; i++) {
      double actual = 20 + 10 * random.nextDouble();
      String city = CITIES.get(i % 3);
      double candidate = actual + (city.equals("Ystad") ? 3 : 1) * random.nextGaussian();
      double champion = actual + 2 * random.nextGaussian();
      row("" + actual, "" + candidate, "" + champion, city);
    }
    gates("when: [{improves: {metric: mae}}]\nweak_slices: {columns: [city, hour], top: 3}\n");
    Json document = Json.read(compare("regression").out());
    Json worst = worst(document, "mae");
    // The mean of |x| is √(2/π) of the deviation: of 3, and of 2.
    assertThat(real(worst, "loss")).isCloseTo(2.394, within(0.15));
    assertThat(real(worst, "reference")).isCloseTo(1.596, within(0.1));
    assertThat(document.list("details"))
        .extracting(Json::text)
        .anySatisfy(
            d -> assertThat(d).startsWith("Worse on trips for city=Ystad, −").contains(": MAE, "));
    assertThat(Files.readString(Path.of(document.text("report"))))
        .contains("found by the MAE on one half", "city=Ystad");
    gate("mae", "1");
    assertThat(compare("regression").out()).contains("\"verdict\": \"PROMOTE\"");
    gate("mae", "0.1");
    assertThat(Json.read(compare("regression").out()).text("headline"))
        .startsWith("On trips the candidate is worse for city=Ystad & hour in ")
        .contains("): MAE −")
        .endsWith("a slice that is found may lose at most 0.1.");
  }

  @Test
  void classesAreSearchedByTheirErrors() throws IOException {
    for (int i = 0; i < 3000; i++) {
      String city = CITIES.get(i % 3);
      int actual = random.nextInt(3);
      row(
          CLASSES.get(actual),
          CLASSES.get(said(actual, city.equals("Ystad") ? 0.5 : 0.1)),
          CLASSES.get(said(actual, 0.3)),
          city);
    }
    gates("when: [{improves: {metric: accuracy}}]\nslices: [city]\n");
    Json document = Json.read(compare("multiclass").out());
    Json worst = worst(document, "error_rate");
    assertThat(real(worst, "loss")).isCloseTo(0.5, within(0.05));
    assertThat(real(worst, "reference")).isCloseTo(0.3, within(0.05));
    assertThat(Files.readString(Path.of(document.text("report"))))
        .contains("found by the error rate on one half");
    gate("accuracy", "5%");
    Json refused = Json.read(compare("multiclass").out());
    assertThat(refused.text("verdict")).isEqualTo("REJECT");
    assertThat(refused.text("headline")).contains("worse for city=Ystad: error rate −0.");
    gates("when: [{improves: {metric: accuracy}}]\nslices: [city]\nweak_slices: off\n");
    assertThat(compare("multiclass").out()).contains("\"sliceSearches\": []");
  }

  private int said(int actual, double wrong) {
    return random.nextDouble() < wrong ? (actual + 1) % 3 : actual;
  }

  @Test
  void labelsAreSearchedByTheShareThatIsWrong() throws IOException {
    for (int i = 0; i < 3000; i++) {
      String city = CITIES.get(i % 3);
      boolean wrong = random.nextDouble() < (city.equals("Ystad") ? 0.6 : 0.1);
      row("art|war", wrong ? "war|sea" : "art|war", i % 4 == 0 ? "art" : "art|war", city);
    }
    gates("when: [{improves: {metric: jaccard}}]\nweak_slices: {columns: [city]}\n");
    Json worst = worst(Json.read(compare("multilabel").out()), "hamming_loss");
    // Of three labels two are wrong in three rows of five; one in each fourth.
    assertThat(real(worst, "loss")).isCloseTo(0.4, within(0.04));
    assertThat(real(worst, "reference")).isCloseTo(0.0833, within(0.02));
    gate("jaccard", "0");
    assertThat(Json.read(compare("multilabel").out()).text("headline"))
        .contains("On trips the candidate is worse for city=Ystad: hamming loss −0.3");
  }

  /** This metric must be no worse, and no slice that is found, among all columns. */
  private void gate(String metric, String margin) throws IOException {
    gates(
        "when:\n- no_worse: {metric: %s, margin: 5}\n- no_regression_slices: {margin: %s}\n"
            .formatted(metric, margin));
  }

  @Test
  void withoutColumnsAllAreSearched() throws IOException {
    for (int i = 0; i < 2000; i++) {
      int yes = random.nextInt(2);
      boolean wrong = i % 3 == 1;
      double sure = 0.8 + 0.2 * random.nextDouble();
      row(
          "" + yes,
          "" + (yes == (wrong ? 0 : 1) ? sure : 1 - sure),
          yes == 1 ? "0.7" : "0.3",
          CITIES.get(i % 3));
    }
    gates("when: [{improves: {metric: auc}}]\nweak_slices: {top: 2}\n");
    assertThat(compare("classification").out())
        .contains("\"slice\": \"city=Ystad\"")
        .doesNotContain("\"slice\": \"new");
    gates("when: [{no_regression_slices: {margin: 0}}]\n");
    Json document = Json.read(compare("classification").out());
    assertThat(document.text("headline"))
        .contains("worse for city=Ystad")
        .contains(": Brier score −0.7");
    gates("when: [{improves: {metric: auc}}]\n");
    assertThat(compare("classification").out()).contains("\"sliceSearches\": []");
  }

  @Test
  void withWeightsNothingIsSearched() throws IOException {
    for (int i = 0; i < 300; i++) {
      row("" + i % 2, "" + i % 2, "" + (i % 3) / 2.0, CITIES.get(i % 3));
    }
    for (String task : List.of("classification", "regression", "multiclass", "multilabel")) {
      String metric =
          task.equals("regression") ? "mae" : task.equals("multilabel") ? "jaccard" : "accuracy";
      String when = "when: [{improves: {metric: " + metric + "}}]\n";
      gates(when + "weak_slices: {columns: [city]}\n");
      Terminal.Answer refused = compare(task, "--weight", "weight");
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .contains(
              "gates.yaml:2: weak_slices are searched among rows without weights only: leave it"
                  + " out, or --weight");
      gates(when.replace("}]", "}, {no_regression_slices: {margin: 1}}]"));
      assertThat(compare(task, "--weight", "weight").err())
          .contains("gates.yaml:1: no_regression_slices are of those that are searched among rows");
      gates(when + "slices: [city]\nweak_slices: off\n");
      assertThat(compare(task, "--weight", "weight").err()).isEmpty();
      gates(when + "slices: [city]\n");
      assertThat(compare(task, "--weight", "weight").out()).contains("\"sliceSearches\": []");
    }
  }
}
