package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Parameters;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;

/** How one of Tribuo's trees is grown. */
record CartSettings(int depth, int minRows, double minImpurityDecrease, int bins) {

  static CartSettings of(Parameters parameters) {
    return new CartSettings(
        parameters.whole("depth", 1, 64),
        parameters.whole("min_rows", 1, 1_000_000_000),
        parameters.number("min_impurity_decrease", 0, 1),
        parameters.whole("bins", 2, 65_536));
  }

  /**
   * A trainer of one tree.
   *
   * @param share of the columns that each split looks at
   */
  CARTClassificationTrainer trainer(float share, long seed) {
    return new CARTClassificationTrainer(
        depth, minRows, (float) minImpurityDecrease, share, new GiniIndex(), seed);
  }
}
