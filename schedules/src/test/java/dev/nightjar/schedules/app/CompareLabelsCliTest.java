package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar compare --task multilabel}, typed as a person would. */
class CompareLabelsCliTest {

  private static final List<String> LABELS = List.of("art", "music", "sport");

  @TempDir Path dir;

  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void writeLabels() throws IOException {
    Random random = new Random(31);
    lines.add("topics,new,old,country,weight");
    for (int i = 0; i < 600; i++) {
      boolean[] actual = new boolean[LABELS.size()];
      for (int l = 0; l < actual.length; l++) {
        actual[l] = random.nextDouble() < 0.4;
      }
      lines.add(
          "%s,%s,%s,%s,%d"
              .formatted(
                  cell(random, actual, 0),
                  cell(random, actual, 0.08),
                  cell(random, actual, 0.2),
                  i % 2 == 0 ? "SE" : "DK",
                  1 + i % 3));
    }
    Files.write(dir.resolve("june.csv"), lines);
  }

  private static String cell(Random random, boolean[] actual, double wrong) {
    List<String> found = new ArrayList<>();
    for (int l = 0; l < actual.length; l++) {
      if (actual[l] != random.nextDouble() < wrong) {
        found.add(LABELS.get(l));
      }
    }
    return found.isEmpty() ? "|" : String.join("|", found);
  }

  private Terminal.Answer compare(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "compare",
                dir.resolve("june.csv").toString(),
                "--task",
                "multilabel",
                "--label",
                "topics",
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
    Terminal.Answer answer = compare();
    assertThat(answer.out())
        .as(answer.err())
        .contains("✓ PROMOTE", "Better: subset accuracy on june rose by");
    String gates =
        gates(
            """
            - improves: {metric: f1_micro}
            - improves: {metric: hamming_loss}
            - no_worse: {metric: recall.music, margin: 0.02, per: country}
            - at_most: {measure: churn, value: 0.9}
            """);
    String[] asked = {"--gates", gates, "--slices", "country", "--weight", "weight"};
    assertThat(compare(asked).out())
        .contains(
            "✓ PROMOTE",
            "micro F1 on june rose by",
            "improves hamming_loss over champion on june: +");
    Json document = Json.read(compare("--output", "json").out());
    assertThat(document.text("task")).isEqualTo("MULTILABEL");
    assertThat(document.at("measures").list())
        .extracting(m -> m.text("metric"))
        .contains("subset_accuracy", "jaccard", "f1_samples", "f1_weighted", "precision.art");
    assertThat(Files.readString(Path.of(document.text("report")))).contains("recall of sport");
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    assertThat(compare("--gates", gates("- improves: {metric: accuracy}")).err())
        .contains("gates.yaml:2: no metric accuracy of several labels", "subset_accuracy");
    assertThat(compare("--positive", "art").err())
        .contains("only two classes have a positive value");
    List<String> broken = new ArrayList<>(lines);
    broken.set(7, "art|music,,art,SE,1");
    Files.write(dir.resolve("june.csv"), broken);
    assertThat(compare().err())
        .contains("june.csv:8: new: expected labels with | between them", "found none");
    assertThat(dir.resolve("ws")).as("nothing half-written").doesNotExist();
  }
}
