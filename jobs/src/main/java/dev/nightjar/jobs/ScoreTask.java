package dev.nightjar.jobs;

import dev.nightjar.evaluation.SliceLosses;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.WeakSlices;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.Titles;
import dev.nightjar.influence.JudgedRows;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.ScoreTable;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Measures models that were made elsewhere, each task in its way. */
sealed interface ScoreTask
    permits TwoClassScores, WeightedScores, MulticlassScores, MultilabelScores, RegressionScores {

  /** The task of these files, which stay open. */
  static ScoreTask of(ScoreQuestion question, List<ScoreTable> tables) {
    return switch (question.task()) {
      case CLASSIFICATION ->
          question.weight() == null
              ? new TwoClassScores(question, tables)
              : new WeightedScores(question, tables);
      case MULTICLASS -> new MulticlassScores(question, tables);
      case MULTILABEL -> new MultilabelScores(question, tables);
      case REGRESSION -> new RegressionScores(question, tables);
    };
  }

  /** The metric that must improve where nobody said which. */
  String standard();

  /**
   * Throws {@link IllegalArgumentException} with the nearest valid name when it has no such metric.
   */
  void require(String metric);

  /** What a gates file's own metrics may be about. */
  GatesSubject.Labels labels();

  /**
   * Measures.
   *
   * @throws IllegalArgumentException when the gates are not about this task
   * @throws dev.nightjar.dataset.DataException that names file and line of what does not fit
   */
  ScoreNumbers measure(GatesFile gates) throws IOException;

  /** The slices that are searched for, none of rows with weights. */
  static List<SliceSearch> searches(ScoreSheet sheet, JudgedRows set, GatesFile gates) {
    if (set.weights() != null || gates.search().columns().isEmpty()) {
      return List.of();
    }
    SliceLosses losses =
        new SliceLosses(
            set.name(), set.loss(), losses(set, "candidate"), losses(set, "champion"), set.units());
    return WeakSlices.search(
        losses, sheet.keys(), sheet.frame(), gates.search(), gates.policy().confidence());
  }

  private static double @Nullable [] losses(JudgedRows set, String role) {
    return set.roles().contains(role) ? set.losses(role) : null;
  }

  /**
   * Throws unless the gates can be asked. Those about slices that are found always can: who reads
   * them knows whether any are searched.
   *
   * @param why not, said of a gate
   */
  static void requireKnown(GatesFile gates, Predicate<String> known, String why) {
    for (Gate gate : gates.policy().gates()) {
      if (!known.test(gate.metric()) && !(gate instanceof Gate.NoRegressionSlices)) {
        throw new IllegalArgumentException("\"%s\" %s".formatted(Titles.gate(gate), why));
      }
    }
  }

  /** Throws unless the gates can be asked without two classes. */
  static void requireOf(String task, GatesFile gates, Predicate<String> known) {
    requireKnown(gates, known, "is about two classes, and labels are " + task);
  }
}
