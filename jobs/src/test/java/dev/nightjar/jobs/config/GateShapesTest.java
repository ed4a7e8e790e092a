package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.evaluation.Metrics;
import dev.nightjar.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipeline files say of gates. */
class GateShapesTest {

  private static final PipelineReader READER =
      new PipelineReader(
          new Vocabulary(spec -> {}, spec -> {}, Metrics::named, name -> {}, cron -> {}));

  /** The first gate of a file that begins with this one. */
  private static Gate read(String gate) {
    String text = PipelineReaderTest.GOOD.replace("  when:\n", "  when:\n    - " + gate + "\n");
    Gate read = READER.parse(Path.of("p.yaml"), text).pipeline().policy().when().get(0);
    assertThat(PipelineSchemaTest.problems(text)).isEmpty();
    return read;
  }

  @Test
  void aBoundMayBeAShareOfWhatTheReferenceHas() {
    assertThat(read("improves: {metric: mcc, by: 1%, relative: true, on: recent}"))
        .isEqualTo(new Gate.Improves("mcc", "champion", 0.01, "recent", null, 30, true));
    assertThat(
            read("no_worse: {metric: ece, than: baseline, margin: 5%, relative: true, on: recent}"))
        .isEqualTo(new Gate.NoWorse("ece", "baseline", 0.05, "recent", null, 30, true));
    assertThat(read("improves: {metric: mcc, by: 0.01, relative: false, on: recent}"))
        .isEqualTo(new Gate.Improves("mcc", "champion", 0.01, "recent", null, 30));
    assertThatThrownBy(() -> read("improves: {metric: mcc, relative: 5%, on: recent}"))
        .hasMessageContaining("expected true or false");
  }

  @Test
  void churnIsAMeasureOfATestSet() {
    assertThat(read("at_most: {measure: churn, value: 10%, on: recent, per: carrier, min_n: 50}"))
        .isEqualTo(new Gate.AtMost("churn", 0.1, "recent", "carrier", 50));
    assertThat(read("at_most: {measure: model_bytes, value: 1MB}"))
        .isEqualTo(new Gate.AtMost("model_bytes", 1e6, null, null, 0));
    assertThat(read("at_least: {measure: staleness, value: 0.001}"))
        .isEqualTo(new Gate.AtLeast("staleness", 0.001, null, null, 0));
    assertThatThrownBy(() -> read("at_most: {measure: churn, value: 10%, on: recently}"))
        .hasMessageContaining("there is no test set recently; did you mean recent?");
  }

  @Test
  void driftIsAMeasureOfAColumn(@TempDir Path folder) throws IOException {
    assertThat(read("at_most: {measure: psi(carrier), value: 0.2, on: recent}"))
        .isEqualTo(new Gate.AtMost("psi(carrier)", 0.2, "recent", null, 30));
    assertThat(read("at_most: {measure: ks( score ), value: 0.2, on: recent, min_n: 500}"))
        .isEqualTo(new Gate.AtMost("ks(score)", 0.2, "recent", null, 500));
    refused("psi", "expected psi(COLUMN), with a feature or score");
    refused("psi()", "expected psi(COLUMN), with a feature or score");
    refused("psy(score)", "there is no measure of drift psy; did you mean psi? (known: psi, js");
    refused("ks(hour)", "hour is a category: of categories there are psi and js, and no ks");
    refused("psi(carier)", "features.use has no carier; did you mean carrier? (known: ");
    assertThatThrownBy(
            () -> read("at_most: {measure: psi(score), value: 1, on: recent, per: carrier}"))
        .hasMessageContaining("leave out per");
    Path file = folder.resolve("gates.yaml");
    Files.writeString(file, "when:\n  - at_most: {measure: psi(score), value: 1, on: a}\n");
    Vocabulary words = new Vocabulary(s -> {}, s -> {}, Metrics::named, n -> {}, c -> {});
    assertThatThrownBy(
            () ->
                new GatesReader(
                        words, new GatesSubject(new GatesSubject.Two(), a -> {}, List.of(), false))
                    .read(file, List.of("a"), List.of()))
        .hasMessageContaining("gates.yaml:2")
        .hasMessageContaining("these models were made elsewhere");
    assertThatThrownBy(() -> read("at_most: {measure: psi(score), value: 1, on: recently}"))
        .hasMessageContaining("there is no test set recently; did you mean recent?");
  }

