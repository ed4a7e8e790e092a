package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights on a test set of which nobody sees more than the verdict. */
class SealedNightIT {

  private static final WorldOptions WORLD = WorldOptions.calm(5);
  private static final String PASSED = "at_least: {metric: accuracy, value: 0.5, on: fixed}";

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private static String date(int night) {
    return LocalDate.parse("2025-05-01").plusDays(night).toString();
  }

  private Json night(Path file, int night) throws IOException {
    Terminal.Answer run = type("run", file.toString(), "--date", date(night));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    return Json.read(type("report", "--date", date(night), "--format", "json").out());
  }

  @Test
  void onlyTheVerdictIsSeen() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD, false);
    Path file = demo.pipeline();
    String yaml =
        Files.readString(file)
            .replaceFirst("nights: \\d+, epsilon: [0-9.]+", "nights: 9, epsilon: 0.2, sealed: true")
            .replaceFirst(
                "(?s)when:\\n.*?first: [a-z-]+",
                "when: ["
                    + PASSED
                    + ", {at_least: {metric: auc, value: 0.5, on: recent}}]\n  first: promote");
    yaml = yaml.replace("[" + PASSED + ",", "[{" + PASSED + "},");
    Files.writeString(file, yaml);
    Json first = night(file, 0);
    assertThat(first.text("verdict")).isEqualTo("PROMOTE");
    Json second = night(file, 1);
    assertThat(second.text("headline"))
        .isEqualTo("All gates passed. What was seen on fixed is not shown, as it is sealed.");
    for (String part : List.of("measures", "comparisons", "curves", "sliceSearches", "flips")) {
      assertThat(second.at("evaluation").list(part))
          .as(part)
          .noneSatisfy(m -> assertThat(m.text("testSet")).isEqualTo("fixed"));
    }
    assertThat(second.list("gates")).extracting(g -> g.text("outcome")).contains("SEALED");
    numbersAreNowhere(1);
    Terminal.Answer whatIf =
        type("report", "--date", date(1), "--what-if", "gates.accuracy.value=99%");
    assertThat(whatIf.code()).isEqualTo(2);
    assertThat(whatIf.err()).contains("looked at sealed test sets");
    Terminal.Answer replay = type("report", "--date", date(1), "--replay");
    assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
    Path flips = dir.resolve("flips.csv");
    assertThat(type("report", "--date", date(1), "--flips", flips.toString()).code()).isZero();
    assertThat(Files.readString(flips)).contains("recent,").doesNotContain("fixed,");

    Files.writeString(file, yaml.replace("value: 0.5, on: fixed", "value: 0.99, on: fixed"));
    Json edited = night(file, 2);
    assertThat(edited.text("verdict")).isEqualTo("REJECT");
    assertThat(edited.text("headline"))
        .isEqualTo(
            "A gate on a sealed test set failed. What was seen on fixed is not shown, as it is"
                + " sealed.");
    assertThat(edited.at("evaluation").text("reuse"))
        .contains("2 verdicts of which no more was seen before pipeline or data were changed")
        .contains("So far what is gated of accuracy is within 0.2 of the truth")
        .doesNotContain("nothing is guaranteed");
    numbersAreNowhere(2);
  }

  /** The evaluation has them, for gates and replays; nothing that anybody is shown does. */
  private void numbersAreNowhere(int night) throws IOException {
    String day = date(night).replace("-", "");
    List<Path> files;
    try (Stream<Path> all = Files.walk(dir)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(p -> p.toString().contains("/runs/") && p.toString().contains(day))
              .toList();
    }
    Path evaluated =
        files.stream().filter(p -> p.endsWith("evaluate.json")).findFirst().orElseThrow();
    List<String> secrets =
        Json.read(Files.readString(evaluated)).at("output").list("measures").stream()
            .filter(m -> m.text("testSet").equals("fixed"))
            // Shares of few rows are also what other sets have.
            .filter(m -> List.of("log_loss", "brier").contains(m.text("metric")))
            .map(m -> m.text("value"))
            .filter(v -> v.length() > 8)
            .distinct()
            .toList();
    assertThat(secrets.size()).isGreaterThan(10);
    for (Path file : files) {
      if (!file.equals(evaluated) && !file.toString().endsWith(".parquet")) {
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        secrets.forEach(v -> assertThat(text.contains(v)).as(file + " has " + v).isFalse());
      }
    }
    for (String format : List.of("html", "md", "text")) {
      assertThat(type("report", "--date", date(night), "--format", format).out())
          .contains("sealed")
          .doesNotContain("on fixed rose", "accuracy on fixed is");
    }
  }
}
