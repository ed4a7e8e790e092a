package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.regression.NumberMetric;
import dev.nightjar.regression.NumberMetrics;
import dev.nightjar.regression.NumberSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Numbers that models predict. */
record RegressionScores(ScoreQuestion question, List<ScoreTable> tables) implements ScoreTask {

  @Override
  public String standard() {
    return NumberMetrics.MAE.name();
  }

  @Override
  public void require(String metric) {
    NumberMetrics.require(metric);
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
    ScoreTask.requireOf("numbers", gates, NumberMetrics.names()::contains);
    List<NumberSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet = ScoreSheet.read(question, gates, question.files().get(i), tables.get(i));
      NumberSet set = sheet.numbers();
      sets.add(set);
      files.add(sheet.summary(set));
    }
    List<NumberMetric> all = NumberMetrics.all();
    return new ScoreNumbers(
        files,
        InfluenceEvaluator.evaluate(sets, gates.policy().confidence(), all),
        null,
        CorrectedNumbers.of(
            gates.policy(),
            (confidence, names) ->
                InfluenceEvaluator.evaluate(
                    sets, confidence, all.stream().filter(m -> names.contains(m.name())).toList())),
        List.of(),
        List.of(),
        all.stream().filter(NumberMetric::lessIsBetter).map(NumberMetric::name).toList(),
        List.of());
  }
}
