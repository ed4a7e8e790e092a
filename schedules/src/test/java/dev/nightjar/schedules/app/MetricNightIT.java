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

/** Nights whose gates are over metrics of every kind. */
class MetricNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(83);

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private Json night(Path file, LocalDate date) throws IOException {
    Terminal.Answer night = type("run", file.toString(), "--date", date.toString());
    assertThat(night.code()).as(night.out() + night.err()).isZero();
    return Json.read(type("report", "--date", date.toString(), "--format", "json").out());
  }

  /** The file with other gates. */
  private static void gates(Path file, String... gates) throws IOException {
    String yaml = Files.readString(file);
    String when = yaml.substring(yaml.indexOf("  when:\n"), yaml.indexOf("  first:"));
    String all = Stream.of(gates).map(g -> "    - " + g + "\n").reduce("  when:\n", String::concat);
    Files.writeString(file, yaml.replace(when, all));
  }

  /** What it said, however its lines were broken. */
  private static String words(Terminal.Answer answer) {
    return (answer.out() + answer.err()).replaceAll("\\s+", " ");
  }

  private static List<String> outcomes(Json decision) {
    return decision.list("gates").stream()
        .map(g -> g.text("title") + ": " + g.text("outcome"))
        .toList();
  }

  @Test
  void everyKindOfMetricGatesWithItsInterval() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    gates(file, "at_least: {metric: auc, value: 0.5, on: fixed}");
    night(file, NIGHT);
    gates(
        file,
        "at_least: {metric: mcc, value: 0.01, on: fixed}",
        "at_least: {metric: kappa, value: 0.9, on: fixed}",
        "at_least: {metric: balanced_accuracy, value: 0.51, on: fixed}",
        "at_least: {metric: f2, value: 0.1, on: fixed}",
        "at_most: {metric: ece, value: 0.2, on: fixed}",
        "no_worse: {metric: average_precision, than: champion, margin: 0.3, on: fixed}",
        "no_worse: {metric: f0.5, than: champion, margin: 0.5, on: fixed, per: depot, min_n: 100}");
    Json decision = night(file, NIGHT.plusDays(7));
    assertThat(outcomes(decision))
        .contains(
            "at least 0.01 mcc on fixed: PASSED",
            "at least 0.9 kappa on fixed: FAILED",
            "at least 0.51 balanced_accuracy on fixed: PASSED",
            "at least 0.1 f2 on fixed: PASSED",
            "at most 0.2 ece on fixed: PASSED",
            "no worse average_precision than champion on fixed: PASSED",
            "no worse f0.5 than champion on fixed per depot: PASSED");
    assertThat(decision.text("headline")).contains("Cohen’s kappa on fixed is 0.");
    String page = type("report", "--format", "html").out();
    assertThat(page)
        .contains("What the Brier score is made of", "MCC", "jackknife", "joint-bootstrap");
  }

  @Test
  void gatesAskForSharesAndRefuseWhatIsTooGoodOrTooNew() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    gates(file, "at_least: {metric: auc, value: 0.5, on: fixed}");
    night(file, NIGHT);
    gates(
        file,
        "no_worse: {metric: auc, margin: 20%, relative: true, on: fixed}",
        "no_worse: {metric: brier, margin: 50%, relative: true, on: fixed, per: depot}",
        "improves: {metric: auc, by: 20%, relative: true, on: fixed}",
        "limits: {metric: auc, by: 0.2, on: fixed}",
        "at_most: {measure: churn, value: 60%, on: fixed}",
        "at_most: {measure: churn, value: 90%, on: fixed, per: depot}",
        "any_of: [{improves: {metric: auc, by: 0.9, on: fixed}},"
            + " {at_most: {measure: model_bytes, value: 1GB}}]",
        "any_of: [{improves: {metric: auc, by: 0.9, on: fixed}},"
            + " {at_least: {metric: mcc, value: 0.99, on: fixed}}]");
    Json decision = night(file, NIGHT.plusDays(7));
    assertThat(outcomes(decision))
        .contains(
            "no worse auc than champion within 20 % on fixed: PASSED",
            "no worse brier than champion within 50 % on fixed per depot: PASSED",
            "improves auc by 20 % over champion on fixed: FAILED",
            "limits the gain in auc over champion on fixed: PASSED",
            "at most 0.6 churn on fixed: PASSED",
            "at most 0.9 churn on fixed per depot: PASSED",
            "improves auc over champion on fixed, or at most 1 GB model_bytes: PASSED",
            "improves auc over champion on fixed, or at least 0.99 mcc on fixed: FAILED");
    assertThat(words(type("report"))).contains("20 % of 0.", "the most that the champion may have");
  }

  @Test
  void gapsBetweenGroupsMayNotGrow() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    gates(file, "at_least: {metric: auc, value: 0.5, on: fixed}");
    night(file, NIGHT);
    gates(
        file,
        "no_worse: {metric: demographic_parity, margin: 60%, on: fixed, per: vehicle}",
        "at_most: {metric: equal_opportunity, value: 0, on: fixed, per: vehicle}",
        "no_worse: {metric: equalized_odds, margin: 1, on: fixed, per: vehicle, min_n: 99999}");
    Json decision = night(file, NIGHT.plusDays(7));
    assertThat(outcomes(decision))
        .contains(
            "no worse demographic_parity than champion on fixed per vehicle: PASSED",
            "no worse equalized_odds than champion on fixed per vehicle: TOO_SMALL",
            "no worse equalized_odds than champion on fixed per vehicle: MISSING")
        .anyMatch(o -> o.startsWith("at most 0 equal_opportunity on fixed per vehicle: "));
  }

  @Test
  void aMetricOfTheFilesOwnGatesInEverySlice() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    gates(file, "at_least: {metric: auc, value: 0.5, on: fixed}");
    night(file, NIGHT);
    String metric =
        "metrics:\n  dispatch_cost: {false_positive: 5, false_negative: \"distance_km * 0.9\"}\n";
    gates(
        file,
        "no_worse: {metric: dispatch_cost, than: champion, margin: 9, on: fixed}",
        "no_worse: {metric: dispatch_cost, than: champion, margin: 9, on: fixed, per: depot}",
        "at_most: {metric: dispatch_cost, value: 0.01, on: fixed}");
    String yaml = Files.readString(file).replace("\npromote:", "\n" + metric + "promote:");
    Files.writeString(file, yaml);
    Json decision = night(file, NIGHT.plusDays(7));
    assertThat(outcomes(decision))
        .contains(
            "no worse dispatch_cost than champion on fixed: PASSED",
            "no worse dispatch_cost than champion on fixed per depot: PASSED",
            "at most 0.01 dispatch_cost on fixed: FAILED");
    assertThat(decision.text("headline")).startsWith("dispatch cost on fixed is ");
    assertThat(type("report", "--format", "html").out()).contains("dispatch cost", "paired-t");

    Files.writeString(file, yaml.replace("distance_km * 0.9", "distanc_km * 0.9"));
    Terminal.Answer wrong = type("run", file.toString(), "--date", NIGHT.plusDays(8).toString());
    assertThat(wrong.code()).isNotZero();
    assertThat(words(wrong)).contains("has no column distanc_km; did you mean distance_km?");

    Files.writeString(file, yaml.replace("distance_km * 0.9", "1 / (parcels - parcels)"));
    Terminal.Answer none = type("run", file.toString(), "--date", NIGHT.plusDays(8).toString());
    assertThat(none.code()).isEqualTo(1);
    assertThat(words(none))
        .contains("metric dispatch_cost.false_negative: \"1 / (parcels - parcels)\"");
  }
}
