package dev.nightjar.jobs.report;

import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What expectations said on a good and on a bad night. */
final class SampleChecks {

  private SampleChecks() {}

  static CheckReport good() {
    return new CheckReport(false, 42_120, results());
  }

  static CheckReport broken() {
    List<ExpectationResult> all = new ArrayList<>(results());
    all.set(
        1,
        new ExpectationResult(
            false,
            "expect_column_values_to_be_in_set",
            Map.of("column", "Origin", "value_set", List.of("IAH", "HOU")),
            Severity.CRITICAL,
            Map.of(
                "element_count",
                702L,
                "unexpected_count",
                218L,
                "unexpected_percent",
                31.05,
                "partial_unexpected_list",
                Arrays.asList("???", "<b>IAH</b>", "iah", null)),
            null,
            "Origin in {IAH, HOU}: 31.0 % outside (218 of 702 rows)"));
    all.add(
        new ExpectationResult(
            false,
            "expect_column_quantile_values_to_be_between",
            Map.of("column", "TaxiOut"),
            Severity.CRITICAL,
            Map.of(),
            "there is no column TaxiOut; did you mean TaxiIn?",
            "TaxiOut could not be asked: there is no column TaxiOut; did you mean TaxiIn?"));
    return new CheckReport(false, 42_120, all);
  }

  private static List<ExpectationResult> results() {
    return List.of(
        fine("expect_table_row_count_to_be_between", "42,120 rows, at least 400", 42_120),
        fine("expect_column_values_to_be_in_set", "Origin in {IAH, HOU}: every row", 0),
        fine("expect_column_values_to_not_be_null", "Dest is never null", 0),
        new ExpectationResult(
            false,
            "expect_column_values_to_be_between",
            Map.of("column", "Distance", "min_value", 50, "max_value", 5000, "mostly", 0.999),
            Severity.WARNING,
            Map.of(
                "element_count",
                42_120L,
                "unexpected_count",
                73L,
                "unexpected_percent",
                0.173,
                "partial_unexpected_list",
                List.of(0, 0, 12, 9_999)),
            null,
            "Distance between 50 and 5000: 0.2 % outside (73 rows; 0.1 % allowed)"));
  }

  private static ExpectationResult fine(String type, String sentence, Object observed) {
    return new ExpectationResult(
        true,
        type,
        Map.of(),
        Severity.CRITICAL,
        Map.of("observed_value", observed),
        null,
        sentence);
  }
}
