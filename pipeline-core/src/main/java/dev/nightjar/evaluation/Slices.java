package dev.nightjar.evaluation;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.text.Nearest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts a test set into slices. */
public final class Slices {

  /** A numeric column with more values than this is not cut by value. */
  public static final int MOST_VALUES = 100;

  private Slices() {}

  /**
   * The slices of the specs, in their order. A column gives one slice for each value that occurs,
   * in ascending order, and one named {@code Col=(missing)} last if any value is missing. A
   * condition gives one slice, from the frame's column of its text: rows where it is 1. A spec that
   * matches nothing gives one slice without rows, under the spec's own text.
   *
   * @throws DataException when a column is not there, or is numeric with more than {@value
   *     #MOST_VALUES} values
   */
  public static List<Slice> resolve(Frame frame, List<SliceSpec> specs) {
    List<Slice> slices = new ArrayList<>();
    for (SliceSpec spec : specs) {
      if (spec instanceof SliceSpec.Where) {
        slices.add(where(spec.text(), column(frame, spec.text())));
        continue;
      }
      List<Slice> values = byValue(spec.text(), column(frame, spec.text()));
      slices.addAll(
          values.isEmpty() ? List.of(new Slice(spec.text(), spec.text(), new BitSet())) : values);
    }
    return slices;
  }

  private static FrameColumn column(Frame frame, String name) {
    List<String> names = frame.columns().stream().map(FrameColumn::name).toList();
    if (!names.contains(name)) {
      throw new DataException(
          "slices: no column "
              + name
              + Nearest.hint(name, names)
              + " among the test set's columns");
    }
    return frame.column(name);
  }

  private static Slice where(String text, FrameColumn flags) {
    if (!(flags instanceof FrameColumn.Numbers numbers)) {
      throw new DataException(
          "slices: expected a condition, but " + text + " is not true or false");
    }
    BitSet rows = new BitSet(flags.rows());
    for (int row = 0; row < flags.rows(); row++) {
      rows.set(row, numbers.values()[row] == 1);
    }
    return new Slice(text, text, rows);
  }

  private static List<Slice> byValue(String column, FrameColumn values) {
    if (values instanceof FrameColumn.Texts texts) {
      return byText(column, texts);
    }
    int n = values.rows();
    if (values instanceof FrameColumn.Longs longs) {
      return byNumber(column, n, row -> longs.values()[row], Object::toString);
    }
    double[] numbers = ((FrameColumn.Numbers) values).values();
    // Adding zero makes -0.0 and 0.0 one value.
    return byNumber(
        column, n, row -> Double.isNaN(numbers[row]) ? null : numbers[row] + 0.0, Slices::print);
  }

  private static List<Slice> byText(String column, FrameColumn.Texts texts) {
    int missing = texts.dictionary().size();
    BitSet[] rows = new BitSet[missing + 1];
    for (int row = 0; row < texts.rows(); row++) {
      int code = texts.codes()[row] < 0 ? missing : texts.codes()[row];
      if (rows[code] == null) {
        rows[code] = new BitSet(texts.rows());
      }
      rows[code].set(row);
    }
    List<Slice> slices = new ArrayList<>();
    for (int code = 0; code <= missing; code++) {
      if (rows[code] != null) {
        String value = code == missing ? "(missing)" : texts.dictionary().get(code);
        slices.add(new Slice(column, column + "=" + value, rows[code]));
      }
    }
    return slices;
  }

  private static <T extends Comparable<T>> List<Slice> byNumber(
      String column, int n, Function<Integer, @Nullable T> value, Function<T, String> print) {
    TreeMap<T, BitSet> found = new TreeMap<>();
    BitSet missing = new BitSet(n);
    for (int row = 0; row < n; row++) {
      T v = value.apply(row);
      if (v == null) {
        missing.set(row);
        continue;
      }
      found.computeIfAbsent(v, x -> new BitSet(n)).set(row);
      if (found.size() > MOST_VALUES) {
        throw new DataException(
            "slices: expected at most "
                + MOST_VALUES
                + " different numbers in "
                + column
                + ", found more: name a condition instead, such as \""
                + column
                + " >= "
                + print.apply(found.firstKey())
                + "\"");
      }
    }
    List<Slice> slices = new ArrayList<>();
    found.forEach((v, rows) -> slices.add(new Slice(column, column + "=" + print.apply(v), rows)));
    if (!missing.isEmpty()) {
      slices.add(new Slice(column, column + "=(missing)", missing));
    }
    return slices;
  }

  /** The shortest decimals that mean this number: 5 for 5.0. The same on every JDK. */
  static String print(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 17; digits >= 1; digits--) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() != value) {
        break;
      }
      shortest = rounded;
    }
    return shortest.signum() == 0 ? "0" : shortest.stripTrailingZeros().toPlainString();
  }
}
