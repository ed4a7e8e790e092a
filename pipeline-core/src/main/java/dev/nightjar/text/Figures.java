package dev.nightjar.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as people read them: a real minus sign (U+2212), thousands in groups of three, no more
 * digits than the interval is worth. The same text on every machine and in every locale.
 */
public final class Figures {

  private static final int MOST_DECIMALS = 9;

  /** More significant digits than this are reckoned, not written by hand. */
  private static final int WRITTEN = 8;

  private Figures() {}

  /**
   * Decimals at which half an interval's width has two significant digits, from 0 to 6; 4 when the
   * width is zero or no number.
   */
  public static int decimals(double halfWidth) {
    if (!(halfWidth > 0) || Double.isInfinite(halfWidth)) {
      return 4;
    }
    int digits = 1 - (int) Math.floor(Math.log10(halfWidth));
    return Math.max(0, Math.min(6, digits));
  }

  /**
   * Enough decimals, at least {@code least} and at most nine, for the rounded value to stand on the
   * same side of the bound as the value itself.
   */
  public static int decimalsBeside(double value, double bound, int least) {
    if (!Double.isFinite(value) || !Double.isFinite(bound)) {
      return least;
    }
    BigDecimal exact = new BigDecimal(Double.toString(value));
    BigDecimal limit = new BigDecimal(Double.toString(bound));
    for (int d = least; d < MOST_DECIMALS; d++) {
      BigDecimal rounded = exact.setScale(d, RoundingMode.HALF_EVEN);
      if (rounded.compareTo(limit) == exact.compareTo(limit)) {
        return d;
      }
    }
    return MOST_DECIMALS;
  }

  /** The value with so many decimals: {@code −0.0008}, {@code 38,412}. */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
    }
    return text(new BigDecimal(Double.toString(value)).setScale(decimals, RoundingMode.HALF_EVEN));
  }

  /** Rounded so that it is not above the value: safe to offer as a bound that is reached. */
  public static String floor(double value, int decimals) {
    return directed(value, decimals, RoundingMode.FLOOR);
  }

  /** Rounded so that it is not below the value. */
  public static String ceiling(double value, int decimals) {
    return directed(value, decimals, RoundingMode.CEILING);
  }

  private static String directed(double value, int decimals, RoundingMode mode) {
    if (!Double.isFinite(value)) {
      return fixed(value, decimals);
    }
    // 0.0003 - 0.0011 is -0.0008000000000000001: twelve digits are a number, the rest is noise.
    BigDecimal number = new BigDecimal(Double.toString(value)).round(new MathContext(12));
    return text(number.setScale(decimals, mode));
  }

  /** As {@link #fixed}, with a plus sign before what is above zero. */
  public static String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    return value > 0 && !Double.isInfinite(value) ? "+" + text : text;
  }

  /** The value with all its digits and no others, as a person would write it: {@code 0.002}. */
  public static String plain(double value) {
    if (!Double.isFinite(value)) {
      return fixed(value, 0);
    }
    BigDecimal stripped = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return text(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  /** As {@link #plain}, but four digits of what nobody would write: of more than eight. */
  public static String brief(double value) {
    if (!Double.isFinite(value)) {
      return plain(value);
    }
    BigDecimal all = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return all.precision() <= WRITTEN
        ? plain(value)
        : plain(all.round(new MathContext(WRITTEN / 2)).doubleValue());
  }

  /** {@code [−0.0008, 0.0014]}. */
  public static String interval(double low, double high, int decimals) {
    return "[" + fixed(low, decimals) + ", " + fixed(high, decimals) + "]";
  }

  /** {@code 38,412}. */
  public static String count(long n) {
    return text(BigDecimal.valueOf(n));
  }

  /** {@code 1 gate}, {@code 4 gates}. */
  public static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /** A size in decimal units: {@code 20 MB}, {@code 812 kB}. */
  public static String bytes(double n) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    double size = n;
    while (Math.abs(size) >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    double rounded = Math.rint(size * 100) / 100;
    return plain(rounded) + " " + units[unit];
  }

  /** A share as a percentage with at most two decimals: {@code 95 %}. */
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return fixed(share, 0);
    }
    BigDecimal hundredfold =
        new BigDecimal(Double.toString(share))
            .movePointRight(2)
            .setScale(2, RoundingMode.HALF_EVEN)
            .stripTrailingZeros();
    return text(hundredfold.scale() < 0 ? hundredfold.setScale(0) : hundredfold) + " %";
  }

  private static String text(BigDecimal value) {
    String digits = value.abs().toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    StringBuilder out = new StringBuilder(value.signum() < 0 ? "−" : "");
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(',');
      }
      out.append(whole.charAt(i));
    }
    return out.append(point < 0 ? "" : digits.substring(point)).toString();
  }
}
