package dev.nightjar.schedules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long something took, many times. Thread-safe. */
final class Latencies {

  private final List<Duration> all = new ArrayList<>();

  synchronized void add(Duration one) {
    all.add(one);
  }

  synchronized int count() {
    return all.size();
  }

  /** The smallest that so many percent do not exceed. */
  synchronized Duration percentile(int percent) {
    List<Duration> sorted = all.stream().sorted().toList();
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %s, p99 %s, longest %s (%d)",
        millis(percentile(50)),
        millis(percentile(99)),
        millis(percentile(100)),
        count());
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
