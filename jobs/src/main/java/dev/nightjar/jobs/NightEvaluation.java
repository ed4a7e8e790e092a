package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.Refusal.Degenerate;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.evaluation.FlippedRows;
import dev.nightjar.evaluation.Flips;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.RowCosts;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.SelfTests;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.evaluation.Slices;
import dev.nightjar.evaluation.ThresholdSweep;
import dev.nightjar.evaluation.WeakSlices;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Candidate;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.RunId;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepProgress;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares candidate, champion and baseline on the same rows of every test set: what the night does
 * with the scores of its models, and who looks back with those that it kept.
 */
final class NightEvaluation {

  private final Night night;
  private final RunId run;
  private final Snapshot snapshot;
  private final Candidate candidate;
  private final ScoreSource source;

  NightEvaluation(
      Night night, RunId run, Snapshot snapshot, Candidate candidate, ScoreSource source) {
    this.night = night;
    this.run = run;
    this.snapshot = snapshot;
    this.candidate = candidate;
    this.source = source;
  }

  /** The {@link Evaluation}; a failure with the {@link Refusal} when the rows may not be judged. */
  StepOutput output(StepProgress progress) throws IOException {
    List<String> proofs = new ArrayList<>();
    List<ScoredSet> scored = new ArrayList<>();
    List<SetSummary> summaries = new ArrayList<>();
    Settings settings = settings();
    List<TestSet> sets = night.pipeline().testSets();
    Map<String, Frame> rows = named(sets);
    List<Leakage.Finding> findings = new Leaks(night, source.models()).find(snapshot, rows);
    List<SliceSearch> searches = new ArrayList<>();
    List<Flips> flips = new ArrayList<>();
    NightDrift drift = new NightDrift(night, snapshot, source);
    NightProbes probes = new NightProbes(night, snapshot, source, settings);
    NightLatency latency = new NightLatency(night, source);
    UnfitModels unfit = new UnfitModels(source.models());
    List<Degenerate> sides = Sides.tests(night.pipeline(), snapshot, rows);
    Refusal refusal = new Refusal(findings, sides, unfit.among(columns()));
    if (refusal.blocks()) {
      return refused(refusal);
    }
    for (TestSet set : sets) {
      progress.at((double) scored.size() / sets.size(), set.name());
      Frame frame = read(set);
      List<String> kinds = unfit.on(frame);
      if (!kinds.isEmpty()) {
        return refused(new Refusal(findings, sides, kinds));
      }
      ScoredSet one = score(set, frame);
      scored.add(one);
      drift.add(set, frame, one);
      probes.add(set, frame, one);
      latency.add(set, frame);
      flips.addAll(flips(set, frame, one));
      searches.addAll(search(one, frame));
      proofs.addAll(proofs(set, frame, one, settings));
      summaries.add(summary(set, frame, one));
    }
    Map<String, String> versions = versions();
    Results results = results(scored, settings);
    return StepOutput.next(
        new Evaluation(
            settings.confidence(),
            versions,
            summaries,
            Stream.concat(results.measures().stream(), Stream.of(size())).toList(),
            results.comparisons(),
            results.curves(),
            proofs,
            findings,
            searches,
            corrected(scored, settings, beside(size(), drift, probes, latency)),
            uses(versions, scored, summaries),
            costs(),
            flips,
            ThresholdSweep.of(scored, settings.confidence()),
            drift.report(),
            probes.report(),
            latency.report()));
  }

  private @Nullable List<Corrected> corrected(
      List<ScoredSet> scored, Settings settings, DoubleFunction<Results> others) {
    return CorrectedNumbers.of(night.pipeline().policy(), scored, settings, others);
  }

  private static StepOutput refused(Refusal refusal) {
    FailureClass why = refusal.dataBlock() ? FailureClass.DATA : FailureClass.USER;
    return StepOutput.fail(refusal, why, refusal.sentence());
  }

  /** All that can be read of a row. */
  private Set<String> columns() {
    Set<String> columns = new HashSet<>(snapshot.schema().names());
    columns.addAll(night.pipeline().derived().keySet());
    return columns;
  }

  private SetSummary summary(TestSet set, Frame frame, ScoredSet scored) throws IOException {
    TimeRange range = NightData.test(snapshot, set).range();
    return new SetRecord(night.bench().scratch(), source).of(set, range, frame, scored);
  }

  private Results results(List<ScoredSet> scored, Settings settings) {
    return SetResults.of(
        scored, CorrectedNumbers.columns(night.pipeline().policy().gates()), settings);
  }

  private Settings settings() {
    return Settings.of(night.pipeline().policy().confidence(), night.pipeline().training().seed())
        .with(night.pipeline().costs().stream().map(CostMatrix::metric).toList());
  }

  /** That the gate works on the rows of a set; none without rows. */
  private List<String> proofs(TestSet set, Frame frame, ScoredSet scored, Settings settings)
      throws IOException {
    if (frame.rows() == 0) {
      return List.of();
    }
    String proven = source.models().containsKey("champion") ? "champion" : "candidate";
    return List.of(
        SelfTests.sameModel(scored, proven, source.again(set, proven, frame), settings),
        SelfTests.shuffled(scored, settings));
  }

