package dev.nightjar.jobs.openlineage;

import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.store.CanonicalJson;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the check step found, in OpenLineage's words.
 *
 * @param schema the dataset's columns: others are derived, and no columns of it
 */
record Quality(Facets facets, Schema schema) {

  /** Each expectation under Great Expectations' name. */
  OpenLineage.DataQualityAssertionsDatasetFacet assertions(CheckReport check) {
    return facets
        .standard()
        .newDataQualityAssertionsDatasetFacet(
            check.results().stream().map(this::assertion).toList());
  }

  private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(
      ExpectationResult result) {
    OpenLineage standard = facets.standard();
    OpenLineage.DataQualityAssertionsDatasetFacetAssertionsBuilder assertion =
        standard
            .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
            .assertion(result.expectationType())
            .success(result.success())
            .severity(severity(result.severity()))
            .description(result.sentence());
    String column = column(result);
    if (column != null) {
      assertion.column(column);
    }
    Object observed = result.result().get("observed_value");
    if (observed == null) {
      observed = result.result().get("unexpected_count");
    }
    if (observed != null) {
      assertion.actual(observed instanceof String text ? text : CanonicalJson.text(observed));
    }
    OpenLineage.DataQualityAssertionsDatasetFacetAssertionsParamsBuilder params =
        standard.newDataQualityAssertionsDatasetFacetAssertionsParamsBuilder();
    result.kwargs().forEach(params::put);
    return assertion.params(params.build()).build();
  }

  /** The specification's common words. */
  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "error";
      case WARNING -> "warn";
      case INFO -> "info";
    };
  }

  /** The rows, and of each column what an expectation that asked all of them made known. */
  OpenLineage.DataQualityMetricsInputDatasetFacet metrics(
      CheckReport check, List<Segment> segments) {
    OpenLineage standard = facets.standard();
    Map<String, DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder> columns =
        new TreeMap<>();
    for (ExpectationResult result : check.results()) {
      String column = column(result);
      if (column != null && askedAll(result, check.rows())) {
        learn(
            result,
            check.rows(),
            columns.computeIfAbsent(
                column,
                c ->
                    standard
                        .newDataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder()));
      }
    }
    OpenLineage.DataQualityMetricsInputDatasetFacetColumnMetricsBuilder known =
        standard.newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder();
    columns.forEach((column, metrics) -> known.put(column, metrics.build()));
    return standard
        .newDataQualityMetricsInputDatasetFacetBuilder()
        .rowCount(check.rows())
        .bytes(segments.stream().mapToLong(Segment::bytes).sum())
        .fileCount((long) segments.size())
        .columnMetrics(known.build())
        .build();
  }

  private @Nullable String column(ExpectationResult result) {
    return result.kwargs().get("column") instanceof String column
            && schema.column(column).isPresent()
        ? column
        : null;
  }

  /** Not those with {@code where}, or on the newest segment, unless that is all there is. */
  private static boolean askedAll(ExpectationResult result, long rows) {
    return result.result().get("element_count") instanceof Number n && n.longValue() == rows;
  }

  private static void learn(
      ExpectationResult result,
      long rows,
      DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalBuilder metrics) {
    Map<String, @Nullable Object> found = result.result();
    Long nulls =
        switch (result.expectationType()) {
          case "expect_column_values_to_not_be_null" -> whole(found.get("unexpected_count"));
          case "expect_column_values_to_be_null" ->
              found.get("unexpected_count") instanceof Number n
                  ? (Long) (rows - n.longValue())
                  : null;
          default -> whole(found.get("missing_count"));
        };
    if (nulls != null) {
      metrics.nullCount(nulls).count((double) (rows - nulls));
    }
    if (!(found.get("observed_value") instanceof Number observed)) {
      return;
    }
    double value = observed.doubleValue();
    switch (result.expectationType()) {
      case "expect_column_min_to_be_between" -> metrics.min(value);
      case "expect_column_max_to_be_between" -> metrics.max(value);
      case "expect_column_sum_to_be_between" -> metrics.sum(value);
      case "expect_column_unique_value_count_to_be_between" ->
          metrics.distinctCount(observed.longValue());
      default -> {
        // The specification has no place for other numbers.
      }
    }
  }

  private static @Nullable Long whole(@Nullable Object value) {
    return value instanceof Number n ? (Long) n.longValue() : null;
  }
}
