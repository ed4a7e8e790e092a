package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.expectation.DataProfile.ColumnProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proposes expectations that a file fulfils, for a person to read and edit. Pure and deterministic.
 * What stops a night must be near certain, so only missing values where there were none and the row
 * count are critical; the rest are warnings.
 */
public final class Suggestions {

  private static final int MOST_VALUES = 20;
  private static final int FEWEST_ROWS_PER_VALUE = 50;
  private static final int FEWEST_ROWS = 30;
  private static final double SPARE = 0.1;

  private Suggestions() {}

  /** Expectations in the order: rows, then column by column. */
  public static List<Suggestion> suggest(DataProfile profile) {
    List<Suggestion> found = new ArrayList<>();
    if (profile.rows() == 0) {
      return found;
    }
    found.add(
        suggestion(
            "expect_table_row_count_to_be_between",
            Severity.CRITICAL,
            Wording.rows(profile.rows()) + " seen; the bound is for one night's rows",
            Map.of("min_value", Math.max(1, profile.rows() / 100))));
    freshness(profile, found);
    for (ColumnProfile column : profile.columns()) {
      nulls(profile, column, found);
      unique(profile, column, found);
      values(profile, column, found);
    }
    return found;
  }

  private static void freshness(DataProfile profile, List<Suggestion> into) {
    profile.columns().stream()
        .filter(c -> c.type() == ColumnType.DATE || c.type() == ColumnType.TIMESTAMP)
        .filter(c -> c.nulls() == 0 && c.max() != null)
        .findFirst()
        .ifPresent(
            c ->
                into.add(
                    suggestion(
                        "expect_table_freshness",
                        Severity.WARNING,
                        c.name()
                            + " from "
                            + Wording.value(c.min())
                            + " to "
                            + Wording.value(c.max()),
                        ordered("max_age", "2d", "column", c.name()))));
  }

  private static void nulls(DataProfile profile, ColumnProfile column, List<Suggestion> into) {
    String type = "expect_column_values_to_not_be_null";
    if (column.nulls() == 0) {
      into.add(
          suggestion(
              type,
              Severity.CRITICAL,
              "never missing in " + Wording.rows(profile.rows()),
              Map.of("column", column.name())));
    } else if (column.nulls() * 2 <= profile.rows() && profile.rows() >= FEWEST_ROWS) {
      double missing = (double) column.nulls() / profile.rows();
      // Twice the share that was seen, to whole per cents.
      double mostly = Math.floor(100 * (1 - 2 * missing)) / 100;
      if (mostly > 0) {
        into.add(
            suggestion(
                type,
                Severity.WARNING,
                Wording.percent(missing, 0) + " missing",
                ordered("column", column.name(), "mostly", mostly)));
      }
    }
  }

  private static void unique(DataProfile profile, ColumnProfile column, List<Suggestion> into) {
    boolean key = column.type() == ColumnType.INTEGER || column.type() == ColumnType.TEXT;
    if (key && column.nulls() == 0 && profile.rows() >= FEWEST_ROWS && isUnique(profile, column)) {
      into.add(
          suggestion(
              "expect_column_values_to_be_unique",
              Severity.WARNING,
              "about as many different values as rows; remove this if it is no key",
              Map.of("column", column.name())));
    }
  }

  private static boolean isUnique(DataProfile profile, ColumnProfile column) {
    return column.distinct() >= 0.95 * profile.rows()
        && column.top().stream().allMatch(v -> v.count() == 1);
  }

  private static void values(DataProfile profile, ColumnProfile column, List<Suggestion> into) {
    long present = profile.rows() - column.nulls();
    boolean few =
        column.distinct() > 0
            && column.distinct() <= MOST_VALUES
            && column.distinct() == column.top().size()
            && present >= column.distinct() * FEWEST_ROWS_PER_VALUE;
    if (column.type() == ColumnType.TEXT && few) {
      List<Object> set =
          column.top().stream().map(Answer.ValueCount::value).sorted(Literals::compare).toList();
      Answer.ValueCount first = column.top().get(0);
      into.add(
          suggestion(
              "expect_column_values_to_be_in_set",
              Severity.WARNING,
              column.distinct()
                  + (column.distinct() == 1 ? " value" : " values")
                  + ", most often "
                  + Wording.value(first.value())
                  + " ("
                  + Wording.percent((double) first.count() / present, 0)
                  + ")",
              ordered("column", column.name(), "value_set", set)));
    } else if (column.type().isNumeric()
        && column.min() instanceof Number min
        && column.max() instanceof Number max
        && min.doubleValue() < max.doubleValue()
        && !isUnique(profile, column)) {
      range(column, min, max, into);
    }
  }

  private static void range(ColumnProfile column, Number min, Number max, List<Suggestion> into) {
    double low = min.doubleValue();
    double high = max.doubleValue();
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return;
    }
    double spare = SPARE * (high - low);
    // What was never negative stays so; counts and lengths are most columns.
    double from = low >= 0 && low - spare < 0 ? 0 : low - spare;
    boolean whole = column.type() == ColumnType.INTEGER;
    into.add(
        suggestion(
            "expect_column_values_to_be_between",
            Severity.WARNING,
            Wording.value(min)
                + " to "
                + Wording.value(max)
                + (column.mean() == null ? "" : ", mean " + Wording.value(column.mean())),
            ordered(
                "column",
                column.name(),
                "min_value",
                rounded(from, whole, RoundingMode.FLOOR),
                "max_value",
                rounded(high + spare, whole, RoundingMode.CEILING),
                "mostly",
                0.999)));
  }

  // Outwards to three digits: bounds that people would write.
  private static Object rounded(double value, boolean whole, RoundingMode mode) {
    BigDecimal number = new BigDecimal(value).round(new MathContext(3, mode));
    if (whole && Math.abs(value) < 9e15) {
      return number.setScale(0, mode).longValueExact();
    }
    return number.doubleValue();
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }

  private static Suggestion suggestion(
      String type, Severity severity, String comment, Map<String, Object> kwargs) {
    return new Suggestion(
        new ExpectationSpec(type, kwargs, severity, null, ExpectationSpec.Scope.ALL, Map.of()),
        comment.replace('\n', ' '));
  }
}
