package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Probe;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where the scores of changed rows come from: the models, or the record of the night. */
interface ChangedScores {

  /**
   * By role those of the columns that a model does not read; of the candidate when it reads all.
   */
  Map<String, List<String>> unread(Probe probe);

  /**
   * Every model's score for every row of the set after the change, by role.
   *
   * @throws dev.nightjar.dataset.DataException when a model cannot take such rows, in a sentence
   */
  Map<String, double[]> scores(TestSet set, Probe probe, Frame changed) throws IOException;

  /**
   * The same of a case: by role those of the features set that a model does not read; of the
   * candidate when it reads all.
   */
  Map<String, List<String>> unread(Case asked);

  /**
   * A model's score for every row of a case, with what is set in it.
   *
   * @throws dev.nightjar.dataset.DataException when the model cannot take such rows, or gives one a
   *     score that is not from 0 to 1, in a sentence
   */
  double[] scores(Case asked, String role, Frame changed) throws IOException;

  /** Those of the features that the candidate does not read. */
  List<String> unread(List<String> features);

  /**
   * The candidate's scores of some rows of the set, by the column whose values changed places among
   * them.
   */
  Map<String, double[]> permuted(TestSet set, List<Probe> columns, Frame rows) throws IOException;
}
