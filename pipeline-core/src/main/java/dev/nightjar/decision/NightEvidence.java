package dev.nightjar.decision;

import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Evidence;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What gates look at, of an evaluation as it is stored. Pure. */
public final class NightEvidence {

  private NightEvidence() {}

  /** The evidence: the same for the night's gates, and for whoever asks what others would say. */
  public static Evidence of(Evaluation evaluation) {
    return new Evidence(
        evaluation.versions().get("champion"),
        evaluation.versions().get("baseline"),
        measures(evaluation),
        Stream.of(evaluation.comparisons(), SliceWarnings.evidence(evaluation))
            .flatMap(List::stream)
            .toList(),
        Objects.requireNonNullElse(evaluation.corrected(), List.of()),
        Set.copyOf(evaluation.costs()),
        spent(evaluation));
  }

  private static List<Measure> measures(Evaluation evaluation) {
    DriftReport drift = evaluation.drift();
    return drift == null
        ? evaluation.measures()
        : Stream.of(evaluation.measures(), drift.measures()).flatMap(List::stream).toList();
  }

  /** Test sets by which nothing is promoted any more, and why. */
  private static Map<String, String> spent(Evaluation evaluation) {
    return evaluation.reuse().stream()
        .filter(Reuse::isSpent)
        .collect(Collectors.toMap(Reuse::testSet, Reuse::sentence));
  }
}
