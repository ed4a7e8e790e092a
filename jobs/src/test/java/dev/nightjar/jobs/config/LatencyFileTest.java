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

/** What pipeline files say of how long models may take. */
class LatencyFileTest {

  private static final Vocabulary WORDS =
      new Vocabulary(spec -> {}, spec -> {}, Metrics::named, name -> {}, cron -> {});

  private static Gate gate(String gate) {
    String text = PipelineReaderTest.GOOD.replace("  when:\n", "  when:\n    - " + gate + "\n");
    Pipeline read = new PipelineReader(WORDS).parse(Path.of("p.yaml"), text).pipeline();
    assertThat(PipelineSchemaTest.problems(text)).isEmpty();
    return read.policy().when().get(0);
  }

  @Test
  void gatesAreOfNoTestSet() {
    assertThat(gate("at_most: {measure: latency_p99, value: 5}"))
        .isEqualTo(new Gate.AtMost("latency_p99", 5, null, null, 0));
    assertThat(gate("no_worse: {measure: latency_p50, margin: 20%, relative: true}"))
        .isEqualTo(new Gate.NoWorse("latency_p50", "champion", 0.2, null, null, 0, true));
    assertThat(gate("improves: {measure: latency_p50, over: baseline}"))
        .isEqualTo(new Gate.Improves("latency_p50", "baseline", 0, null, null, 0));
  }

  @Test
  void whatCannotBeMeantIsSaidWithItsLine(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> gate("no_worse: {measure: churn, margin: 0, on: fixed}"))
        .hasMessageContaining("p.yaml:")
        .hasMessageContaining(
            "no_worse compares two models, and churn is one number: at_least or at_most it (known here:"
                + " failures, latency_p50, latency_p99)");
    assertThatThrownBy(() -> gate("no_worse: {metric: auc, measure: latency_p50, margin: 0}"))
        .hasMessageContaining("no_worse needs a metric or a measure");
    Path file = folder.resolve("gates.yaml");
    Files.writeString(file, "when:\n  - at_most: {measure: latency_p99, value: 1}\n");
    GatesSubject rows = new GatesSubject(new GatesSubject.Two(), amount -> {}, List.of(), false);
    assertThatThrownBy(() -> new GatesReader(WORDS, rows).read(file, List.of("a"), List.of()))
        .hasMessageContaining("gates.yaml:2")
        .hasMessageContaining("no model is here to be timed: it was made elsewhere");
  }
}
