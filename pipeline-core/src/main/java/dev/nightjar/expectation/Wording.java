package dev.nightjar.expectation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How numbers, values and shares are written in sentences. */
final class Wording {

  private static final int SHOWN = 5;
  private static final int LENGTH = 60;

  private Wording() {}

  /** {@code 38,412}. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** {@code 1 row}, {@code 73 rows}. */
  static String rows(long n) {
    return count(n) + (n == 1 ? " row" : " rows");
  }

  /** A value in a sentence: at most six significant digits, long texts cut. */
  static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Double d && !d.isNaN() && !d.isInfinite()) {
      BigDecimal rounded =
          new BigDecimal(d.toString())
              .round(new MathContext(6, RoundingMode.HALF_EVEN))
              .stripTrailingZeros();
      double size = Math.abs(d);
      boolean plain = d == 0 || (size >= 1e-5 && size < 1e15);
      return plain ? rounded.toPlainString() : rounded.toString();
    }
    String text = value.toString();
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH - 1) + "…";
  }

  /** Some values, such as {@code A, B, C, … (12)}. */
  static String values(List<?> values) {
    String shown =
        values.stream().limit(SHOWN).map(Wording::value).collect(Collectors.joining(", "));
    return values.size() <= SHOWN ? shown : shown + ", … (" + count(values.size()) + ")";
  }

  /** {@code {A, B, C}}. */
  static String set(List<?> values) {
    return "{" + values(values) + "}";
  }

  /**
   * A share as per cent, with as many digits as it takes to tell it from {@code limit}: {@code 0.2
   * %}.
   */
  static String percent(double share, double limit) {
    for (int digits = 1; digits < 7; digits++) {
      String text = digits(share, digits);
      boolean vanishes = share > 0 && Double.parseDouble(text) == 0;
      boolean completes = share < 1 && Double.parseDouble(text) == 100;
      if (!vanishes && !completes && (share == limit || !text.equals(digits(limit, digits)))) {
        return text + " %";
      }
    }
    return digits(share, 7) + " %";
  }

  private static String digits(double share, int digits) {
    return new BigDecimal(share * 100)
        .setScale(digits, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** What restricts the rows: nothing, or {@code where x > 0 in the newest segment}. */
  static String scope(ExpectationSpec spec) {
    String where = spec.where() == null ? "" : " where " + spec.where().text();
    return spec.on() == ExpectationSpec.Scope.NEWEST ? where + " in the newest segment" : where;
  }
}
