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
   * @param before how many of them were seen before the design was changed last; 0: it never was
   * @param design of the last one
   * @param moving most gated numbers that move with the champion in any of them
   * @param fixed most of the others
   * @param disagreement the largest that was seen
   */
  public record Tally(
      int decisions, int before, Digest design, int moving, int fixed, double disagreement) {

    Tally after(Use use) {
      return new Tally(
          decisions + 1,
          use.design().equals(design) ? before : decisions,
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
    Tally first = new Tally(1, 0, use.design(), use.moving(), use.fixed(), use.disagreement());
    next.merge(use.model(), first, (tally, none) -> tally.after(use));
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
