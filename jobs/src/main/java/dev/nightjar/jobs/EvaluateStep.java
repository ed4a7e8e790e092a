package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.Churn;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Fairness;
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
import dev.nightjar.evaluation.WeakSlices;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Candidate;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Scores candidate, champion and baseline on the same rows of every test set, and compares them.
 */
final class EvaluateStep implements Step {

  static final String NAME = "evaluate";

  private final Night night;

  EvaluateStep(Night night) {
    this.night = night;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME, TrainStep.NAME);
  }

  /** Another champion or baseline is another evaluation. */
  @Override
  public String facts(StepContext context) throws IOException {
    References references = References.of(night);
    return "champion " + references.champion() + ", baseline " + references.baseline();
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Snapshot snapshot = Night.snapshot(context).snapshot();
    Candidate candidate = Night.read(context, TrainStep.NAME, Candidate.class);
    JudgedModels loader = new JudgedModels(night);
    Map<String, Judged> models = loader.load(candidate);
    // Loaded a second time: the proof that a model is equal to itself is no proof otherwise.
    String proven = models.containsKey("champion") ? "champion" : "candidate";
    Judged again = Objects.requireNonNull(loader.load(candidate).get(proven));
    List<String> proofs = new ArrayList<>();
    List<ScoredSet> scored = new ArrayList<>();
    List<SetSummary> summaries = new ArrayList<>();
    Settings settings =
        Settings.of(night.pipeline().policy().confidence(), night.pipeline().training().seed())
            .with(night.pipeline().costs().stream().map(CostMatrix::metric).toList());
    List<TestSet> sets = night.pipeline().testSets();
    Map<String, Frame> rows = named(snapshot, sets);
    List<Leakage.Finding> findings = new Leaks(night, models).find(snapshot, rows);
    List<SliceSearch> searches = new ArrayList<>();
    Refusal refusal = new Refusal(findings, Sides.tests(night.pipeline(), snapshot, rows));
    if (refusal.blocks()) {
      return StepOutput.fail(refusal, FailureClass.DATA, refusal.sentence());
    }
    for (TestSet set : sets) {
      context.progress().at((double) scored.size() / sets.size(), set.name());
      Frame frame = read(snapshot, set, models);
      ScoredSet one = score(set, frame, models);
      scored.add(one);
      searches.addAll(search(one, frame));
      if (frame.rows() > 0) {
        proofs.add(SelfTests.sameModel(one, proven, again.score(frame), settings));
        proofs.add(SelfTests.shuffled(one, settings));
      }
      TimeRange range = NightData.test(snapshot, set).range();
      summaries.add(new SetRecord(night).of(set, range, frame, one));
    }
    Map<String, String> versions = versions(models);
    Results results = results(scored, settings);
    Measure size = size(candidate);
    List<Measure> measures = new ArrayList<>(results.measures());
    measures.add(size);
    return StepOutput.next(
        new Evaluation(
            settings.confidence(),
            versions,
            summaries,
            measures,
            results.comparisons(),
            results.curves(),
            proofs,
            findings,
            searches,
            CorrectedNumbers.of(night.pipeline().policy(), scored, settings, List.of(size)),
            uses(context, candidate, versions, scored, summaries),
            costs()));
  }

  /** Written before anything is said, so that what is seen was always counted. */
  private List<Reuse> uses(
      StepContext context,
      Candidate candidate,
      Map<String, String> versions,
      List<ScoredSet> scored,
      List<SetSummary> summaries)
      throws IOException {
    List<String> answer =
        List.of(
            CanonicalJson.digest(candidate).hex(),
            "champion " + versions.get("champion"),
            "baseline " + versions.get("baseline"));
    TestSetUses uses = new TestSetUses(night, context.run().id().hex(), answer);
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

  private static Map<String, String> versions(Map<String, Judged> models) {
    Map<String, String> versions = new LinkedHashMap<>();
    models.forEach((role, model) -> versions.put(role, model.version()));
    return versions;
  }

  /** Metrics, churn, and the gaps that gates ask for. */
  private Results results(List<ScoredSet> scored, Settings settings) {
    Results metrics = Evaluator.evaluate(scored, settings);
    Set<String> columns = CorrectedNumbers.columns(night.pipeline().policy().gates());
    Results gaps = Fairness.of(scored, columns, settings);
    List<Measure> measures = new ArrayList<>(metrics.measures());
    measures.addAll(Churn.of(scored, settings.confidence()));
    measures.addAll(gaps.measures());
    List<Comparison> comparisons = new ArrayList<>(metrics.comparisons());
    comparisons.addAll(gaps.comparisons());
    return new Results(measures, comparisons, metrics.curves());
  }

  private static Measure size(Candidate candidate) {
    double bytes = candidate.artifactBytes();
    return new Measure("candidate", "model_bytes", "", "", bytes, bytes, bytes, 1);
  }

  /** The rows of each set with its unit, so that every rule is asked before anything is scored. */
  private Map<String, Frame> named(Snapshot snapshot, List<TestSet> sets) throws IOException {
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

  private Frame read(Snapshot snapshot, TestSet set, Map<String, Judged> models)
      throws IOException {
    List<String> columns = new ArrayList<>();
    models.values().forEach(m -> columns.addAll(m.requiredColumns()));
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

  private ScoredSet score(TestSet set, Frame frame, Map<String, Judged> models) {
    Map<String, ScoredSet.Scored> scores = new LinkedHashMap<>();
    models.forEach(
        (role, model) ->
            scores.put(role, new ScoredSet.Scored(model.score(frame), model.threshold())));
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
