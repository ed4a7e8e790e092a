package dev.nightjar.decision;

import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Evidence;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What gates look at, of an evaluation as it is stored. Pure. */
public final class NightEvidence {

  private NightEvidence() {}

  /** The same of models that have no nights. */
  public static Evidence of(Evaluation evaluation) {
    return of(evaluation, List.of());
  }

  /**
   * The evidence: the same for the night's gates, and for whoever asks what others would say.
   *
   * @param history the nights up to this one, which is the last
   */
  public static Evidence of(Evaluation evaluation, List<Decision.Night> history) {
    ProbeReport probes = evaluation.probes();
    LatencyReport latency = evaluation.latency();
    return new Evidence(
        evaluation.versions().get("champion"),
        evaluation.versions().get("baseline"),
        with(measures(evaluation), Staleness.of(history, evaluation, evaluation.confidence())),
        Stream.of(
                evaluation.comparisons(),
                SliceWarnings.evidence(evaluation),
                probes == null ? List.<Comparison>of() : probes.comparisons(),
                latency == null ? List.<Comparison>of() : latency.comparisons())
            .flatMap(List::stream)
            .toList(),
        Objects.requireNonNullElse(evaluation.corrected(), List.<Corrected>of()).stream()
            .map(c -> with(c, Staleness.of(history, evaluation, c.confidence())))
            .toList(),
        Set.copyOf(evaluation.costs()),
        spent(evaluation),
        probes == null ? Map.of() : probes.silent());
  }

  private static Corrected with(Corrected numbers, @Nullable Staleness staleness) {
    return new Corrected(
        numbers.confidence(), with(numbers.measures(), staleness), numbers.comparisons());
  }

  private static List<Measure> with(List<Measure> measures, @Nullable Staleness staleness) {
    return staleness == null
        ? measures
        : Stream.concat(measures.stream(), Stream.of(staleness.measure())).toList();
  }

  private static List<Measure> measures(Evaluation evaluation) {
    DriftReport drift = evaluation.drift();
    ProbeReport probes = evaluation.probes();
    LatencyReport latency = evaluation.latency();
    return Stream.of(
            evaluation.measures(),
            drift == null ? List.<Measure>of() : drift.measures(),
            probes == null ? List.<Measure>of() : probes.measures(),
            latency == null ? List.<Measure>of() : latency.measures())
        .flatMap(List::stream)
        .toList();
  }

  /** Test sets by which nothing is promoted any more, and why. */
  private static Map<String, String> spent(Evaluation evaluation) {
    return evaluation.reuse().stream()
        .filter(Reuse::isSpent)
        .collect(Collectors.toMap(Reuse::testSet, Reuse::sentence));
  }
}
