package dev.nightjar.gate;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** What a given number of rows can show. Normal approximation to the interval that was seen. */
public final class Power {

  /** How often a true gain of the detectable size passes. */
  public static final double NIGHTS = 0.8;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Power() {}

  /**
   * The true difference that passes on 80 % of nights with as many rows as were seen: the bound +
   * (z of the confidence + z of 80 %) × standard error, the error being half the interval's width /
   * z of the confidence.
   *
   * @param bound the difference that must be exceeded
   * @param low lower end of the central interval of level 2 × confidence − 1
   * @param high its upper end
   * @param confidence one-sided
   */
  public static double detectable(double bound, double low, double high, double confidence) {
    double z = NORMAL.inverseCumulativeProbability(confidence);
    double error = (high - low) / 2 / z;
    return bound + (z + NORMAL.inverseCumulativeProbability(NIGHTS)) * error;
  }

  /**
   * How many times the rows would bring the interval's end to the bound if what was seen is true;
   * infinite when nothing would.
   */
  static double timesTheRows(Seen seen, Bound bound) {
    double room = bound.upper() ? bound.value() - seen.value() : seen.value() - bound.value();
    double width = bound.upper() ? seen.high() - seen.value() : seen.value() - seen.low();
    return room > 0 ? (width / room) * (width / room) : Double.POSITIVE_INFINITY;
  }
}
