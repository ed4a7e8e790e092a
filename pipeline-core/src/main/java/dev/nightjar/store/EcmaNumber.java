package dev.nightjar.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Writes doubles as ECMAScript does ({@code Number::toString}, which RFC 8785 §3.2.2.3 names): the
 * fewest digits that read back as the same double, of those the closest to it, of two the even one.
 *
 * <p>Not {@code Double.toString}: JDK 17 prints other digits than JDK 19 and newer for some
 * doubles. The digits are those of Raffaello Giulietti's Schubfach, which Jackson has for all JDKs
 * and which is a hundred times faster than a search; it writes two digits where one would do, so
 * that numbers so short are searched for.
 */
final class EcmaNumber {

  private static final double EXACT = 0x1p53;
  private static final int MOST_DIGITS = 17;

  private EcmaNumber() {}

  /** The text of a finite double; minus zero is {@code 0}. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not finite: " + value);
    }
    if (Math.rint(value) == value && Math.abs(value) < EXACT) {
      return Long.toString((long) value);
    }
    String text = shortest(Math.abs(value));
    return value < 0 ? "-" + text : text;
  }

  private static String shortest(double value) {
    String java = NumberOutput.toString(value, true);
    int exponent = java.indexOf('E');
    String mantissa = exponent < 0 ? java : java.substring(0, exponent);
    int point = mantissa.indexOf('.');
    String whole = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int first = 0;
    int end = whole.length();
    while (first < end && whole.charAt(first) == '0') {
      first++;
    }
    while (end > first && whole.charAt(end - 1) == '0') {
      end--;
    }
    if (end - first <= 2) {
      return searched(value);
    }
    int scale = exponent < 0 ? 0 : Integer.parseInt(java, exponent + 1, java.length(), 10);
    return layOut(whole.substring(first, end), point - first + scale);
  }

  /** The same for any positive double, found among the decimals beside it. */
  static String searched(double value) {
    BigDecimal exact = new BigDecimal(value);
    // A decimal of at most 15 digits that reads back as a normal double is the nearest of 15 digits
    // with zeros behind it. So only subnormal doubles need a search among fewer.
    int digits = value < Double.MIN_NORMAL ? 1 : 15;
    BigDecimal found = nearest(exact, value, digits);
    while (found == null && digits < MOST_DIGITS) {
      digits++;
      found = nearest(exact, value, digits);
    }
    if (found == null) {
      throw new IllegalArgumentException("no decimal of 17 digits: " + value);
    }
    BigDecimal shortest = found.stripTrailingZeros();
    String all = shortest.unscaledValue().toString();
    return layOut(all, all.length() - shortest.scale());
  }

  /** The decimal of so many digits that reads back as the value, or null. */
  private static @Nullable BigDecimal nearest(BigDecimal exact, double value, int digits) {
    BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
    BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
    boolean belowReads = below.doubleValue() == value;
    boolean aboveReads = above.doubleValue() == value;
    if (belowReads && aboveReads) {
      int side = exact.subtract(below).compareTo(above.subtract(exact));
      return side < 0 || (side == 0 && !below.unscaledValue().testBit(0)) ? below : above;
    }
    if (belowReads) {
      return below;
    }
    return aboveReads ? above : null;
  }

  /** Digits, and how many of them stand before the point. */
  private static String layOut(String digits, int point) {
    if (point > 21 || point <= -6) {
      String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
      int exponent = point - 1;
      return digits.charAt(0) + rest + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    return point < digits.length()
        ? digits.substring(0, point) + "." + digits.substring(point)
        : digits + "0".repeat(point - digits.length());
  }
}