  private static void refused(String measure, String message) {
    String gate = "at_most: {measure: %s, value: 0.2, on: recent}".formatted(measure);
    assertThatThrownBy(() -> read(gate)).hasMessageContaining(message);
  }

  @Test
  void oneOfSeveralMayBeEnough() {
    String several =
        "any_of: [{improves: {metric: auc, on: recent}}, {improves: {metric: mcc, on: recent}}]";
    assertThat(read(several))
        .isEqualTo(
            new Gate.AnyOf(
                List.of(
                    new Gate.Improves("auc", "champion", 0, "recent", null, 30),
                    new Gate.Improves("mcc", "champion", 0, "recent", null, 30))));
    assertThatThrownBy(() -> read("any_of: [{improves: {metric: auc, on: recent}}]"))
        .hasMessageContaining("expected at least 2 in the list");
    assertThatThrownBy(() -> read("any_of: {improves: {metric: auc}}"))
        .hasMessageContaining("expected a list");
    assertThatThrownBy(() -> read(several.replace("mcc", "mmc")))
        .hasMessageContaining("did you mean mcc?");
    assertThatThrownBy(() -> read("any_of: [" + "{" + several + "}, {improves: {metric: auc}}]"))
        .hasMessageContaining("unknown gate any_of");
  }

  @Test
  void aGapIsBetweenTheValuesOfAColumn() {
    assertThat(read("no_worse: {metric: equalized_odds, margin: 2%, on: recent, per: carrier}"))
        .isEqualTo(new Gate.NoWorse("equalized_odds", "champion", 0.02, "recent", "carrier", 30));
    assertThatThrownBy(() -> read("no_worse: {metric: equalized_odds, margin: 2%, on: recent}"))
        .hasMessageContaining("it needs one of slices as per");
    assertThatThrownBy(
            () ->
                read(
                    "at_most: {metric: equal_opportunity, value: 0.1, on: recent, per: hour >= 18}"))
        .hasMessageContaining("equal_opportunity is a gap between the values of a column");
  }

  @Test
  void aGainMayBeLimited() {
    assertThat(read("limits: {metric: auc, over: champion, by: 0.1, on: recent}"))
        .isEqualTo(new Gate.Limits("auc", "champion", 0.1, "recent", null, 30));
    assertThatThrownBy(() -> read("limits: {metric: auc, on: recent}"))
        .hasMessageContaining("by is missing: a gain above it is too good to be true");
    assertThatThrownBy(() -> read("limit: {metric: auc, by: 0.1, on: recent}"))
        .hasMessageContaining("unknown gate limit; did you mean limits?");
  }

  @Test
  void aNumberMayHaveToBeKnownWellEnough() {
    assertThat(read("precise: {metric: mcc, over: champion, within: 1%, on: recent}"))
        .isEqualTo(new Gate.Precise("mcc", "champion", 0.01, "recent", null, 30));
    assertThat(read("precise: {measure: churn, within: 0.01, on: recent, per: carrier}"))
        .isEqualTo(new Gate.Precise("churn", null, 0.01, "recent", "carrier", 30));
    assertThatThrownBy(() -> read("precise: {metric: mcc, within: 0, on: recent}"))
        .hasMessageContaining("half the width of an interval is above 0: 0");
    assertThatThrownBy(
            () -> read("precise: {measure: churn, over: champion, within: 1%, on: recent}"))
        .hasMessageContaining("a measure has no other model's to be compared with");
  }

  @Test
  void aConditionIsSeveralGates() {
    assertThat(read("condition: {holds: 'n - o > 0.02 +/- 0.01 /\\ d < 0.1 +/- 0.01', on: fixed}"))
        .isEqualTo(new Gate.Improves("accuracy", "champion", 0.02, "fixed", null, 30));
    assertThatThrownBy(() -> read("condition: {holds: n - o > 0.02, on: fixed}"))
        .hasMessageContaining("expected clauses such as n - o > 0.02 +/- 0.01")
        .hasMessageContaining("but found: n - o > 0.02");
    assertThatThrownBy(() -> read("condition: {holds: n > 0.9 +/- 0.01, on: fixd}"))
        .hasMessageContaining("there is no test set fixd; did you mean fixed?");
  }
}
