package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.evaluation.Metrics;
import dev.nightjar.gate.Gate;
import dev.nightjar.probe.Missing;
import dev.nightjar.probe.Noise;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.Unit;
import dev.nightjar.probe.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipeline files say of changed rows. */
class RobustnessFileTest {

  private static final Vocabulary WORDS =
      new Vocabulary(spec -> {}, spec -> {}, Metrics::named, name -> {}, cron -> {});
  private static final String SECTION =
      """
      robustness:
        noisy delay: {change: noise, columns: [mph], size: 10%, on: fixed}
        shifted: {change: noise, columns: mph, amount: 2, share: 50%, on: fixed}
        no weather: {change: missing, columns: [mph, carrier], share: 30%, on: recent}
        miles: {change: unit, columns: mph, factor: 0.621371, on: fixed}
        fahrenheit: {change: unit, columns: mph, factor: 1.8, offset: 32, on: fixed}
        new carrier: {change: unseen, columns: [carrier, hour], on: recent}
      """;

  private static Pipeline read(String section, String gate) {
    String text =
        PipelineReaderTest.GOOD
            .replace("use: [carrier, hour]", "use: [carrier, hour, mph, km]\n  numeric: [km]")
            .replace("promote:\n", section + "promote:\n")
            .replace("  when:\n", "  when:\n" + (gate.isEmpty() ? "" : "    - " + gate + "\n"));
    Pipeline read = new PipelineReader(WORDS).parse(Path.of("p.yaml"), text).pipeline();
    assertThat(PipelineSchemaTest.problems(text)).isEmpty();
    return read;
  }

  private static Gate gate(String gate) {
    return read(SECTION, gate).policy().when().get(0);
  }

  private static void refused(String gate, String message) {
    assertThatThrownBy(() -> gate(gate)).hasMessageContaining(message);
  }

  private static void refusedChange(String change, String message) {
    assertThatThrownBy(() -> read("robustness:\n  odd: " + change + "\n", ""))
        .hasMessageContaining("p.yaml:34")
        .hasMessageContaining(message);
  }

  @Test
  void everyChangeIsRead() {
    assertThat(read(SECTION, "").probes())
        .containsExactly(
            new Probe("noisy delay", "fixed", List.of("mph"), 1, new Noise(0.1, false)),
            new Probe("shifted", "fixed", List.of("mph"), 0.5, new Noise(2, true)),
            new Probe("no weather", "recent", List.of("mph", "carrier"), 0.3, new Missing()),
            new Probe("miles", "fixed", List.of("mph"), 1, new Unit(0.621371, 0)),
            new Probe("fahrenheit", "fixed", List.of("mph"), 1, new Unit(1.8, 32)),
            new Probe("new carrier", "recent", List.of("carrier", "hour"), 1, new Unseen()));
  }

  /** A file without the section means what it meant before there was one. */
  @Test
  void noChangesAreNoPartOfTheDigest() {
    assertThat(read("", "").robustness()).isNull();
    assertThat(read("", "").digest()).isNotEqualTo(read(SECTION, "").digest());
  }

