package dev.nightjar.jobs;

import dev.nightjar.decision.Headlines;
import dev.nightjar.decision.JudgedComparison;
import dev.nightjar.decision.ModelComparison;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.decision.NightEvidence;
import dev.nightjar.decision.SliceWarnings;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.SelfTests;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.ThresholdCurve;
import dev.nightjar.evaluation.ThresholdSweep;
import dev.nightjar.evaluation.WeakSlices;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Titles;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.model.CodeId;
import dev.nightjar.regression.NumberEvaluator;
import dev.nightjar.regression.NumberMetric;
import dev.nightjar.regression.NumberMetrics;
import dev.nightjar.regression.NumberSet;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges models that were made elsewhere, by their scores on the same rows, as a night judges its
 * own: the same statistics, gates and slices. Nothing is promoted, and no test set's budget is
 * asked or spent.
 */
public final class ScoreJudge {

  /** Of the bootstraps and of shuffling, as pipelines have it unless they say otherwise. */
  private static final long SEED = 42;

  private final ScoreQuestion question;
  private final DuckDbLimits limits;

  public ScoreJudge(ScoreQuestion question, DuckDbLimits limits) {
    this.question = question;
    this.limits = limits;
  }

  /** Gates over the metrics of these names. */
  @FunctionalInterface
  public interface GatesSource extends Function<List<String>, GatesFile> {}

  /**
   * Judges.
   *
   * @param gates asked once, for the metrics that can be had of scores, of mere decisions, or of
   *     numbers
   * @param command what reproduces it
   * @throws dev.nightjar.dataset.DataException that names file and line, or the column, that does
   *     not fit
   */
  public ModelComparison judge(GatesSource gates, CodeId code, String command) throws IOException {
    List<ScoreTable> tables = new ArrayList<>();
    try {
      for (Path file : question.files()) {
        tables.add(ScoreTable.open(file, limits));
      }
      if (question.numbers()) {
        GatesFile asked = gates.apply(NumberMetrics.names());
        requireNumbers(asked);
        return document(asked, numbers(tables, asked), code, command);
      }
      boolean decisions = false;
      for (ScoreTable table : tables) {
        decisions |= ScoreSheet.isOfDecisions(question, table);
      }
      List<Metric> metrics = metrics(decisions);
      GatesFile asked = gates.apply(metrics.stream().map(Metric::name).toList());
      return document(asked, classes(tables, asked, metrics), code, command);
    } finally {
      tables.forEach(ScoreTable::close);
    }
  }

  private static List<Metric> metrics(boolean decisions) {
    return Metrics.all().stream().filter(m -> !decisions || m.needsThreshold()).toList();
  }

  /** What was measured. */
  private record Numbers(
      List<ScoreFile> files,
      Results results,
      @Nullable List<ThresholdCurve> thresholds,
      @Nullable List<Corrected> corrected,
      List<SliceSearch> searches,
      List<String> proofs,
      List<String> lessIsBetter) {}

  private Numbers classes(List<ScoreTable> tables, GatesFile gates, List<Metric> metrics)
      throws IOException {
    PromotionPolicy policy = gates.policy();
    Settings settings =
        new Settings(policy.confidence(), SEED, Settings.REPLICATES, metrics)
            .with(gates.costs().stream().map(CostMatrix::metric).toList());
    boolean ranked = metrics.contains(Metrics.AUC);
    List<ScoredSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    List<SliceSearch> searches = new ArrayList<>();
    List<String> proofs = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet = sheet(tables, i, gates);
      ScoredSet set = sheet.scored();
      sets.add(set);
      files.add(sheet.summary(set));
      if (!gates.search().columns().isEmpty()) {
        searches.addAll(
            WeakSlices.search(
                set, sheet.keys(), sheet.frame(), gates.search(), policy.confidence()));
      }
      if (ranked) {
        proofs.add(SelfTests.shuffled(set, settings));
      }
    }
    Results results = SetResults.of(sets, CorrectedNumbers.columns(policy.gates()), settings);
    return new Numbers(
        files,
        ranked ? results : new Results(results.measures(), results.comparisons(), List.of()),
        ranked ? ThresholdSweep.of(sets, policy.confidence()) : null,
        CorrectedNumbers.of(policy, sets, settings, List.of()),
        searches,
        proofs,
        gates.costs().stream()
            .filter(c -> c.direction() == Metric.Direction.LOWER_IS_BETTER)
            .map(CostMatrix::name)
            .toList());
  }

  private Numbers numbers(List<ScoreTable> tables, GatesFile gates) throws IOException {
    PromotionPolicy policy = gates.policy();
    List<NumberSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet = sheet(tables, i, gates);
      NumberSet set = sheet.numbers();
      sets.add(set);
      files.add(sheet.summary(set));
    }
    List<NumberMetric> all = NumberMetrics.all();
    return new Numbers(
        files,
        NumberEvaluator.evaluate(sets, policy.confidence(), all),
        null,
        CorrectedNumbers.of(
            policy,
            (confidence, names) ->
                NumberEvaluator.evaluate(
                    sets, confidence, all.stream().filter(m -> names.contains(m.name())).toList())),
        List.of(),
        List.of(),
        all.stream().filter(NumberMetric::lessIsBetter).map(NumberMetric::name).toList());
  }

  private ScoreSheet sheet(List<ScoreTable> tables, int i, GatesFile gates) throws IOException {
    return ScoreSheet.read(question, gates, question.files().get(i), tables.get(i));
  }

  private static void requireNumbers(GatesFile gates) {
    for (Gate gate : gates.policy().gates()) {
      if (!NumberMetrics.names().contains(gate.metric())) {
        throw new IllegalArgumentException(
            "\"%s\" is about two classes, and labels are numbers".formatted(Titles.gate(gate)));
      }
    }
    if (!gates.costs().isEmpty()) {
      throw new IllegalArgumentException(
          "metric %s is about two classes, and labels are numbers"
              .formatted(gates.costs().get(0).name()));
    }
  }

  private ModelComparison document(GatesFile gates, Numbers numbers, CodeId code, String command) {
    ModelComparison unjudged =
        new ModelComparison(
            ModelComparison.FORMAT,
            question.testSets().get(0),
            Verdict.INCONCLUSIVE,
            "",
            List.of(),
            question.models(),
            question.allThresholds(),
            gates.policy().confidence(),
            numbers.files(),
            numbers.results().measures(),
            JudgedComparison.all(numbers.results().comparisons()),
            numbers.corrected(),
            List.of(),
            gates.policy(),
            numbers.lessIsBetter(),
            numbers.searches(),
            numbers.results().curves(),
            numbers.thresholds(),
            numbers.proofs(),
            code,
            command);
    Evaluation evaluation = unjudged.evaluation();
    Judgement judgement = Gates.judge(gates.policy(), NightEvidence.of(evaluation));
    List<String> details =
        new ArrayList<>(Headlines.details(gates.policy(), judgement, evaluation.comparisons()));
    details.addAll(SliceWarnings.sentences(evaluation));
    unlabelled(numbers.files()).forEach(details::add);
    return unjudged.judged(judgement, details);
  }

  private static List<String> unlabelled(List<ScoreFile> files) {
    return files.stream()
        .filter(f -> f.unlabelled() > 0)
        .map(
            f ->
                "%s of %s have no label and were left out."
                    .formatted(Figures.count(f.unlabelled(), "row"), f.testSet()))
        .toList();
  }
}
