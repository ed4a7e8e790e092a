package dev.nightjar.decision;

import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Under;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metric and test set that a report leads with, and that the history chart draws: those of the
 * first {@code improves} over the champion, else of the first gate that compares with it.
 *
 * @param metric such as {@code auc}
 * @param testSet such as {@code recent}
 */
public record Leading(String metric, String testSet) {

  /** Null when no gate compares on a test set. */
  public static @Nullable Leading of(PromotionPolicy policy) {
    Leading second = null;
    for (Gate gate : policy.gates()) {
      String on = gate.on();
      if (on == null
          || Under.named(gate.metric()) != null
          || Failures.named(gate.metric()) != null) {
        continue;
      }
      if (gate instanceof Gate.Improves g && g.over().equals("champion")) {
        return new Leading(g.metric(), on);
      }
      if (second == null && gate instanceof Gate.NoWorse) {
        second = new Leading(gate.metric(), on);
      }
    }
    return second;
  }

  /** Its comparisons with the champion, one for each slice; all rows together is none of them. */
  public List<Comparison> slices(List<Comparison> comparisons) {
    return comparisons.stream()
        .filter(c -> c.against().equals("champion"))
        .filter(c -> c.metric().equals(metric) && c.testSet().equals(testSet))
        .filter(c -> !c.slice().isEmpty())
        .toList();
  }
}
