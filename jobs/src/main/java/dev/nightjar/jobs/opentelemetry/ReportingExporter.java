package dev.nightjar.jobs.opentelemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once for each run that spans do not arrive, where the SDK would say it for each batch. */
final class ReportingExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(ReportingExporter.class);

  private final SpanExporter exporter;
  private final String to;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * An exporter.
   *
   * @param to where spans go, for people
   */
  ReportingExporter(SpanExporter exporter, String to) {
    this.exporter = exporter;
    this.to = to;
  }

  /** A run begins: what ails its spans is to be said. */
  void listenAgain() {
    complained.set(false);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(
        () -> {
          if (!result.isSuccess() && complained.compareAndSet(false, true)) {
            Throwable why = result.getFailureThrowable();
            LOG.warn(
                "{} spans did not arrive at {}{}; the night goes on",
                spans.size(),
                to,
                why == null ? "" : ": " + why.getMessage());
          }
        });
    return result;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
