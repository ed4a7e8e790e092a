package dev.nightjar.reuse;

import dev.nightjar.store.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the decisions on a test set come to.
 *
 * @param position number of entries of its log
 * @param models what each model, by name, had decided on it
 */
public record ReuseState(long position, SortedMap<String, Tally> models) {

  /**
   * The decisions about one model.
   *
   * @param decisions how many there were
   * @param before how many of them were seen before the design was changed last, or a bisection
   *     looked for what could be changed; 0: neither ever was
   * @param shown whether somebody saw more of any of those than its verdict
   * @param open whether somebody saw more of any at all
   * @param design of the last one
   * @param moving most gated numbers that move with the champion in any of them
   * @param fixed most of the others
   * @param disagreement the largest that was seen
   */
  public record Tally(
      int decisions,
      int before,
      boolean shown,
      boolean open,
      Digest design,
      int moving,
      int fixed,
      double disagreement) {

    static Tally first(Use use) {
      return new Tally(
          1,
          0,
          false,
          use.sealed() == null,
          use.design(),
          use.moving(),
          use.fixed(),
          use.disagreement());
    }

    /** All that was seen so far may have led to what comes. */
    Tally bisected() {
      return new Tally(decisions, decisions, open, open, design, moving, fixed, disagreement);
    }

    Tally after(Use use) {
      boolean same = use.design().equals(design);
      return new Tally(
          decisions + 1,
          same ? before : decisions,
          same ? shown : open,
          open || use.sealed() == null,
          use.design(),
          Math.max(moving, use.moving()),
          Math.max(fixed, use.fixed()),
          Math.max(disagreement, use.disagreement()));
    }

    /**
     * How many comparisons so many decisions can be about, with any champion that an earlier one of
     * them may have made: the candidates of n nights meet each other and the first champion.
     */
    double comparisons(double nights) {
      return moving * nights * (nights + 1) / 2 + fixed * nights;
    }
  }

  public ReuseState {
    models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
  }

  static ReuseState empty() {
    return new ReuseState(0, new TreeMap<>(Map.of()));
  }

  ReuseState after(Use use) {
    SortedMap<String, Tally> next = new TreeMap<>(models);
    next.merge(use.model(), Tally.first(use), (tally, none) -> tally.after(use));
    return new ReuseState(position + 1, next);
  }

  /** After a bisection of a night of that model. */
  ReuseState bisected(String model) {
    SortedMap<String, Tally> next = new TreeMap<>(models);
    next.computeIfPresent(model, (name, tally) -> tally.bisected());
    return new ReuseState(position + 1, next);
  }

  /** Comparisons about every model but this one. */
  double comparisonsBeside(String model) {
    double others = 0;
    for (Map.Entry<String, Tally> entry : models.entrySet()) {
      if (!entry.getKey().equals(model)) {
        others += entry.getValue().comparisons(entry.getValue().decisions());
      }
    }
    return others;
  }

  /**
   * The decisions about a model.
   *
   * @throws IllegalArgumentException when there was none
   */
  public Tally tally(String model) {
    Tally tally = models.get(model);
    if (tally == null) {
      throw new IllegalArgumentException("no decision about " + model);
    }
    return tally;
  }

  /** How many decisions there were about a model. */
  public int decisions(String model) {
    return models.containsKey(model) ? tally(model).decisions() : 0;
  }
}
