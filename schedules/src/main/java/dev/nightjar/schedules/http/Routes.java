package dev.nightjar.schedules.http;

import java.util.List;
import java.util.stream.Stream;

/** Everything that can be asked for. {@code openapi.json} says the same; a test compares them. */
final class Routes {

  /** What all paths of the API begin with. */
  static final String API = "/api/v1";

  private Routes() {}

  static List<Route> all(Backend backend) {
    return Stream.of(
            new HealthRoutes(backend).all(),
            new PipelineRoutes(backend).all(),
            new RunRoutes(backend).all(),
            new ApprovalRoutes(backend).all(),
            new BackfillRoutes(backend).all(),
            new ModelRoutes(backend).all(),
            new ReportRoutes(backend).all(),
            new AccessRoutes(backend).all(),
            new StatusPage(backend).all())
        .flatMap(List::stream)
        .toList();
  }
}
