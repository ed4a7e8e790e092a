package dev.nightjar.jobs.opentelemetry;

import dev.nightjar.jobs.NightObserver;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.TraceSettings;
import dev.nightjar.run.RunListener;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a span of each run, and of each step one below it, as OpenTelemetry's variables say. Spans
 * wait in the SDK's queue, which has bounds, and are exported by its own thread. Thread-safe.
 */
public final class TraceObserver implements NightObserver {

  private static final Logger LOG = LoggerFactory.getLogger(TraceObserver.class);

  /** A strong reference: a level that was set on a logger that is collected is lost. */
  private static final java.util.logging.Logger SDK =
      java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
  private static final String TRACES_PROTOCOL = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final RunIdGenerator ids;
  private final @Nullable ReportingExporter exporter;
  private final UnaryOperator<String> redact;
  private final Set<TraceListener> open = ConcurrentHashMap.newKeySet();

  private TraceObserver(
      OpenTelemetrySdk sdk,
      RunIdGenerator ids,
      @Nullable ReportingExporter exporter,
      UnaryOperator<String> redact) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("dev.nightjar");
    this.ids = ids;
    this.exporter = exporter;
    this.redact = redact;
  }

  /**
   * An observer; empty when the variables, which may be meant for other programs, ask for what is
   * not to be had. That is logged.
   *
   * @param version of this program
   * @param redact takes out of what runs said what nobody may read, such as passwords
   */
  public static Optional<NightObserver> start(
      TraceSettings settings, String version, UnaryOperator<String> redact) {
    Map<String, String> variables = settings.variables();
    String protocol = variables.getOrDefault(TRACES_PROTOCOL, variables.getOrDefault(PROTOCOL, ""));
    if (protocol.equals("grpc")) {
      LOG.warn(
          "no traces: they are sent over HTTP, not over gRPC; set {}=http/protobuf, and an"
              + " endpoint such as http://collector:4318",
          TRACES_PROTOCOL);
      return Optional.empty();
    }
    try {
      return Optional.of(configured(variables, version, redact));
    } catch (RuntimeException e) {
      LOG.warn("no traces: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static TraceObserver configured(
      Map<String, String> variables, String version, UnaryOperator<String> redact) {
    SDK.setLevel(Level.OFF);
    RunIdGenerator ids = new RunIdGenerator();
    AtomicReference<@Nullable ReportingExporter> exporter = new AtomicReference<>();
    AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder();
    OpenTelemetrySdk sdk =
        builder
            .addPropertiesSupplier(
                () ->
                    Map.of(
                        "otel.service.name", "nightjar",
                        "otel.exporter.otlp.protocol", "http/protobuf"))
            .addPropertiesCustomizer(before -> properties(variables))
            .addResourceCustomizer((resource, any) -> resource.merge(program(version)))
            .addTracerProviderCustomizer((tracers, any) -> tracers.setIdGenerator(ids))
            .addSpanExporterCustomizer(
                (made, any) -> {
                  ReportingExporter reporting = new ReportingExporter(made, place(variables));
                  exporter.set(reporting);
                  return reporting;
                })
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new TraceObserver(sdk, ids, exporter.get(), redact);
  }

  /** Where spans go, without what an address may hold before an {@code @}. */
  private static String place(Map<String, String> variables) {
    return variables
        .getOrDefault(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            variables.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "the exporter"))
        .replaceFirst("//[^/@]*@", "//");
  }

  /** The variables as the SDK calls them, and that nothing but traces is exported. */
  private static Map<String, String> properties(Map<String, String> variables) {
    Map<String, String> properties = new HashMap<>();
    variables.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    return properties;
  }

  private static Resource program(String version) {
    return Resource.create(Attributes.of(AttributeKey.stringKey("service.version"), version));
  }

  @Override
  public RunListener watch(Order order) {
    return new TraceListener(this, tracer, ids, redact);
  }

  void begins(TraceListener run) {
    open.add(run);
    if (exporter != null) {
      exporter.listenAgain();
    }
  }

  void ends(TraceListener run) {
    open.remove(run);
  }

  /** Ends the spans of runs that are left to others, and waits five seconds for the export. */
  @Override
  public void close() {
    open.forEach(TraceListener::left);
    if (!sdk.getSdkTracerProvider()
        .shutdown()
        .join(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .isDone()) {
      LOG.warn("some spans were not exported within {} s", PATIENCE.toSeconds());
    }
  }
}
