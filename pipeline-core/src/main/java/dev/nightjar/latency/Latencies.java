package dev.nightjar.latency;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.QuantileBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What gates look at of timings: each {@link Latency} of each model, and how much less of it the
 * candidate has than the others, with intervals.
 *
 * @param measures by role, in milliseconds
 * @param comparisons of the candidate with each other role; more is better: it is faster
 */
public record Latencies(List<Measure> measures, List<Comparison> comparisons) {

  /** As intervals say how they were made. */
  public static final String METHOD = "bootstrap of rounds";

  private static final int REPLICATES = 1_000;
  private static final double NANOS = 1e6;

  public Latencies {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Those of timings.
   *
   * @param confidence one-sided; intervals are central of level 2 × confidence − 1
   * @param seed of the resampling
   */
  public static Latencies of(Timings timings, String candidate, double confidence, long seed) {
    Map<String, QuantileBootstrap> models = new LinkedHashMap<>();
    timings.models().forEach(m -> models.put(m.role(), bootstrap(m.nanos(), seed)));
    List<Measure> measures = new ArrayList<>();
    List<Comparison> comparisons = new ArrayList<>();
    for (Latency latency : Latency.values()) {
      String name = latency.measure();
      models.forEach(
          (role, times) -> {
            Estimate e = times.of(latency.share(), confidence);
            measures.add(
                new Measure(role, name, "", "", e.value(), e.low(), e.high(), timings.calls()));
          });
      QuantileBootstrap own = models.get(candidate);
      models.forEach(
          (role, times) -> {
            if (own != null && !role.equals(candidate)) {
              Estimate e = own.below(times, latency.share(), confidence);
              comparisons.add(comparison(name, role, e, confidence, timings.calls()));
            }
          });
    }
    return new Latencies(measures, comparisons);
  }

  private static Comparison comparison(
      String name, String against, Estimate e, double confidence, long calls) {
    return new Comparison(
        name, against, "", "", e.value(), e.low(), e.high(), confidence, e.pValue(), METHOD, calls);
  }

  private static QuantileBootstrap bootstrap(List<List<Long>> nanos, long seed) {
    double[][] millis =
        nanos.stream()
            .map(round -> round.stream().mapToDouble(n -> n / NANOS).toArray())
            .toArray(double[][]::new);
    return new QuantileBootstrap(millis, REPLICATES, seed);
  }
}
