package dev.nightjar.expectation;

import dev.nightjar.expectation.Question.Aggregate.Function;
import dev.nightjar.text.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of expectations. */
public final class Expectations {

  private static final List<Kind> KINDS =
      List.of(
          Nulls.NOT_NULL,
          Nulls.NULL,
          ValuesBetween.KIND,
          ValuesInSet.IN,
          ValuesInSet.NOT_IN,
          ValuesUnique.KIND,
          ValuesMatchRegex.MATCH,
          ValuesMatchRegex.NOT_MATCH,
          ValueLengthsBetween.KIND,
          ValuesOfType.ONE,
          ValuesOfType.LIST,
          CompoundColumnsUnique.KIND,
          PairAboveOther.KIND,
          AggregateBetween.kind("min", Function.MIN),
          AggregateBetween.kind("max", Function.MAX),
          AggregateBetween.kind("mean", Function.MEAN),
          AggregateBetween.kind("median", Function.MEDIAN),
          AggregateBetween.kind("stdev", Function.STDEV),
          AggregateBetween.kind("sum", Function.SUM),
          AggregateBetween.kind("unique_value_count", Function.DISTINCT),
          ProportionUniqueBetween.KIND,
          QuantilesBetween.KIND,
          DistinctValues.IN,
          DistinctValues.CONTAIN,
          DistinctValues.EQUAL,
          RowCountBetween.BETWEEN,
          RowCountBetween.EQUAL,
          ColumnExists.KIND,
          ColumnsMatchSet.KIND,
          ColumnsMatchList.KIND,
          Freshness.KIND);

  private static final Map<String, Kind> BY_NAME = new LinkedHashMap<>();

  static {
    KINDS.forEach(kind -> BY_NAME.put(kind.name(), kind));
  }

  private Expectations() {}

  /** The names of all kinds, in the catalogue's order. */
  public static List<String> all() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * The names of a kind's own arguments; throws {@link IllegalArgumentException} for a name that is
   * not in the catalogue.
   */
  public static List<String> arguments(String type) {
    return kind(type).arguments();
  }

  /**
   * Reads an expectation. Throws {@link IllegalArgumentException} that names the mistake, what was
   * expected and the nearest valid name: an unknown kind, an unknown, missing or wrong argument.
   */
  public static Expectation read(ExpectationSpec spec) {
    Kind kind = kind(spec.type());
    return kind.reader().apply(new Arguments(spec, kind));
  }

  private static Kind kind(String type) {
    Kind kind = BY_NAME.get(type);
    if (kind == null) {
      throw new IllegalArgumentException(
          "no expectation " + type + Nearest.hint(type, BY_NAME.keySet()));
    }
    return kind;
  }
}
