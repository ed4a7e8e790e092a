package dev.nightjar.schedules;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.lineage.BisectSearch;
import dev.nightjar.lineage.Bisection;
import dev.nightjar.lineage.DatasetDiff;
import dev.nightjar.lineage.Impact;
import dev.nightjar.lineage.ResolvedRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What was made of which data, and what became of a dataset. */
public interface LineageService {

  /**
   * What ever happened to a dataset, oldest first.
   *
   * @throws IllegalArgumentException with the nearest name when there is no such dataset
   */
  List<DatasetEvent> log(String dataset) throws IOException;

  /**
   * The difference of two versions of a dataset, each a tag, {@code latest}, a position of the log
   * such as {@code @41}, or the id of a snapshot.
   *
   * @param id columns that name a row; empty: rows are compared whole
   * @param all whether distributions are of all rows, not only of those in segments that differ
   * @throws dev.nightjar.dataset.DataException with the nearest name when there is none
   */
  DatasetDiff diff(String dataset, String before, String after, List<String> id, boolean all)
      throws IOException;

  /**
   * What was made of a segment. Nothing is changed.
   *
   * @throws dev.nightjar.dataset.DataException with the nearest name when there is no such segment
   */
  Impact impact(String dataset, String segment) throws IOException;

  /**
   * Takes a segment out of every later snapshot and taints the versions that were trained on it.
   * Doing it again does what is left of it.
   *
   * @return what was made of it, with the marks
   */
  Impact retract(String dataset, String segment, String reason) throws IOException;

  /**
   * What a pipeline's night reads, as the datasets are now. Nothing is run and no row is read.
   *
   * @param pipeline the pipeline file
   * @param date of the night
   * @throws dev.nightjar.dataset.DataException in words when it has nothing to train on
   */
  ResolvedRecipe recipe(Path pipeline, LocalDate date) throws IOException;

  /**
   * Finds the delta that hurt a refused night, on its dev rows. Nothing is registered or promoted.
   * Can be killed and called again: what is done is not done again.
   *
   * @throws dev.nightjar.dataset.DataException in words when there is nothing to bisect
   */
  Bisected bisect(BisectRequest request, BisectListener listener) throws IOException;

  /**
   * What is to be bisected.
   *
   * @param pipeline the pipeline file
   * @param date of the night
   * @param by what is left out at a time
   * @param suspects patterns over names of segments; empty: what is new since the last promotion
   * @param metric that judges
   * @param confidence one-sided, for all suspects together
   * @param maxTrials a search that may train more models is refused
   */
  record BisectRequest(
      Path pipeline,
      LocalDate date,
      BisectSearch.By by,
      List<String> suspects,
      String metric,
      double confidence,
      int maxTrials) {}

  /** What came of it, and what a person calls its page. */
  record Bisected(Bisection bisection, String page) {}

  /** Hears of a bisection. */
  interface BisectListener {

    /** So many models at most will be trained. */
    void planned(int most, List<String> suspects);

    /** The model without these is next; {@code kept}: an earlier call trained it. */
    void trial(List<String> leftOut, boolean kept);
  }
}
