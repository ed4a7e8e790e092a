package dev.nightjar.jobs.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Minimum;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.model.Feature;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Probe;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.ZoneId;
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
 * @param sliceSearch which further slices are searched for
 * @param policy when a candidate is promoted
 * @param schedule when it runs
 * @param metrics metrics that the file makes itself; null: none
 * @param robustness changes of test rows that models are asked about; null: none
 * @param cases what models must do on rows of test sets; null: nothing is said
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
    SliceSearchSpec sliceSearch,
    PromotionPolicy policy,
    ScheduleSpec schedule,
    @Nullable List<CostMatrix> metrics,
    @Nullable List<Probe> robustness,
    @Nullable List<Case> cases,
    @Nullable Minimum minimum) {

  /**
   * The digest of what its runs mean. When it runs is no part of that, but for the zone in which
   * days begin and the patience with data that are late: to change the rest of the schedule leaves
   * runs resumable and nights comparable.
   */
  public Digest digest() {
    ObjectNode meaning = (ObjectNode) CanonicalJson.tree(this);
    meaning.set("schedule", CanonicalJson.tree(new Days(schedule.zone(), schedule.dataDeadline())));
    return CanonicalJson.digest(meaning);
  }

  /** The metrics that the file makes itself. */
  public List<CostMatrix> costs() {
    return metrics == null ? List.of() : metrics;
  }

  /** The changes of test rows that models are asked about. */
  public List<Probe> probes() {
    return robustness == null ? List.of() : robustness;
  }

  /** What models must do on rows of test sets. */
  public List<Case> behaviour() {
    return cases == null ? List.of() : cases;
  }

  /**
   * The digest of what somebody may have changed because of an earlier verdict: everything but whom
   * to tell and when it runs.
   */
  public Digest design() {
    ObjectNode design = (ObjectNode) CanonicalJson.tree(this);
    design.remove(List.of("owner", "schedule"));
    return CanonicalJson.digest(design);
  }

  private record Days(ZoneId zone, @Nullable Duration dataDeadline) {}

  /** How small a side or a test set may be. */
  public Minimum least() {
    return minimum == null ? Minimum.standard() : minimum;
  }
}
