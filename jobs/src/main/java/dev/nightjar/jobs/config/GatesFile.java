package dev.nightjar.jobs.config;

import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import java.util.List;

/**
 * What two models are judged by, without a pipeline around it.
 *
 * @param slices how test sets are cut
 * @param search the slices that are searched for
 * @param costs the file's own metrics, where labels are of two classes
 * @param classCosts the same where they are of several
 */
public record GatesFile(
    PromotionPolicy policy,
    List<SliceSpec> slices,
    SliceSearchSpec search,
    List<CostMatrix> costs,
    List<ClassCosts> classCosts) {

  /** Rows that a gate of {@link #standard} takes at least. */
  private static final long MIN_N = 30;

  public GatesFile {
    slices = List.copyOf(slices);
    costs = List.copyOf(costs);
    classCosts = List.copyOf(classCosts);
  }

  /**
   * This metric must improve on the champion, on each test set; slices are searched among these.
   */
  public static GatesFile standard(String metric, List<String> testSets, List<SliceSpec> slices) {
    return new GatesFile(
        new PromotionPolicy(
            0.95,
            testSets.stream()
                .<Gate>map(set -> new Gate.Improves(metric, "champion", 0, set, null, MIN_N))
                .toList(),
            PromotionPolicy.First.HOLD),
        slices,
        new SliceSearchSpec(
            slices.isEmpty() ? List.of() : testSets,
            slices,
            SliceSearchSpec.LEVEL,
            SliceSearchSpec.SUPPORT,
            SliceSearchSpec.TOP),
        List.of(),
        List.of());
  }
}
