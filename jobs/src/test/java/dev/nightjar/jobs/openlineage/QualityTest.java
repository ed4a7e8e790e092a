package dev.nightjar.jobs.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.Severity;
import io.openlineage.client.OpenLineage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QualityTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(new Column("Dest", ColumnType.TEXT), new Column("Distance", ColumnType.DOUBLE)));

  private final Quality quality = new Quality(new Facets("1"), SCHEMA);

  private static ExpectationResult result(
      String type, boolean success, String column, Severity severity, Map<String, Object> found) {
    return new ExpectationResult(
        success, type, Map.of("column", column), severity, Map.copyOf(found), null, "a sentence");
  }

  private OpenLineage.DataQualityMetricsInputDatasetFacet metrics(ExpectationResult... results) {
    return quality.metrics(new CheckReport(true, 100, List.of(results)), List.of());
  }

  private static OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditional column(
      OpenLineage.DataQualityMetricsInputDatasetFacet metrics, String column) {
    return Objects.requireNonNull(metrics.getColumnMetrics().getAdditionalProperties().get(column));
  }

  @Test
  void countsAndExtremesAreThoseOfAllRows() {
    OpenLineage.DataQualityMetricsInputDatasetFacet metrics =
        metrics(
            result(
                "expect_column_values_to_not_be_null",
                false,
                "Dest",
                Severity.CRITICAL,
                Map.of("element_count", 100L, "unexpected_count", 3L)),
            result(
                "expect_column_min_to_be_between",
                true,
                "Distance",
                Severity.INFO,
                Map.of("element_count", 100L, "missing_count", 7L, "observed_value", 1.5)),
            result(
                "expect_column_max_to_be_between",
                true,
                "Distance",
                Severity.INFO,
                Map.of("element_count", 100L, "missing_count", 7L, "observed_value", 9L)));
    assertThat(metrics.getRowCount()).isEqualTo(100);
    assertThat(column(metrics, "Dest").getNullCount()).isEqualTo(3);
    assertThat(column(metrics, "Dest").getCount()).isEqualTo(97);
    assertThat(column(metrics, "Distance").getNullCount()).isEqualTo(7);
    assertThat(column(metrics, "Distance").getMin()).isEqualTo(1.5);
    assertThat(column(metrics, "Distance").getMax()).isEqualTo(9);
  }

  @Test
  void whatWasAskedOfSomeRowsOrOfADerivedColumnIsNoMetricOfTheDataset() {
    Map<String, Object> some = Map.of("element_count", 40L, "missing_count", 1L);
    Map<String, Object> all = Map.of("element_count", 100L, "missing_count", 1L);
    OpenLineage.DataQualityMetricsInputDatasetFacet metrics =
        metrics(
            result("expect_column_values_to_be_unique", true, "Dest", Severity.INFO, some),
            result("expect_column_values_to_be_unique", true, "hour", Severity.INFO, all));
    assertThat(metrics.getColumnMetrics().getAdditionalProperties()).isEmpty();
  }

  @Test
  void anAssertionSaysWhatWasExpectedAndSeen() {
    CheckReport report =
        new CheckReport(
            false,
            100,
            List.of(
                result(
                    "expect_column_values_to_not_be_null",
                    false,
                    "Dest",
                    Severity.WARNING,
                    Map.of("unexpected_count", 3L)),
                ExpectationResult.unanswered(
                    new ExpectationSpec(
                        "expect_table_row_count_to_equal",
                        Map.of("value", 5),
                        Severity.CRITICAL,
                        null,
                        ExpectationSpec.Scope.ALL,
                        Map.of()),
                    "the engine is away")));
    List<OpenLineage.DataQualityAssertionsDatasetFacetAssertions> assertions =
        quality.assertions(report).getAssertions();
    assertThat(assertions.get(0).getAssertion()).isEqualTo("expect_column_values_to_not_be_null");
    assertThat(assertions.get(0).getColumn()).isEqualTo("Dest");
    assertThat(assertions.get(0).getSeverity()).isEqualTo("warn");
    assertThat(assertions.get(0).getActual()).isEqualTo("3");
    assertThat(assertions.get(1).getSuccess()).isFalse();
    assertThat(assertions.get(1).getSeverity()).isEqualTo("error");
    assertThat(assertions.get(1).getDescription()).contains("the engine is away");
    assertThat(assertions.get(1).getParams().getAdditionalProperties()).containsEntry("value", 5);
  }

  @Test
  void namesFollowTheConventions() {
    StoreNames bucket = new StoreNames("s3://lake/birds/night");
    assertThat(bucket.namespace()).isEqualTo("s3://lake");
    assertThat(bucket.dataset("flights")).isEqualTo("birds/night/datasets/flights");
    assertThat(new StoreNames("s3://lake").model("flights")).isEqualTo("models/flights");
    StoreNames folder = new StoreNames("/srv/store");
    assertThat(folder.namespace()).isEqualTo("file");
    assertThat(folder.model("flights")).isEqualTo("/srv/store/models/flights");
  }
}
