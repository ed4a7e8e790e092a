package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.statistics.Cases;
import dev.nightjar.statistics.Measure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("auc", "roc_auc"),
          Map.entry("average_precision", "average_precision"),
          Map.entry("log_loss", "log_loss"),
          Map.entry("brier", "brier"),
          Map.entry("ece", "ece_10_equal_mass"),
          Map.entry("accuracy", "accuracy"),
          Map.entry("balanced_accuracy", "balanced_accuracy"),
          Map.entry("precision", "precision"),
          Map.entry("recall", "recall"),
          Map.entry("f1", "f1"),
          Map.entry("mcc", "mcc"),
          Map.entry("kappa", "kappa"));

  @Test
  void equalTheReferenceCases() throws IOException {
    int checked = 0;
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      JsonNode input = c.get("input");
      if (!input.has("p") || !input.get("weights").isNull()) {
        continue;
      }
      ScoredSet set = set(input);
      Results results = Evaluator.evaluate(List.of(set), Settings.of(0.95, 1));
      for (Measure m : results.measures()) {
        if (NAMES.containsKey(m.metric())) {
          double expected = c.get("expected").get(NAMES.get(m.metric())).doubleValue();
          assertThat(m.value()).as(m.metric()).isCloseTo(expected, within(1e-12));
          assertThat(m.value()).isBetween(m.low(), m.high());
          checked++;
        }
      }
      checkConfusion(c.at("/expected/confusion"), results.measures());
    }
    assertThat(checked).isEqualTo(24);
  }

  private static ScoredSet set(JsonNode input) {
    ScoredSet.Scored scored =
        new ScoredSet.Scored(Cases.numbers(input.get("p")), input.get("threshold").doubleValue());
    return new ScoredSet(
        "cases", Cases.labels(input.get("y")), null, Map.of("candidate", scored), List.of());
  }

  private static void checkConfusion(JsonNode confusion, List<Measure> measures) {
    long tn = confusion.at("/0/0").longValue();
    long fp = confusion.at("/0/1").longValue();
    long fn = confusion.at("/1/0").longValue();
    long tp = confusion.at("/1/1").longValue();
    assertThat(measure(measures, "specificity").value()).isEqualTo((double) tn / (tn + fp));
    assertThat(measure(measures, "specificity").n()).isEqualTo(tn + fp);
    assertThat(measure(measures, "recall").n()).isEqualTo(tp + fn);
    assertThat(measure(measures, "precision").n()).isEqualTo(tp + fp);
    assertThat(measure(measures, "f1").n()).isEqualTo(tp + fp + fn);
    double precision = (double) tp / (tp + fp);
    double recall = (double) tp / (tp + fn);
    assertThat(measure(measures, "f2").value())
        .isCloseTo(5 * precision * recall / (4 * precision + recall), within(1e-12));
    assertThat(measure(measures, "f0.5").value())
        .isCloseTo(1.25 * precision * recall / (0.25 * precision + recall), within(1e-12));
    assertThat(measure(measures, "mcc").n()).isEqualTo(Math.min(tp + fn, tn + fp));
    assertThat(measure(measures, "accuracy").n()).isEqualTo(tp + fp + fn + tn);
    assertThat(measure(measures, "auc").n()).isEqualTo(tp + fp + fn + tn);
  }

  private static Measure measure(List<Measure> measures, String metric) {
    return measures.stream().filter(m -> m.metric().equals(metric)).findFirst().orElseThrow();
  }

  /** Calibration bins are numpy's array_split: their weighted gaps are the expected error. */
  @Test
  void calibrationEqualsTheReferenceError() throws IOException {
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      if (!c.get("id").textValue().equals("binary-400")) {
        continue;
      }
      Results results = Evaluator.evaluate(List.of(set(c.get("input"))), Settings.of(0.95, 1));
      List<Evaluation.Bin> bins = results.curves().get(0).calibration();
      double error = 0;
      for (Evaluation.Bin bin : bins) {
        error += bin.n() / 400.0 * Math.abs(bin.positiveShare() - bin.meanScore());
        assertThat(bin.positiveShare()).isBetween(bin.low(), bin.high());
      }
      assertThat(bins).hasSize(10);
      assertThat(error).isCloseTo(c.at("/expected/ece_10_equal_mass").doubleValue(), within(1e-12));
    }
  }

  @Test
  void logLossIsClipped() {
    ScoredSet set =
        new ScoredSet(
            "sure",
            new byte[] {1, 0},
            null,
            Map.of("candidate", new ScoredSet.Scored(new double[] {0, 0}, 0.5)),
            List.of());
    Settings settings = new Settings(0.95, 1, 100, List.of(Metrics.LOG_LOSS));
    Measure m = Evaluator.evaluate(List.of(set), settings).measures().get(0);
    assertThat(m.value()).isCloseTo(-Math.log(1e-15) / 2, within(1e-12));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThat(Metrics.named("log_loss")).isSameAs(Metrics.LOG_LOSS);
    assertThatThrownBy(() -> Metrics.named("acuracy"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acuracy")
        .hasMessageContaining("did you mean accuracy?");
    assertThat(Metrics.names())
        .containsExactly(
            "accuracy",
            "balanced_accuracy",
            "auc",
            "average_precision",
            "log_loss",
            "brier",
            "ece",
            "precision",
            "recall",
            "specificity",
            "f1",
            "f0.5",
            "f2",
            "mcc",
            "kappa");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> Settings.of(0.5, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Settings(0.9, 1, 3, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
