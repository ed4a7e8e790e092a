package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.openlineage.LineageListener.Moment;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import io.openlineage.client.OpenLineage;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The runs, and the tries of steps as their children. */
record Runs(Jobs jobs, RunIds ids, Facets facets) {

  /**
   * A run.
   *
   * @param error why it did not succeed, in words; null: it did, or goes on
   */
  OpenLineage.Run run(Moment moment, @Nullable String error) {
    Run run = moment.run();
    OpenLineage.RunFacetsBuilder about = about(moment, error);
    if (!run.slot().lane().isEmpty()) {
      about.parent(lane(run.slot()));
    }
    about.put("nightjar_run", night(moment, null));
    return facets.standard().newRun(ids.of(run), about.build());
  }

  /** A try of a step. */
  OpenLineage.Run step(Moment moment, Attempt attempt, @Nullable String error) {
    Run run = moment.run();
    OpenLineage.RunFacetsBuilder about = about(moment, error);
    about.parent(parent(ids.of(run), jobs.pipelineName(moment.order()), run.slot()));
    about.put("nightjar_run", night(moment, attempt));
    return facets.standard().newRun(ids.of(run, attempt), about.build());
  }

  private OpenLineage.RunFacetsBuilder about(Moment moment, @Nullable String error) {
    OpenLineage standard = facets.standard();
    OpenLineage.RunFacetsBuilder about =
        standard
            .newRunFacetsBuilder()
            .nominalTime(
                standard.newNominalTimeRunFacet(
                    Facets.time(moment.run().slot().logicalTime()), null))
            .processing_engine(
                standard.newProcessingEngineRunFacet(facets.version(), "Nightjar", null));
    if (error != null) {
      about.errorMessage(standard.newErrorMessageRunFacet(error, "Java", null));
    }
    return about;
  }

  /** The shadow history that a night is a part of. */
  private OpenLineage.ParentRunFacet lane(Slot slot) {
    OpenLineage standard = facets.standard();
    return standard.newParentRunFacet(
        standard.newParentRunFacetRun(ids.ofLane(slot), standard.newParentRunFacetRunFacets()),
        standard.newParentRunFacetJob(
            jobs.namespace(), laneName(slot), standard.newParentRunFacetJobFacets()),
        null);
  }

  private OpenLineage.ParentRunFacet parent(UUID run, String job, Slot slot) {
    OpenLineage standard = facets.standard();
    boolean shadow = !slot.lane().isEmpty();
    return standard.newParentRunFacet(
        standard.newParentRunFacetRun(run, standard.newParentRunFacetRunFacets()),
        standard.newParentRunFacetJob(jobs.namespace(), job, standard.newParentRunFacetJobFacets()),
        standard.newParentRunFacetRoot(
            standard.newRootRun(shadow ? ids.ofLane(slot) : run, standard.newRootRunFacets()),
            standard.newRootJob(
                jobs.namespace(), shadow ? laneName(slot) : job, standard.newRootJobFacets())));
  }

  private static String laneName(Slot slot) {
    return slot.pipeline() + "~" + slot.lane();
  }

  private CustomFacet night(Moment moment, @Nullable Attempt attempt) {
    Run run = moment.run();
    CustomFacet facet =
        facets
            .custom("NightjarRunFacet")
            .put("runId", run.id().hex())
            .put("ordinal", run.ordinal())
            .put("logicalTime", run.slot().logicalTime().toString())
            .put("lane", run.slot().lane().isEmpty() ? null : run.slot().lane())
            .put("state", run.state().status().name())
            .put("outcome", run.state().text().isEmpty() ? null : run.state().text())
            .put(
                "failureClass",
                run.state().failure() == null
                    ? null
                    : run.state().failure().name().toLowerCase(Locale.ROOT))
            .put("pipelineDigest", moment.order().file().pipeline().digest().hex())
            .put("codeDigest", moment.order().code().jar())
            .put("dirty", moment.order().code().dirty());
    if (attempt != null) {
      facet.put("step", attempt.step()).put("attempt", attempt.number());
    }
    return facet;
  }
}
