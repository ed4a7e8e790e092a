package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.openlineage.LineageListener.Moment;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import io.openlineage.client.OpenLineage;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The runs, and the tries of steps as their children.
 *
 * @param redact takes out of what runs said what nobody may read
 */
record Runs(Jobs jobs, RunIds ids, Facets facets, UnaryOperator<String> redact) {

  /**
   * A run.
   *
   * @param error why it did not succeed, in words; null: it did, or goes on
   */
  OpenLineage.Run run(Moment moment, @Nullable String error) {
    Run run = moment.run();
    OpenLineage.RunFacetsBuilder about = about(moment, error);
    Whole whole = whole(moment);
    if (whole != null) {
      about.parent(parent(whole));
    }
    about.put("nightjar_run", night(moment, null));
    return facets.standard().newRun(ids.of(run), about.build());
  }

  /** A try of a step. */
  OpenLineage.Run step(Moment moment, Attempt attempt, @Nullable String error) {
    Run run = moment.run();
    OpenLineage.RunFacetsBuilder about = about(moment, error);
    about.parent(parent(ids.of(run), jobs.pipelineName(moment.order()), whole(moment)));
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
      about.errorMessage(standard.newErrorMessageRunFacet(redact.apply(error), "Java", null));
    }
    return about;
  }

  /** What a night is a part of. */
  private record Whole(UUID run, String job) {}

  /** The shadow history that the night is a part of, or the backfill that promotes. */
  private @Nullable Whole whole(Moment moment) {
    Slot slot = moment.run().slot();
    if (!slot.lane().isEmpty()) {
      return new Whole(ids.ofLane(slot), slot.pipeline() + "~" + slot.lane());
    }
    Backfill backfill = moment.order().backfill();
    return backfill == null
        ? null
        : new Whole(ids.of(backfill), slot.pipeline() + "~backfill-" + backfill.id());
  }

  private OpenLineage.ParentRunFacet parent(Whole whole) {
    OpenLineage standard = facets.standard();
    return standard.newParentRunFacet(
        standard.newParentRunFacetRun(whole.run(), standard.newParentRunFacetRunFacets()),
        standard.newParentRunFacetJob(
            jobs.namespace(), whole.job(), standard.newParentRunFacetJobFacets()),
        null);
  }

  private OpenLineage.ParentRunFacet parent(UUID run, String job, @Nullable Whole whole) {
    OpenLineage standard = facets.standard();
    Whole root = whole == null ? new Whole(run, job) : whole;
    return standard.newParentRunFacet(
        standard.newParentRunFacetRun(run, standard.newParentRunFacetRunFacets()),
        standard.newParentRunFacetJob(jobs.namespace(), job, standard.newParentRunFacetJobFacets()),
        standard.newParentRunFacetRoot(
            standard.newRootRun(root.run(), standard.newRootRunFacets()),
            standard.newRootJob(jobs.namespace(), root.job(), standard.newRootJobFacets())));
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
            .put("outcome", run.state().text().isEmpty() ? null : redact.apply(run.state().text()))
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