  /** What alternatives are judged by, beside metrics. */
  private static DoubleFunction<Results> beside(
      Measure size, NightDrift drift, NightProbes probes, NightLatency latency) {
    return confidence -> {
      Results times = latency.numbers(confidence);
      return new Results(
          Stream.of(
                  List.of(size),
                  drift.measures(confidence),
                  probes.measures(confidence),
                  times.measures())
              .flatMap(List::stream)
              .toList(),
          Stream.concat(probes.comparisons(confidence).stream(), times.comparisons().stream())
              .toList(),
          List.of());
    };
  }

  /** The rows of every set on which candidate and champion decide otherwise. */
  List<FlippedSet> flipped() throws IOException {
    List<FlippedSet> all = new ArrayList<>();
    for (TestSet set : night.pipeline().testSets()) {
      Frame frame = read(set);
      all.add(flipped(set, frame, score(set, frame)));
    }
    return List.copyOf(all);
  }

  /** Of the set; none without a champion. */
  private List<Flips> flips(TestSet set, Frame frame, ScoredSet scored) throws IOException {
    return scored.models().containsKey("champion")
        ? List.of(flipped(set, frame, scored).summary())
        : List.of();
  }

  private FlippedSet flipped(TestSet set, Frame frame, ScoredSet scored) throws IOException {
    return new FlippedSet(
        scored.name(),
        TrainStep.keys(frame),
        FlippedRows.of(scored),
        night.data().rows(snapshot, set),
        NightData.test(snapshot, set));
  }

  /** Written before anything is said, so that what is seen was always counted. */
  private List<Reuse> uses(
      Map<String, String> versions, List<ScoredSet> scored, List<SetSummary> summaries)
      throws IOException {
    List<String> answer =
        List.of(
            CanonicalJson.digest(candidate).hex(),
            "champion " + versions.get("champion"),
            "baseline " + versions.get("baseline"));
    TestSetUses uses = new TestSetUses(night, snapshot, run.hex(), source, answer);
    List<Reuse> all = new ArrayList<>();
    List<TestSet> sets = night.pipeline().testSets();
    for (int i = 0; i < sets.size(); i++) {
      all.add(uses.write(sets.get(i), scored.get(i), summaries.get(i)));
    }
    return all;
  }

  private List<SliceSearch> search(ScoredSet set, Frame frame) {
    Pipeline pipeline = night.pipeline();
    return WeakSlices.search(
        set, TrainStep.keys(frame), frame, pipeline.sliceSearch(), pipeline.policy().confidence());
  }

  private List<String> costs() {
    return night.pipeline().costs().stream()
        .filter(c -> c.direction() == Metric.Direction.LOWER_IS_BETTER)
        .map(CostMatrix::name)
        .toList();
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    source.models().forEach((role, model) -> versions.put(role, model.version()));
    return versions;
  }

  private Measure size() {
    double bytes = candidate.artifactBytes();
    return new Measure("candidate", "model_bytes", "", "", bytes, bytes, bytes, 1);
  }

  /** The rows of each set with its unit, so that every rule is asked before anything is scored. */
  private Map<String, Frame> named(List<TestSet> sets) throws IOException {
    Map<String, Frame> named = new LinkedHashMap<>();
    for (TestSet set : sets) {
      Rows rows = night.data().rows(snapshot, set);
      named.put(set.name(), rows.read(NightData.test(snapshot, set), unit(set), List.of()));
    }
    return named;
  }

  private static List<String> unit(TestSet set) {
    String unit = set.unit();
    return unit == null || unit.equals(Units.DAY) ? List.of() : List.of(unit);
  }

  private Frame read(TestSet set) throws IOException {
    List<String> columns = new ArrayList<>();
    source.models().values().forEach(m -> columns.addAll(m.requiredColumns()));
    columns.addAll(NightDrift.columns(night.pipeline(), source));
    List<Expression> flags = new ArrayList<>();
    Set<SliceSpec> slices = new LinkedHashSet<>(night.pipeline().slices());
    SliceSearchSpec search = night.pipeline().sliceSearch();
    slices.addAll(search.on().contains(set.name()) ? search.columns() : List.of());
    for (SliceSpec slice : slices) {
      if (slice instanceof SliceSpec.ByColumn by) {
        columns.add(by.column());
      } else if (slice instanceof SliceSpec.Where where) {
        flags.add(where.condition());
      }
    }
    columns.addAll(unit(set));
    List<Expression> amounts =
        night.pipeline().costs().stream()
            .flatMap(metric -> metric.entries().values().stream())
            .distinct()
            .toList();
    Rows rows = night.data().rows(snapshot, set);
    return rows.read(
        NightData.test(snapshot, set), columns.stream().distinct().toList(), flags, amounts);
  }

  private ScoredSet score(TestSet set, Frame frame) throws IOException {
    Map<String, ScoredSet.Scored> scores = new LinkedHashMap<>();
    for (Map.Entry<String, Judged> model : source.models().entrySet()) {
      double[] found = source.scores(set, model.getKey(), frame);
      scores.put(model.getKey(), new ScoredSet.Scored(found, model.getValue().threshold()));
    }
    byte[] labels = TrainStep.labels(frame);
    Map<String, RowCosts> costs = new LinkedHashMap<>();
    for (CostMatrix metric : night.pipeline().costs()) {
      costs.put(metric.name(), RowCosts.of(metric, frame, labels, set.name()));
    }
    return new ScoredSet(
        set.name(),
        labels,
        Units.of(set.unit(), frame),
        scores,
        Slices.resolve(frame, night.pipeline().slices()),
        costs);
  }
}
