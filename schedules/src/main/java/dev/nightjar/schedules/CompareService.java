package dev.nightjar.schedules;

import dev.nightjar.decision.PredictionTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges models that were made elsewhere, by their scores. Needs no workspace. */
public interface CompareService {

  /**
   * Judges, and writes {@code decision.json}, {@code report.html} and {@code report.md}.
   *
   * @throws dev.nightjar.dataset.DataException that names file and line where a value does not fit
   * @throws IllegalArgumentException when the question contradicts itself, or the gates file has
   *     mistakes
   */
  Compared compare(Question question) throws IOException;

  /**
   * What is asked.
   *
   * @param scores files, each a test set
   * @param label column of what happened
   * @param positive value of the label that is positive; null: 1, or true
   * @param models column of each role's scores
   * @param thresholds by role; the empty role: of all that are not named
   * @param id column that names a row; null: its place does
   * @param unit column of what rows are grouped by; null: they are independent
   * @param task what models predict
   * @param weight column of the rows' weights; null: all are alike
   * @param slices columns and conditions, beside those of {@code gates}
   * @param gates file; null: accuracy must improve
   * @param out folder of what is written; null: one of the comparison's own in {@code under}
   * @param under where that folder goes
   * @param command what reproduces it
   */
  record Question(
      List<Path> scores,
      String label,
      @Nullable String positive,
      Map<String, String> models,
      Map<String, Double> thresholds,
      @Nullable String id,
      @Nullable String unit,
      PredictionTask task,
      @Nullable String weight,
      List<String> slices,
      @Nullable Path gates,
      @Nullable Path out,
      Path under,
      String command) {}

  /** What came of it. */
  interface Compared {

    /** Whether every gate passed. */
    boolean passed();

    /** For a terminal. */
    String text(boolean terminal, int width);

    /** The document, with the path of its report. */
    Object document();

    /** The page. */
    Path report();
  }
}
