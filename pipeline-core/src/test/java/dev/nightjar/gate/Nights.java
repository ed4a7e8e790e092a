package dev.nightjar.gate;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds evidence, a line a number. */
final class Nights {

  static final Gate IMPROVES = new Gate.Improves("auc", "champion", 0.002, "recent", null, 0);
  static final Gate NO_WORSE = new Gate.NoWorse("auc", "champion", 0.01, "fixed", null, 0);

  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Corrected> corrected = new ArrayList<>();
  private Set<String> costs = Set.of();
  private @Nullable String champion = "v11";
  private @Nullable String baseline = "v1";

  static Nights night() {
    return new Nights();
  }

  static PromotionPolicy policy(Gate... gates) {
    return policy(PromotionPolicy.First.PROMOTE_IF_BETTER_THAN_MAJORITY, gates);
  }

  static PromotionPolicy policy(PromotionPolicy.First first, Gate... gates) {
    return new PromotionPolicy(0.95, List.of(gates), first);
  }

  /** A metric of the pipeline file's own of which less is better. */
  Nights cost(String metric) {
    costs = Set.of(metric);
    return this;
  }

  Nights withoutChampion() {
    champion = null;
    return this;
  }

  Nights withoutBaseline() {
    baseline = null;
    return this;
  }

  Nights auc(String on, double low, double high) {
    return compared("auc", "champion", on, "", low, high, 5000);
  }

  Nights compared(
      String metric, String against, String on, String slice, double low, double high, long n) {
    double middle = (low + high) / 2;
    comparisons.add(
        new Comparison(metric, against, on, slice, middle, low, high, 0.95, Double.NaN, "test", n));
    return this;
  }

  Nights measured(String metric, String on, double low, double high) {
    return measured(metric, on, low, high, 5000);
  }

  Nights measured(String metric, String on, double low, double high, long n) {
    double middle = (low + high) / 2;
    measures.add(new Measure("candidate", metric, on, "", middle, low, high, n));
    return this;
  }

  /** What the champion has, on all rows. */
  Nights champion(String metric, String on, double low, double high) {
    double middle = (low + high) / 2;
    measures.add(new Measure("champion", metric, on, "", middle, low, high, 5000));
    return this;
  }

  /** What these nights measured and compared, once more, at that confidence. */
  Nights corrected(double confidence, Nights wider) {
    List<Comparison> at =
        wider.comparisons.stream()
            .map(
                c ->
                    new Comparison(
                        c.metric(),
                        c.against(),
                        c.testSet(),
                        c.slice(),
                        c.difference(),
                        c.low(),
                        c.high(),
                        confidence,
                        c.pValue(),
                        c.method(),
                        c.n()))
            .toList();
    corrected.add(new Corrected(confidence, wider.measures, at));
    return this;
  }

  Evidence evidence() {
    return new Evidence(champion, baseline, measures, comparisons, corrected, costs);
  }

  Judgement judge(Gate... gates) {
    return Gates.judge(policy(gates), evidence());
  }
}
