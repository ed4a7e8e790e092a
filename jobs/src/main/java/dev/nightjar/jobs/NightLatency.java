package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Results;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.latency.Latencies;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.latency.Timings;
import dev.nightjar.probe.RowDraws;
import dev.nightjar.statistics.Latency;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the models of a night take for a row by itself, where a gate asks for it: on a sample of
 * the first test set that has rows.
 */
final class NightLatency {

  /** Most rows of the sample. */
  private static final int ROWS = 2_000;

  private final Night night;
  private final ScoreSource source;
  private @Nullable Timings timings;
  private @Nullable Digest kept;

  NightLatency(Night night, ScoreSource source) {
    this.night = night;
    this.source = source;
  }

  private static boolean isAsked(PromotionPolicy policy) {
    return policy.gates().stream().map(Gate::metric).anyMatch(Latency.names()::contains);
  }

  /** Times the models on rows of the set, unless that was done on another one. */
  void add(TestSet set, Frame frame) throws IOException {
    if (timings != null || frame.rows() == 0 || !isAsked(night.pipeline().policy())) {
      return;
    }
    int[] rows = new RowDraws(seed(), TrainStep.keys(frame)).sample(ROWS);
    Timings found = source.timings(set, frame.at(rows));
    if (found != null) {
      timings = found;
      kept = source.keep(CanonicalJson.write(found));
    }
  }

  private long seed() {
    return night.pipeline().training().seed();
  }

  /** Null: nothing was timed. */
  @Nullable LatencyReport report() {
    Timings known = timings;
    if (known == null || kept == null) {
      return null;
    }
    double confidence = night.pipeline().policy().confidence();
    Results numbers = numbers(confidence);
    return new LatencyReport(
        confidence,
        known.testSet(),
        known.rows(),
        known.rounds(),
        known.calls(),
        kept,
        numbers.measures(),
        numbers.comparisons());
  }

  /** What gates look at, with intervals of this confidence. */
  Results numbers(double confidence) {
    Timings known = timings;
    if (known == null) {
      return new Results(List.of(), List.of(), List.of());
    }
    Latencies found = Latencies.of(known, Evaluator.CANDIDATE, confidence, seed());
    return new Results(found.measures(), found.comparisons(), List.of());
  }
}
