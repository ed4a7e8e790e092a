package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_quantile_values_to_be_between}: each discrete quantile lies in its range, or
 * within a relative 1e-4 of an end. Without a value it fails.
 */
record QuantilesBetween(
    ExpectationSpec spec, String column, List<Double> quantiles, List<Bounds> ranges)
    implements Expectation {

  private static final double NEAR = 1e-4;

  static final Kind KIND =
      Kind.of(
          "expect_column_quantile_values_to_be_between",
          QuantilesBetween::read,
          "column",
          "quantile_ranges",
          "allow_relative_error");

  QuantilesBetween {
    quantiles = List.copyOf(quantiles);
    ranges = List.copyOf(ranges);
    if (quantiles.isEmpty() || quantiles.size() != ranges.size()) {
      throw new IllegalArgumentException(
          spec.type()
              + ": quantile_ranges: expected one pair in value_ranges for each of quantiles, but"
              + " found "
              + ranges.size()
              + " for "
              + quantiles.size());
    }
    if (quantiles.stream().anyMatch(q -> !(q >= 0 && q <= 1))) {
      throw new IllegalArgumentException(
          spec.type() + ": quantiles: expected numbers from 0 to 1, but found " + quantiles);
    }
  }

  // Quantiles are always exact here, so allow_relative_error changes nothing.
  private static QuantilesBetween read(Arguments a) {
    String shape = "{quantiles: [0.5, …], value_ranges: [[low, high], …]}";
    if (!(a.value("quantile_ranges") instanceof Map<?, ?> map
        && map.get("quantiles") instanceof List<?> quantiles
        && map.get("value_ranges") instanceof List<?> ranges)) {
      throw a.wrong("quantile_ranges", shape);
    }
    List<Double> shares = new ArrayList<>();
    for (Object quantile : quantiles) {
      if (!(quantile instanceof Number number)) {
        throw a.wrong("quantile_ranges", shape);
      }
      shares.add(number.doubleValue());
    }
    List<Bounds> bounds = new ArrayList<>();
    for (Object range : ranges) {
      if (!(range instanceof List<?> pair && pair.size() == 2)) {
        throw a.wrong("quantile_ranges", shape);
      }
      Object low = pair.get(0);
      Object high = pair.get(1);
      if (!(low == null || low instanceof Number) || !(high == null || high instanceof Number)) {
        throw a.wrong("quantile_ranges", shape);
      }
      try {
        bounds.add(
            new Bounds(
                low == null ? null : Literals.plain(low),
                high == null ? null : Literals.plain(high),
                false,
                false));
      } catch (IllegalArgumentException e) {
        throw a.wrong("quantile_ranges", "pairs of a lower and a higher value");
      }
    }
    return new QuantilesBetween(a.spec(), a.name("column"), shares, bounds);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    Columns.ofType(schema, column, "quantiles need numbers", ColumnType.INTEGER, ColumnType.DOUBLE);
    return List.of(asked());
  }

  private Question.Quantiles asked() {
    return new Question.Quantiles(Rows.of(spec), column, quantiles);
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    List<@Nullable Object> values = answers.to(asked()).values();
    List<Boolean> details = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < quantiles.size(); i++) {
      boolean inside = holds(ranges.get(i), values.get(i));
      details.add(inside);
      seen.add(
          Wording.value(quantiles.get(i))
              + " is "
              + Wording.value(values.get(i))
              + (inside ? "" : " (expected " + ranges.get(i).text() + ")"));
    }
    Map<String, @Nullable Object> observed = new LinkedHashMap<>();
    observed.put("quantiles", quantiles);
    observed.put("values", Results.list(values));
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", observed);
    result.put("details", Map.of("success_details", details));
    String sentence =
        "quantiles of " + column + Wording.scope(spec) + ": " + String.join("; ", seen);
    return ExpectationResult.of(spec, !details.contains(false), result, sentence);
  }

  private static boolean holds(Bounds range, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    return range.hold(value) || near(range.min(), value) || near(range.max(), value);
  }

  private static boolean near(@Nullable Object end, Object value) {
    return end instanceof Number e
        && value instanceof Number v
        && Math.abs(e.doubleValue() - v.doubleValue()) <= NEAR * Math.abs(e.doubleValue());
  }
}
