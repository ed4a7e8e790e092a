package dev.nightjar.jobs.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How traces are exported, in OpenTelemetry's own variables.
 *
 * @param variables all that begin with {@code OTEL_}; they may hold secrets, and are not printed
 */
public record TraceSettings(Map<String, String> variables) {

  private static final String PREFIX = "OTEL_";

  public TraceSettings {
    variables = Map.copyOf(variables);
  }

  /**
   * The settings of an environment that names an exporter of traces or where to send them; null
   * otherwise: what OpenTelemetry does when nothing is said is not done.
   */
  static @Nullable TraceSettings of(Map<String, String> environment) {
    Map<String, String> found = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isBlank()) {
            found.put(name, value);
          }
        });
    String exporter = found.getOrDefault("OTEL_TRACES_EXPORTER", "");
    boolean wanted =
        !exporter.isEmpty()
            || found.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
            || found.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    boolean off =
        exporter.equals("none") || "true".equalsIgnoreCase(found.get("OTEL_SDK_DISABLED"));
    return wanted && !off ? new TraceSettings(found) : null;
  }

  /** The names. */
  @Override
  public String toString() {
    return "TraceSettings" + new TreeMap<>(variables).keySet();
  }
}
