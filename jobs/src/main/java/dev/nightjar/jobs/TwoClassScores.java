package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.SelfTests;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.ThresholdSweep;
import dev.nightjar.evaluation.WeakSlices;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scores or decisions about two classes, as a night judges them. */
final class TwoClassScores implements ScoreTask {

  /** Of the bootstraps and of shuffling, as pipelines have it unless they say otherwise. */
  private static final long SEED = 42;

  private final ScoreQuestion question;
  private final List<ScoreTable> tables;
  private final List<Metric> metrics;

  TwoClassScores(ScoreQuestion question, List<ScoreTable> tables) {
    this.question = question;
    this.tables = tables;
    boolean decisions = false;
    for (ScoreTable table : tables) {
      decisions |= ScoreSheet.isOfDecisions(question, table);
    }
    boolean ranked = !decisions;
    this.metrics = Metrics.all().stream().filter(m -> ranked || m.needsThreshold()).toList();
  }

  @Override
  public String standard() {
    return metrics.get(0).name();
  }

  @Override
  public void require(String metric) {
    if (!metrics.contains(Metrics.named(metric))) {
      throw new IllegalArgumentException(
          "%s is about scores, and the models' columns hold decisions (there are: %s)"
              .formatted(metric, String.join(", ", metrics.stream().map(Metric::name).toList())));
    }
  }

  @Override
  public GatesSubject.Labels labels() {
    return new GatesSubject.Two();
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
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
      ScoreSheet sheet = ScoreSheet.read(question, gates, question.files().get(i), tables.get(i));
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
    return new ScoreNumbers(
        files,
        ranked ? results : new Results(results.measures(), results.comparisons(), List.of()),
        ranked ? ThresholdSweep.of(sets, policy.confidence()) : null,
        null,
        CorrectedNumbers.of(policy, sets, settings, List.of()),
        searches,
        proofs,
        gates.costs().stream()
            .filter(c -> c.direction() == Metric.Direction.LOWER_IS_BETTER)
            .map(CostMatrix::name)
            .toList(),
        List.of());
  }
}
