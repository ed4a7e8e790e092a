package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.jobs.openlineage.Specification;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What whole nights tell of their lineage, held to the specification. */
class OpenLineageIT {

  private static final WorldOptions WORLD =
      new WorldOptions(
          1, WorldOptions.calm(1).start(), 60, WorldOptions.NEVER, WorldOptions.NEVER, 58);
  private static final List<String> STEPS =
      List.of("snapshot", "check", "train", "evaluate", "decide", "promote");

  @TempDir Path dir;
  private Path pipeline = Path.of("");
  private Terminal terminal = new Terminal(pipeline);

  @BeforeEach
  void aWorld() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("workspace"), WORLD);
    pipeline = demo.pipeline();
    terminal = new Terminal(demo.folder());
  }

  private Terminal.Answer night(int day) {
    return terminal.type(
        "run", pipeline.toString(), "--date", WORLD.start().plusDays(day).toString());
  }

  private void configure(String lineage) throws IOException {
    Files.writeString(dir.resolve("nightjar.yaml"), "openlineage: " + lineage + "\n");
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve("events"))) {
      JsonNode event = CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8));
      Specification.check(event);
      events.add(event);
    }
    return events;
  }

  private static List<String> lines(List<JsonNode> events) {
    return events.stream()
        .map(e -> e.get("eventType").asText() + " " + e.at("/job/name").asText())
        .toList();
  }

  @Test
  void aNightNamesItsDataAndItsModelAndABlockedOneSaysWhy() throws IOException {
    configure("{transport: file, file: events, namespace: lab}");
    assertThat(night(57).code()).isZero();
    List<JsonNode> events = events();
    List<String> expected = new ArrayList<>(List.of("START deliveries"));
    STEPS.forEach(
        s -> expected.addAll(List.of("START deliveries." + s, "COMPLETE deliveries." + s)));
    expected.add("COMPLETE deliveries");
    assertThat(lines(events)).containsExactlyElementsOf(expected);
    assertThat(events).allMatch(e -> e.at("/job/namespace").asText().equals("lab"));

    String store = dir.resolve("workspace/store").toString();
    JsonNode check = events.get(lines(events).indexOf("COMPLETE deliveries.check")).at("/inputs/0");
    assertThat(check.get("name").asText()).isEqualTo(store + "/datasets/deliveries");
    assertThat(check.at("/facets/schema/fields"))
        .anyMatch(f -> f.toString().equals("{\"name\":\"distance_km\",\"type\":\"double\"}"));
    assertThat(check.at("/inputFacets/dataQualityAssertions/assertions")).hasSize(7);
    long rows = check.at("/inputFacets/dataQualityMetrics/rowCount").asLong();
    assertThat(rows)
        .isPositive()
        .isEqualTo(check.at("/inputFacets/inputStatistics/rowCount").asLong());
    assertThat(check.at("/inputFacets/dataQualityMetrics/columnMetrics/depot/nullCount").asLong(-1))
        .isZero();
    for (JsonNode segment : check.at("/inputFacets/subset/inputCondition/locations")) {
      assertThat(Path.of(segment.asText())).exists();
    }

    JsonNode end = events.get(events.size() - 1);
    JsonNode model = end.at("/outputs/0");
    assertThat(model.get("name").asText()).isEqualTo(store + "/models/deliveries");
    assertThat(model.at("/facets/version/datasetVersion").asText()).isEqualTo("v1");
    JsonNode facet = model.at("/facets/nightjar_model");
    assertThat(facet.get("verdict").asText()).isEqualTo("PROMOTE");
    assertThat(facet.get("promotion").asText()).isEqualTo("PROMOTED");
    assertThat(facet.get("championAfter").asText()).isEqualTo("v1");
    assertThat(facet.has("championBefore")).as("there was none").isFalse();
    assertThat(facet.get("measures"))
        .anyMatch(m -> m.get("metric").asText().equals("auc") && m.get("value").asDouble() > 0.5);
    assertThat(facet.get("snapshot")).isEqualTo(end.at("/inputs/0/facets/version/datasetVersion"));

    assertThat(night(59).code()).as("the day before it is broken").isEqualTo(3);
    List<JsonNode> blocked = events().subList(events.size(), events().size());
    assertThat(lines(blocked)).endsWith("FAIL deliveries.check", "FAIL deliveries");
    JsonNode last = blocked.get(blocked.size() - 1);
    assertThat(last.at("/run/facets/errorMessage/message").asText()).contains("depot");
    assertThat(last.at("/inputs/0/inputFacets/dataQualityAssertions/assertions"))
        .anyMatch(a -> !a.get("success").asBoolean() && a.get("severity").asText().equals("error"));
    assertThat(last.get("outputs")).isEmpty();

    assertThat(night(57).code()).as("what is done is told once").isZero();
    assertThat(events()).hasSize(events.size() + blocked.size());
  }

  @Test
  void aNightGoesOnWithoutItsCollector() throws IOException {
    try (ServerSocket hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      configure("{url: 'http://127.0.0.1:%d', timeout: 1s}".formatted(hangs.getLocalPort()));
      Terminal.Answer answer = night(57);
      assertThat(answer.code()).isZero();
      assertThat(answer.out()).contains("PROMOTE");
    }
    configure("{transport: http}");
    Terminal.Answer refused = night(57);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("nightjar.yaml:1: openlineage: url is missing");
  }
}
