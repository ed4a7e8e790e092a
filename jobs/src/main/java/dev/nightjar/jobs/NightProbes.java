package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.decision.Leading;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.Robustness;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.gate.Gate;
import dev.nightjar.model.Feature;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.probe.ProbeResult;
import dev.nightjar.probe.ProbeResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the models of a night what they make of changed rows, and how they behave in cases. */
final class NightProbes {

  private final Night night;
  private final ScoreSource source;
  private final Settings settings;
  private final NightCases cases;
  private final long seed;
  private final List<ProbeResult> results = new ArrayList<>();

  /** What alternatives are judged by. */
  private final Map<Double, List<Results>> corrected = new TreeMap<>();

  private @Nullable Importances importance;

  NightProbes(Night night, Snapshot snapshot, ScoreSource source, Settings settings) {
    this.night = night;
    this.source = source;
    this.settings = settings;
    this.cases = new NightCases(night, snapshot, source);
    this.seed = night.pipeline().training().seed();
  }

  /** Asks all that is to be asked of a test set. */
  void add(TestSet set, Frame frame, ScoredSet scored) throws IOException {
    ChangedScores changes = source.changes();
    if (changes == null) {
      return;
    }
    for (Probe probe : night.pipeline().probes()) {
      if (probe.on().equals(set.name())) {
        results.add(result(changes, set, probe, frame, scored));
      }
    }
    cases.add(changes, set, frame, scored);
    if (set.name().equals(explained()) && frame.rows() > 0) {
      importance = new NightImportance(night, source).of(changes, set, frame, scored);
    }
  }

  /** The test set on which it is told what the scores rest on. */
  private String explained() {
    Leading leading = Leading.of(night.pipeline().policy());
    return leading == null ? night.pipeline().testSets().get(0).name() : leading.testSet();
  }

  private ProbeResult result(
      ChangedScores changes, TestSet set, Probe probe, Frame frame, ScoredSet scored)
      throws IOException {
    if (frame.rows() == 0) {
      return silent(
          probe, 0, Outcome.NO_ROWS, "Test set " + set.name() + " has no rows.", Map.of());
    }
    String unsuited = probe.unsuited(frame, categorical());
    if (unsuited != null) {
      return silent(probe, frame.rows(), Outcome.NOT_SUITED, unsuited, Map.of());
    }
    Map<String, List<String>> unread = changes.unread(probe);
    List<String> own = unread.getOrDefault(Evaluator.CANDIDATE, List.of());
    String ignored =
        own.isEmpty()
            ? ""
            : "The candidate does not read %s: in its training rows there was one value."
                .formatted(String.join(", ", own));
    if (own.size() == probe.columns().size()) {
      return silent(probe, frame.rows(), Outcome.NOT_READ, ignored, unread);
    }
    Probe.Changed changed = probe.of(frame, seed);
    if (changed.rows() == 0) {
      String same = "No row has another value of " + String.join(", ", probe.columns()) + ".";
      return silent(probe, frame.rows(), Outcome.NO_CHANGE, same, unread);
    }
    try {
      return measured(changes, set, probe, changed, scored, ignored, unread);
    } catch (DataException e) {
      String why = String.valueOf(e.getMessage());
      return silent(probe, frame.rows(), Outcome.NOT_SCORED, why, unread);
    }
  }

  private ProbeResult measured(
      ChangedScores changes,
      TestSet set,
      Probe probe,
      Probe.Changed changed,
      ScoredSet scored,
      String ignored,
      Map<String, List<String>> unread)
      throws IOException {
    Frame frame = changed.frame();
    Map<String, double[]> scores = changes.scores(set, probe, frame);
    Results numbers = numbers(probe, scored, scores, settings.confidence());
    for (double confidence : CorrectedNumbers.confidences(night.pipeline().policy())) {
      corrected
          .computeIfAbsent(confidence, c -> new ArrayList<>())
          .add(numbers(probe, scored, scores, confidence));
    }
    return new ProbeResult(
        probe,
        frame.rows(),
        changed.rows(),
        Outcome.MEASURED,
        ignored,
        unread,
        new SetRecord(night.bench().scratch(), source)
            .keep(TrainStep.keys(frame), scored.labels(), scores),
        numbers.measures(),
        numbers.comparisons());
  }

  private static ProbeResult silent(
      Probe probe, long rows, Outcome outcome, String why, Map<String, List<String>> unread) {
    return new ProbeResult(probe, rows, 0, outcome, why, unread, null, List.of(), List.of());
  }

  private Set<String> categorical() {
    return night.pipeline().features().stream()
        .filter(f -> f.kind() == Feature.Kind.CATEGORICAL)
        .map(Feature::name)
        .collect(Collectors.toSet());
  }

  private Results numbers(
      Probe probe, ScoredSet scored, Map<String, double[]> scores, double confidence) {
    Set<String> wanted = new LinkedHashSet<>();
    Set<String> per = new HashSet<>();
    Leading leading = Leading.of(night.pipeline().policy());
    wanted.add(leading == null ? Metrics.AUC.name() : leading.metric());
    for (Gate gate : night.pipeline().policy().gates()) {
      Under under = Under.named(gate.metric());
      if (under != null && under.change().equals(probe.name())) {
        wanted.add(under.metric());
        if (gate.per() != null) {
          per.add(gate.per());
        }
      }
    }
    List<Metric> metrics =
        settings.metrics().stream().filter(m -> wanted.contains(m.name())).toList();
    ScoredSet sliced =
        new ScoredSet(
            scored.name(),
            scored.labels(),
            scored.units(),
            scored.models(),
            scored.slices().stream().filter(s -> per.contains(s.spec())).toList(),
            scored.costs());
    return Robustness.of(
        sliced,
        scores,
        probe.name(),
        new Settings(confidence, settings.seed(), settings.replicates(), metrics));
  }

  /** All that was measured; null: the night did not ask. */
  @Nullable ProbeReport report() {
    return source.changes() == null
        ? null
        : new ProbeReport(settings.confidence(), results, importance, cases.results());
  }

  /** What alternatives are judged by. */
  List<Measure> measures(double confidence) {
    return Stream.concat(
            corrected.getOrDefault(confidence, List.of()).stream()
                .flatMap(r -> r.measures().stream()),
            cases.measures(confidence).stream())
        .toList();
  }

  /** The same. */
  List<Comparison> comparisons(double confidence) {
    return Stream.concat(
            corrected.getOrDefault(confidence, List.of()).stream()
                .flatMap(r -> r.comparisons().stream()),
            cases.comparisons(confidence).stream())
        .toList();
  }
}
