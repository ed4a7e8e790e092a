package dev.nightjar.jobs.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.jobs.LoopbackCollector;
import dev.nightjar.jobs.NightObserver;
import dev.nightjar.jobs.ScriptedRun;
import dev.nightjar.jobs.config.TraceSettings;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepFailure;
import dev.nightjar.run.StepOutput;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spans of runs of three steps, as a collector on loopback gets them by OTLP. */
@Timeout(120)
class TraceListenerTest {

  @TempDir Path dir;

  private final ScriptedRun script = new ScriptedRun();
  private final List<Span> spans = new ArrayList<>();
  private final Map<String, String> resource = new HashMap<>();

  private void run() throws Exception {
    try (LoopbackCollector collector = new LoopbackCollector(() -> 200)) {
      try (NightObserver observer = observer(collector)) {
        script.run(dir, observer);
      } finally {
        collect(collector);
      }
    }
  }

  private static NightObserver observer(LoopbackCollector collector) {
    return TraceObserver.start(
            new TraceSettings(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url().toString())),
            "1.2.3",
            text -> text.replace("s3cr3t", "***"))
        .orElseThrow();
  }

  private void collect(LoopbackCollector collector) throws IOException {
    List<LoopbackCollector.Received> all = new ArrayList<>();
    collector.received.drainTo(all);
    for (LoopbackCollector.Received received : all) {
      assertThat(received.path()).isEqualTo("/v1/traces");
      ExportTraceServiceRequest.parseFrom(received.body())
          .getResourceSpansList()
          .forEach(
              of -> {
                resource.putAll(values(of.getResource().getAttributesList()));
                of.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
              });
    }
  }

  private static Map<String, String> values(List<KeyValue> attributes) {
    Map<String, String> values = new HashMap<>();
    for (KeyValue one : attributes) {
      values.put(
          one.getKey(),
          switch (one.getValue().getValueCase()) {
            case STRING_VALUE -> one.getValue().getStringValue();
            case INT_VALUE -> Long.toString(one.getValue().getIntValue());
            case BOOL_VALUE -> Boolean.toString(one.getValue().getBoolValue());
            default -> one.getValue().toString();
          });
    }
    return values;
  }

  private Span span(String name) {
    return spans.stream().filter(s -> s.getName().equals(name)).findFirst().orElseThrow();
  }

  private static String hex(com.google.protobuf.ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Test
  void stepsAreSpansBelowTheirRunWhoseTraceFollowsFromIt() throws Exception {
    run();

    assertThat(spans)
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("run flights", "step first", "step second");
    Run run = script.ledger.runs(script.slot).get(0);
    Span root = span("run flights");
    assertThat(hex(root.getTraceId())).isEqualTo(TraceId.of(run).trace());
    assertThat(hex(root.getSpanId())).isEqualTo(TraceId.of(run).span());
    assertThat(root.getParentSpanId().isEmpty()).isTrue();
    for (String step : List.of("first", "second")) {
      Span span = span("step " + step);
      assertThat(span.getParentSpanId()).isEqualTo(root.getSpanId());
      assertThat(span.getTraceId()).isEqualTo(root.getTraceId());
      assertThat(values(span.getAttributesList()))
          .containsEntry("nightjar.step", step)
          .containsEntry("nightjar.attempt", "1")
          .containsEntry("nightjar.run.id", run.id().hex());
    }
    assertThat(values(root.getAttributesList()))
        .containsEntry("nightjar.pipeline", "flights")
        .containsEntry("nightjar.logical_time", "2011-06-15T07:30:00Z")
        .containsEntry("nightjar.state", "SUCCEEDED");
    assertThat(resource)
        .containsEntry("service.name", "nightjar")
        .containsEntry("service.version", "1.2.3");
  }

  @Test
  void triesThatFailAreEventsAndTheLastOneIsTheStatus() throws Exception {
    List<String> tries = new ArrayList<>();
    script.second =
        c -> {
          tries.add("");
          throw tries.size() == 1
              ? new IOException("connection reset")
              : new StepFailure(FailureClass.DATA, "file truncated");
        };
    run();

    Span step = span("step second");
    assertThat(step.getEventsList()).hasSize(2);
    assertThat(values(step.getEvents(0).getAttributesList()))
        .containsEntry("nightjar.attempt", "1")
        .containsEntry("nightjar.failure.class", "INFRA")
        .containsEntry("exception.message", "connection reset");
    assertThat(step.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(step.getStatus().getMessage()).isEqualTo("file truncated");
    assertThat(values(step.getAttributesList())).containsEntry("nightjar.attempt", "2");
    Span root = span("run flights");
    assertThat(root.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(values(root.getAttributesList())).containsEntry("nightjar.failure.class", "DATA");
  }

  @Test
  void whatNobodyMayReadIsTakenOutOfAllThatRunsSaid() throws Exception {
    script.second =
        c -> {
          throw new StepFailure(FailureClass.DATA, "cannot read ://me:s3cr3t@host");
        };
    run();
    assertThat(span("step second").getStatus().getMessage())
        .isEqualTo("cannot read ://me:***@host");
    assertThat(span("run flights").getStatus().getMessage()).contains("***");
    assertThat(spans).allSatisfy(span -> assertThat(span.toString()).doesNotContain("s3cr3t"));
    spans.clear();
    script.slot = Slot.of("flights", ScriptedRun.SLOT.plus(Duration.ofDays(1)));
    script.second = c -> StepOutput.block("no", "s3cr3t is null");
    run();
    assertThat(spans).hasSizeGreaterThan(2);
    assertThat(spans).allSatisfy(span -> assertThat(span.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void aRunThatGoesOnLinksToItsFirstSpan() throws Exception {
    script.second =
        c -> {
          throw new LedgerException("gone");
        };
    assertThatThrownBy(this::run).isInstanceOf(LedgerException.class);
    Span before = span("run flights");
    assertThat(values(before.getAttributesList())).containsEntry("nightjar.state", "RUNNING");
    assertThat(before.getEvents(0).getName()).isEqualTo("left to others");
    assertThat(span("step second").getStatus().getMessage()).isEqualTo("interrupted");
    spans.clear();
    script.second = c -> StepOutput.next("done");
    run();

    Span after = span("run flights");
    assertThat(after.getTraceId()).isEqualTo(before.getTraceId());
    assertThat(after.getSpanId()).isNotEqualTo(before.getSpanId());
    assertThat(after.getLinksList()).hasSize(1);
    assertThat(after.getLinks(0).getSpanId()).isEqualTo(before.getSpanId());
    assertThat(values(span("step first").getAttributesList()))
        .containsEntry("nightjar.reused", "true");
  }

  @Test
  void aCollectorThatHangsCostsAtMostSeconds() throws Exception {
    long began = System.nanoTime();
    try (LoopbackCollector collector = new LoopbackCollector(() -> 0);
        NightObserver observer = observer(collector)) {
      script.run(dir, observer);
    }
    assertThat(script.ledger.runs(script.slot).get(0).state().text()).isEqualTo("PROMOTE v1");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void variablesThatAskForWhatIsNotToBeHadMakeNoTraces() {
    assertThat(
            TraceObserver.start(
                new TraceSettings(
                    Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317",
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")),
                "1",
                text -> text))
        .isEmpty();
    assertThat(
            TraceObserver.start(
                new TraceSettings(Map.of("OTEL_TRACES_EXPORTER", "zipkin")), "1", text -> text))
        .isEmpty();
  }
}
