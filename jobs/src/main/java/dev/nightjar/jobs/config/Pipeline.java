package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Minimum;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.model.Feature;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.run.ScheduleSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline file, read and validated.
 *
 * @param name unique in a workspace, lower-case letters, digits and dashes
 * @param owner whom to tell; null: nobody
 * @param recipe which rows
 * @param label what is predicted
 * @param derived columns made of others, in order
 * @param features what the model looks at
 * @param expectations what must hold of the data
 * @param training what to train
 * @param baseline the fixed older model
 * @param testSets what models are judged on, in order
 * @param slices how test sets are cut
 * @param policy when a candidate is promoted
 * @param schedule when it runs
 * @param minimum how small a side or a test set may be; null: as {@link Minimum#standard}
 */
public record Pipeline(
    String name,
    @Nullable String owner,
    Recipe recipe,
    Label label,
    Map<String, Expression> derived,
    List<Feature> features,
    List<ExpectationSpec> expectations,
    TrainingSpec training,
    String baseline,
    List<TestSet> testSets,
    List<SliceSpec> slices,
    PromotionPolicy policy,
    ScheduleSpec schedule,
    @Nullable Minimum minimum) {

  /** How small a side or a test set may be. */
  public Minimum least() {
    return minimum == null ? Minimum.standard() : minimum;
  }
}
