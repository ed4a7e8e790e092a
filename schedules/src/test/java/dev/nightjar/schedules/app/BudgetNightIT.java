package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that ask a test set more often than it bears. */
class BudgetNightIT {

  private static final WorldOptions WORLD = WorldOptions.calm(5);

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
  void promotesNoMoreWhenTheSetIsSpent() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD, false);
    Path file = demo.pipeline();
    String yaml =
        Files.readString(file)
            .replaceFirst("nights: \\d+, epsilon: [0-9.]+", "nights: 2, epsilon: 0.03")
            .replaceFirst(
                "(?s)when:\\n.*?first: [a-z-]+",
                "when: [at_least: {metric: accuracy, value: 0.5, on: fixed}]\n  first: promote");
    Files.writeString(file, yaml);

    assertThat(night(file, 0).text("verdict")).isEqualTo("PROMOTE");
    assertThat(night(file, 1).text("verdict")).isEqualTo("PROMOTE");
    Terminal.Answer dry =
        type("backfill", file.toString(), "--from", date(2), "--to", date(4), "--dry-run");
    assertThat(dry.out())
        .contains(
            "test set fixed: 3 verdicts more, after 2, of the 2 that its budget allows in all: too many");

    Json spent = night(file, 2);
    assertThat(spent.text("verdict")).isEqualTo("INCONCLUSIVE");
    assertThat(spent.text("headline"))
        .startsWith("fixed: decision 3 of 2 that it declares; its budget is spent; a new set of ");
    assertThat(spent.text("gates")).contains("SPENT");
    assertThat(type("registry", "show").out()).doesNotContain(date(2));

    String question = "gates.accuracy.value=99%";
    Json asked =
        Json.read(
            type("report", "--date", date(1), "--what-if", question, "--format", "json").out());
    assertThat(asked.text("verdict")).isEqualTo("REJECT");
    assertThat(asked.text("headline")).startsWith("What if gates.accuracy.value=99%: ");
    assertThat(asked.text("details"))
        .contains(
            "value of at_least accuracy on fixed: 0.99 in place of 0.5",
            "The night itself: PROMOTE.");
    assertThat(type("report", "--date", date(1), "--what-if", question).out())
        .contains("This is no decision");
    Terminal.Answer wrong =
        type("report", "--date", date(0), "--what-if", "gates.acuracy.value=99%");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("no gate is over acuracy; did you mean accuracy?");

    // The same answer is not paid for twice, and an edit is noticed.
    assertThat(type("run", file.toString(), "--date", date(1)).code()).isZero();
    Files.writeString(file, yaml.replace("seed: 42", "seed: 43").replace("nights: 2", "nights: 9"));
    Json edited = night(file, 3);
    assertThat(edited.text("verdict")).isEqualTo("PROMOTE");
    assertThat(edited.text("details"))
        .contains(
            "fixed: decision 4 of 9 that it declares.",
            "changed, or a night bisected, after 3 of them had been seen: since then nothing is guaranteed");
  }
}
