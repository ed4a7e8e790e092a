package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.List;

/** A number that says how long a model takes for one row, in milliseconds. */
public enum Latency {
  /** Half of the rows take no longer. */
  P50("latency_p50", 0.5),
  /** Of a hundred rows ninety-nine take no longer. */
  P99("latency_p99", 0.99);

  private final String measure;
  private final double share;

  Latency(String measure, double share) {
    this.measure = measure;
    this.share = share;
  }

  /** Its name in files, such as {@code latency_p99}. */
  public String measure() {
    return measure;
  }

  /** The share of rows that take no longer. */
  public double share() {
    return share;
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Latency::measure).toList();
  }
}
