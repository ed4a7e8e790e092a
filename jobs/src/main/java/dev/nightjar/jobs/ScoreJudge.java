package dev.nightjar.jobs;

import dev.nightjar.decision.Headlines;
import dev.nightjar.decision.JudgedComparison;
import dev.nightjar.decision.ModelComparison;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.decision.NightEvidence;
import dev.nightjar.decision.SliceWarnings;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.model.CodeId;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Judges models that were made elsewhere, by their scores on the same rows, as a night judges its
 * own: the same statistics, gates and slices. Nothing is promoted, and no test set's budget is
 * asked or spent.
 */
public final class ScoreJudge {

  private final ScoreQuestion question;
  private final DuckDbLimits limits;

  public ScoreJudge(ScoreQuestion question, DuckDbLimits limits) {
    this.question = question;
    this.limits = limits;
  }

  /** Reads gates. */
  @FunctionalInterface
  public interface GatesSource {

    /**
     * The gates.
     *
     * @param standard the metric that must improve where nobody said which
     * @param known throws {@link IllegalArgumentException} for what is no metric of the task
     * @param subject the rows that they are about
     */
    GatesFile read(String standard, Consumer<String> known, GatesSubject subject);
  }

  /**
   * Judges.
   *
   * @param gates asked once
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
      ScoreTask task = ScoreTask.of(question, tables);
      GatesFile asked = gates.read(task.standard(), task::require, subject(task.labels(), tables));
      return document(asked, task.measure(asked), code, command);
    } finally {
      tables.forEach(ScoreTable::close);
    }
  }

  private GatesSubject subject(GatesSubject.Labels labels, List<ScoreTable> tables) {
    return new GatesSubject(
        labels,
        amount -> tables.forEach(table -> table.requireNumber(amount)),
        SheetColumns.beside(question, tables),
        question.weight() != null);
  }

  private ModelComparison document(
      GatesFile gates, ScoreNumbers numbers, CodeId code, String command) {
    ModelComparison unjudged =
        new ModelComparison(
            ModelComparison.FORMAT,
            question.testSets().get(0),
            Verdict.INCONCLUSIVE,
            "",
            List.of(),
            question.task(),
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
            numbers.confusions(),
            numbers.proofs(),
            code,
            command);
    Evaluation evaluation = unjudged.evaluation();
    Judgement judgement = Gates.judge(gates.policy(), NightEvidence.of(evaluation));
    List<String> details =
        new ArrayList<>(Headlines.details(gates.policy(), judgement, evaluation.comparisons()));
    details.addAll(SliceWarnings.sentences(evaluation));
    unlabelled(numbers.files()).forEach(details::add);
    details.addAll(numbers.notes());
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