  @Test
  void whatCannotBeMeantIsSaidWithItsLine() {
    refusedChange(
        "{change: nois, columns: mph, size: 1, on: fixed}",
        "expected one of noise, missing, unit, unseen");
    refusedChange(
        "{change: missing, columns: mhp, on: fixed}",
        "features.use has no mhp; did you mean mph? (known: carrier, hour, mph, km)");
    refusedChange(
        "{change: missing, columns: mph, on: fixt}",
        "there is no test set fixt; did you mean fixed? (known: fixed, recent)");
    refusedChange("{change: missing, columns: mph}", "on is missing: one of fixed, recent");
    refusedChange("{change: noise, columns: mph, on: fixed}", "noise needs a size");
    refusedChange(
        "{change: noise, columns: mph, size: 1, amount: 2, on: fixed}", "noise needs a size");
    refusedChange("{change: noise, columns: mph, size: 0, on: fixed}", "a size above 0, not 0.0");
    refusedChange(
        "{change: missing, columns: mph, factor: 2, on: fixed}",
        "factor is of unit, and odd is missing");
    refusedChange("{change: unit, columns: mph, on: fixed}", "change nothing");
    refusedChange(
        "{change: unit, columns: hour, factor: 2, on: fixed}",
        "hour is a category, of which there is no unit");
    refusedChange(
        "{change: unseen, columns: km, on: fixed}",
        "km is a number, of which there is no category never seen");
    refusedChange("{change: missing, columns: [mph, mph], on: fixed}", "column mph stands twice");
    refusedChange("{change: missing, columns: mph, share: 0, on: fixed}", "a share of rows above");
    assertThatThrownBy(
            () -> read("robustness: {a under b: {change: missing, columns: mph, on: fixed}}\n", ""))
        .hasMessageContaining("not by \"under\"");
  }

  @Test
  void gatesAreUnderAChange() {
    assertThat(gate("at_most: {measure: flips, under: noisy delay, value: 2%}"))
        .isEqualTo(new Gate.AtMost("flips under noisy delay", 0.02, "fixed", null, 30));
    assertThat(
            gate(
                "no_worse: {metric: auc, under: no weather, than: unchanged, margin: 0.01, per: carrier}"))
        .isEqualTo(
            new Gate.NoWorse("auc under no weather", "unchanged", 0.01, "recent", "carrier", 30));
    assertThat(gate("improves: {metric: brier, under: new carrier, on: recent}"))
        .isEqualTo(new Gate.Improves("brier under new carrier", "champion", 0, "recent", null, 30));
  }

  @Test
  void gatesThatCannotBeMeantAreRefused(@TempDir Path folder) throws IOException {
    refused(
        "at_most: {measure: flips, under: nosy delay, value: 2%}",
        "robustness has no nosy delay; did you mean noisy delay? (known: noisy delay, shifted");
    refused("at_most: {measure: flips, value: 2%, on: fixed}", "say under which of robustness");
    refused(
        "at_most: {measure: flips, under: noisy delay, value: 2%, on: recent}",
        "noisy delay changes rows of fixed, and not of recent");
    refused(
        "no_worse: {metric: auc, than: unchanged, margin: 0, on: fixed}",
        "unchanged rows are compared with changed ones: say under which");
    refused(
        "at_most: {measure: churn, under: noisy delay, value: 1}",
        "churn is not measured on changed rows");
    refused(
        "at_most: {measure: psi(mph), under: noisy delay, value: 1}",
        "psi(mph) is not measured on changed rows");
    refused(
        "no_worse: {metric: equalized_odds, under: noisy delay, margin: 0, per: carrier}",
        "gaps are not measured on changed rows");
    refused("at_most: {metric: acu, under: noisy delay, value: 1}", "did you mean auc?");
    refused("improves: {metric: auc, over: unchanged, under: noisy delay}", "expected one of");
    assertThatThrownBy(() -> read("", "at_most: {measure: flips, under: odd, value: 1, on: fixed}"))
        .hasMessageContaining("robustness has no odd");
    assertThatThrownBy(() -> read("", "at_most: {measure: flips, under: odd, value: 1}"))
        .hasMessageContaining("robustness has no odd")
        .hasMessageNotContaining("on is missing");
    Path file = folder.resolve("gates.yaml");
    Files.writeString(file, "when:\n  - at_most: {metric: auc, under: odd, value: 1, on: a}\n");
    GatesSubject rows = new GatesSubject(new GatesSubject.Two(), amount -> {}, List.of(), false);
    assertThatThrownBy(() -> new GatesReader(WORDS, rows).read(file, List.of("a"), List.of()))
        .hasMessageContaining("gates.yaml:2")
        .hasMessageContaining(
            "under asks models about changed rows, and these were made elsewhere");
  }
}
