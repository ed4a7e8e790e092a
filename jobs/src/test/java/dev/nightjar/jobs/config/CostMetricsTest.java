package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostMetricsTest {

  private static final PipelineReader READER =
      new PipelineReader(
          new Vocabulary(
              spec -> {}, spec -> {}, Metrics::named, CostMetricsTest::measure, cron -> {}));

  private static void measure(String name) {
    if (!name.equals("model_bytes")) {
      throw new IllegalArgumentException("there is no measure " + name);
    }
  }

  /** A file with these metrics and this gate. */
  private static PipelineFile read(String metrics, String gate) {
    String text =
        PipelineReaderTest.GOOD
            .replace("promote:\n", "metrics:\n" + metrics + "promote:\n")
            .replace("  when:\n", "  when:\n    - " + gate + "\n");
    assertThat(PipelineSchemaTest.problems(text).isEmpty()).isEqualTo(!metrics.contains("alse:"));
    return READER.parse(Path.of("p.yaml"), text);
  }

  private static final String GATE = "no_worse: {metric: dispatch_cost, margin: 1, on: recent}";

  @Test
  void isReadAndMayGate() {
    PipelineFile file =
        read(
            """
              dispatch_cost: {false_positive: 5, false_negative: "Distance * 0.1"}
              saved: {true_positive: 2.5, direction: higher}
            """,
            GATE);
    assertThat(file.pipeline().costs())
        .containsExactly(
            new CostMatrix(
                "dispatch_cost",
                Metric.Direction.LOWER_IS_BETTER,
                Map.of(
                    CostMatrix.Cell.FALSE_POSITIVE, new Expression("5"),
                    CostMatrix.Cell.FALSE_NEGATIVE, new Expression("Distance * 0.1"))),
            new CostMatrix(
                "saved",
                Metric.Direction.HIGHER_IS_BETTER,
                Map.of(CostMatrix.Cell.TRUE_POSITIVE, new Expression("2.5"))));
    assertThat(file.pipeline().policy().when().get(0).metric()).isEqualTo("dispatch_cost");
  }

  @Test
  void aFileWithoutOnesMeansWhatItMeantBefore() {
    Pipeline plain = READER.parse(Path.of("p.yaml"), PipelineReaderTest.GOOD).pipeline();
    assertThat(plain.metrics()).isNull();
    assertThat(plain.costs()).isEmpty();
    assertThat(dev.nightjar.store.CanonicalJson.tree(plain).has("metrics")).isFalse();
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() {
    assertThatThrownBy(
            () -> read("  dispatch_cost: {false_positive: 5}\n", GATE.replace("_c", "c")))
        .hasMessageContaining("no metric dispatchcost; did you mean dispatch_cost?");
    assertThatThrownBy(
            () -> read("  auc: {false_positive: 5}\n", GATE.replace("dispatch_cost", "auc")))
        .hasMessageContaining("there is a metric auc already: take another name");
    assertThatThrownBy(() -> read("  model_bytes: {false_positive: 5}\n", GATE))
        .hasMessageContaining("there is a metric model_bytes already");
    assertThatThrownBy(() -> read("  dispatch_cost: {direction: lower}\n", GATE))
        .hasMessageContaining("p.yaml:")
        .hasMessageContaining(
            "dispatch_cost counts nothing: it needs one of true_positive, false_positive");
    assertThatThrownBy(() -> read("  dispatch_cost: {false_alse: 5}\n", GATE))
        .hasMessageContaining("unknown key false_alse");
    assertThatThrownBy(() -> read("  Dispatch-Cost: {false_positive: 5}\n", GATE))
        .hasMessageContaining("a metric's name is lower-case letters, digits and _");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() {
    PipelineFile file =
        read("  dispatch_cost: {false_positive: 5, false_negative: \"distanze * 2\"}\n", GATE);
    Schema schema =
        new Schema(
            List.of(
                new Column("distance", ColumnType.DOUBLE), new Column("carrier", ColumnType.TEXT)));
    assertThatThrownBy(() -> file.checkColumns(schema))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("p.yaml:" + file.line("metrics", "dispatch_cost", "false_negative"))
        .hasMessageContaining("no column distanze; did you mean distance?");
  }
}
