package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.regression.NumberMetrics;
import dev.nightjar.regression.NumberSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  public GatesSubject.Labels labels() {
    return new GatesSubject.Other("numbers");
  }

  @Override
  public ScoreNumbers measure(GatesFile gates) throws IOException {
    ScoreTask.requireOf("numbers", gates, NumberMetrics.names()::contains);
    List<NumberSet> sets = new ArrayList<>();
    List<ScoreFile> files = new ArrayList<>();
    List<SliceSearch> searches = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      ScoreSheet sheet = ScoreSheet.read(question, gates, question.files().get(i), tables.get(i));
      NumberSet set = sheet.numbers();
      sets.add(set);
      searches.addAll(ScoreTask.searches(sheet, set, gates));
      files.add(sheet.summary(set));
    }
    return ScoreNumbers.of(sets, NumberMetrics.all(), Set.of(), gates, files, searches, List.of());
  }
}
