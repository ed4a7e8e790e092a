package dev.nightjar.reuse;

import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TestSet.Budget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a test set is worn, this decision included.
 *
 * @param testSet its name in the pipeline
 * @param id its name in the store: {@code testsets/<id>}
 * @param decisions about this model, the one at hand included
 * @param before how many of them were seen before pipeline or rows were changed last, or a
 *     bisection looked for what to change: from then on nothing is guaranteed, unless the set is
 *     sealed; 0: they never were
 * @param budget what the pipeline declares; null: nothing
 * @param allowed decisions that its rows bear, at most those declared; 0 without a budget
 * @param tightest the gated number that bears the fewest; null: there is no number with a bound
 * @param unbounded gated metrics for which no bound is known
 * @param small gated slices that are too small to be known so well
 * @param warning whether somebody should be told
 * @param sentence all of it in words
 */
public record Reuse(
    String testSet,
    String id,
    int decisions,
    int before,
    @Nullable Budget budget,
    int allowed,
    @Nullable Tightest tightest,
    List<String> unbounded,
    int small,
    boolean warning,
    String sentence) {

  /**
   * A gated number and the rows that it has and needs for all declared nights.
   *
   * @param fresh rows of a new set, of all classes, that serves as many nights again
   */
  public record Tightest(String metric, long n, long needed, long fresh) {}

  public Reuse {
    unbounded = List.copyOf(unbounded);
  }

  /**
   * Of a decision that is in the set's log.
   *
   * @param state with the decision as its last one
   * @param gated what the gates speak of and has a bound
   * @param unbounded metrics that they speak of and that have none
   */
  public static Reuse of(
      TestSet set,
      String id,
      String model,
      ReuseState state,
      List<Gated> gated,
      List<String> unbounded,
      long rows) {
    ReuseState.Tally tally = state.tally(model);
    Budget budget = set.budget();
    List<String> bounded = gated.stream().map(Gated::metric).distinct().sorted().toList();
    if (budget == null) {
      boolean rolls = set.span() instanceof TestSet.Recent;
      ReuseWording wording =
          new ReuseWording(
              set.name(), tally.decisions(), tally.before(), tally.shown(), bounded, unbounded, 0);
      return new Reuse(
          set.name(),
          id,
          tally.decisions(),
          tally.before(),
          null,
          0,
          null,
          unbounded,
          0,
          !rolls,
          rolls ? wording.rolling() : wording.undeclared());
    }
    ReuseBudget reckoned = new ReuseBudget(model, state, gated, rows);
    int allowed = reckoned.allowed(budget);
    Tightest tightest = reckoned.tightest(budget);
    int small = reckoned.small(budget);
    boolean spent = tally.decisions() > allowed;
    boolean ended = tally.before() > 0 && tally.shown();
    boolean weak = tightest != null && (ended || allowed < budget.nights());
    boolean warning = spent || weak;
    ReuseWording wording =
        new ReuseWording(
            set.name(),
            tally.decisions(),
            tally.before(),
            tally.shown(),
            bounded,
            unbounded,
            small);
    return new Reuse(
        set.name(),
        id,
        tally.decisions(),
        tally.before(),
        budget,
        allowed,
        tightest,
        unbounded,
        small,
        warning,
        wording.declared(budget, allowed, tightest));
  }

  /** Whether a model is no longer to be promoted by what this set says. */
  public boolean isSpent() {
    return budget != null && decisions > allowed;
  }
}
