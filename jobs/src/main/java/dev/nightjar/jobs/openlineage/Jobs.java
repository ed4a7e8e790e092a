package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.model.CodeId;
import io.openlineage.client.OpenLineage;
import java.util.List;

/**
 * The jobs: the pipeline, and each of its steps as {@code pipeline.step}.
 *
 * @param namespace of all of them
 */
record Jobs(String namespace, Facets facets) {

  OpenLineage.Job pipeline(Order order) {
    return job(order, pipelineName(order), "PIPELINE");
  }

  OpenLineage.Job step(Order order, String step) {
    return job(order, pipelineName(order) + "." + step, "STEP");
  }

  String pipelineName(Order order) {
    return order.slot().pipeline();
  }

  private OpenLineage.Job job(Order order, String name, String type) {
    OpenLineage standard = facets.standard();
    OpenLineage.JobFacetsBuilder about =
        standard
            .newJobFacetsBuilder()
            .jobType(standard.newJobTypeJobFacet("BATCH", "NIGHTJAR", type, null));
    String owner = order.file().pipeline().owner();
    if (owner != null) {
      about.ownership(
          standard.newOwnershipJobFacet(
              List.of(standard.newOwnershipJobFacetOwners(owner, "MAINTAINER"))));
    }
    CodeId code = order.code();
    if (!code.commit().isEmpty()) {
      about.sourceCodeLocation(
          standard
              .newSourceCodeLocationJobFacetBuilder()
              .type("git")
              .url(order.file().path().toAbsolutePath().normalize().toUri())
              .version(code.commit())
              .build());
    }
    return standard.newJob(namespace, name, about.build());
  }
}
