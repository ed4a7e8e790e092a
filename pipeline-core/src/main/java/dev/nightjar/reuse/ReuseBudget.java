package dev.nightjar.reuse;

import dev.nightjar.dataset.TestSet.Budget;
import dev.nightjar.reuse.Reuse.Tightest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reckons what is left of a test set.
 *
 * <p>While nobody changes the pipeline, what a night disclosed acts on later ones only through the
 * champion. The candidates of H nights and the first champion then meet in at most H (H + 1) / 2
 * pairs, whatever became champion when, and meet the baseline in H; a union of bounds over all
 * pairs and gated numbers holds for those that came about (after {@link
 * dev.nightjar.statistics.ReuseBound}, which without this would have to take each verdict for free
 * advice to somebody who designs the next model: 2^H).
 *
 * <p>After somebody changed the pipeline, or bisected a night to know what to change, verdicts were
 * such advice. Of a sealed set k of them were seen, each one of three: 3^k pipelines, k·ln 3 more.
 */
public final class ReuseBudget {

  private static final int VERDICTS = 3;

  private final String model;
  private final ReuseState state;
  private final List<Gated> whole = new ArrayList<>();
  private final List<Gated> slices = new ArrayList<>();
  private final long rows;
  private final double advised;

  /**
   * A budget of one model on one set.
   *
   * @param state with the decision at hand as its last one
   * @param gated what the gates speak of and has a bound
   * @param rows of the set
   */
  public ReuseBudget(String model, ReuseState state, List<Gated> gated, long rows) {
    this.model = model;
    this.state = state;
    this.rows = rows;
    this.advised = advised(state.tally(model));
    double disagreement = state.tally(model).disagreement();
    for (Gated g : gated) {
      Gated most = g instanceof Gated.Decided decided ? decided.disagreeing(disagreement) : g;
      (g.slice().isEmpty() ? whole : slices).add(most);
    }
  }

  /**
   * Logarithm of the number of pipelines that k verdicts may have led to: of each, one of three was
   * seen, and no number. Where numbers were seen there is no end to it, and no guarantee.
   */
  private static double advised(ReuseState.Tally tally) {
    return tally.shown() ? 0 : tally.before() * Math.log(VERDICTS);
  }

  /** How many decisions in all the rows bear, at most those declared. Without a bound: those. */
  public int allowed(Budget budget) {
    int least = 0;
    int most = budget.nights();
    while (least < most) {
      int middle = least + (most - least + 1) / 2;
      if (whole.stream().allMatch(g -> needed(g, middle, budget) <= g.n())) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return least;
  }

  /** The number whose rows are fewest beside those it needs for all declared nights. */
  public @Nullable Tightest tightest(Budget budget) {
    Tightest tightest = null;
    double tightness = -1;
    for (Gated g : whole) {
      long needed = needed(g, budget.nights(), budget);
      double share = (double) needed / Math.max(1, g.n());
      if (share > tightness) {
        tightness = share;
        double alone = tally().comparisons(budget.nights());
        long fresh = g.needed(ln(alone), budget.epsilon(), budget.delta());
        tightest =
            new Tightest(
                g.metric(),
                g.n(),
                needed,
                (long) Math.ceil((double) fresh * rows / Math.max(1, g.n())));
      }
    }
    return tightest;
  }

  /** Gated slices that have fewer rows than it takes. */
  public int small(Budget budget) {
    return (int) slices.stream().filter(g -> needed(g, budget.nights(), budget) > g.n()).count();
  }

  private long needed(Gated gated, int nights, Budget budget) {
    double all = tally().comparisons(nights) + state.comparisonsBeside(model);
    return gated.needed(ln(all) + advised, budget.epsilon(), budget.delta());
  }

  private ReuseState.Tally tally() {
    return state.tally(model);
  }

  private static double ln(double comparisons) {
    return Math.log(Math.max(1, comparisons));
  }
}
