package dev.nightjar.latency;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.List;

/**
 * How long the models of a night took for rows by themselves.
 *
 * @param confidence one-sided; intervals are central of level 2 × confidence − 1
 * @param testSet whose rows they were asked about
 * @param rows how many different ones
 * @param rounds how often all models were asked about a row after another
 * @param calls of each model
 * @param timings the {@link Timings} as JSON
 * @param measures as {@link Latencies} has them
 * @param comparisons as {@link Latencies} has them
 */
public record LatencyReport(
    double confidence,
    String testSet,
    int rows,
    int rounds,
    long calls,
    Digest timings,
    List<Measure> measures,
    List<Comparison> comparisons) {

  public LatencyReport {
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
  }
}
