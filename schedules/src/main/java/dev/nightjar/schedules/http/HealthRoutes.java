package dev.nightjar.schedules.http;

import dev.nightjar.schedules.Health;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether the server is well, what Prometheus reads, and what can be asked for. */
final class HealthRoutes {

  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPENAPI = resource("openapi.json");

  private final Backend backend;

  HealthRoutes(Backend backend) {
    this.backend = backend;
  }

  List<Route> all() {
    return List.of(
        Route.get("/health/live", HealthRoutes::live).by(null),
        Route.get("/health/ready", this::ready).by(null),
        Route.get("/metrics", this::metrics),
        Route.get(
            Routes.API + "/openapi.json", request -> request.send("application/json", OPENAPI)));
  }

  private static void live(Request request) {
    request.json(200, Map.of("status", "live"));
  }

  private void ready(Request request) {
    Health health = backend.health();
    request.json(health.ready() ? 200 : 503, health);
  }

  private void metrics(Request request) {
    request.context().contentType(METRICS).result(backend.metrics());
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HealthRoutes.class.getResourceAsStream(name), name)) {
      byte[] bytes = in.readAllBytes();
      CanonicalJson.parse(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
