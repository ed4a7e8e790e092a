package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(PipelineSchema.json());

  private static JsonNode node(String yaml) {
    return new ObjectMapper().valueToTree(YamlParser.parse("p.yaml", yaml).plain());
  }

  /** What the schema has against a pipeline file. */
  static Collection<?> problems(String yaml) {
    return SCHEMA.validate(node(yaml));
  }

  @Test
  void acceptsWhatTheReaderAccepts() {
    assertThat(SCHEMA.validate(node(PipelineReaderTest.GOOD))).isEmpty();
    String from =
        "from: {dataset: outcomes, key: {row: a, label: b}, absent: negative}\n  when: \"delay";
    assertThat(SCHEMA.validate(node(PipelineReaderTest.GOOD.replace("when: \"delay", from))))
        .isEmpty();
  }

  @Test
  void aReferenceMayStandWhereAParameterMayChangeTheValue() {
    String good = "params: {x: 7}\n" + PipelineReaderTest.GOOD;
    String x = "\"${params.x}\"";
    for (String place : List.of("seed: 7", "dedupe: rows", "severity: warning", "window: 60d")) {
      assertThat(good).contains(place);
      String key = place.substring(0, place.indexOf(' ') + 1);
      assertThat(problems(good.replace(place, key + x))).as(place).isEmpty();
      assertThat(problems(good.replace(place, key + "\"${param.x}\""))).as(place).isNotEmpty();
    }
    assertThat(problems(good.replace("window: 60d", "window: \"${params.x}d\""))).isEmpty();
    assertThat(
            problems(good.replaceFirst("pipeline: .*", Matcher.quoteReplacement("pipeline: " + x))))
        .as("the reader refuses it too")
        .isNotEmpty();
    assertThat(problems(good + "  misfire: " + x + "\n")).isNotEmpty();
  }

  @Test
  void refusesWhatTheReaderRefuses() {
    String good = PipelineReaderTest.GOOD;
    assertThat(SCHEMA.validate(node(good.replace("features:", "featurs:")))).isNotEmpty();
    assertThat(SCHEMA.validate(node(good.replace("dedupe: rows", "dedupe: row")))).isNotEmpty();
    assertThat(SCHEMA.validate(node(good.replace("seed: 7", "seed: many")))).isNotEmpty();
    assertThat(SCHEMA.validate(node(good.replace("improves:", "improve:")))).isNotEmpty();
    assertThat(SCHEMA.validate(node(good.replace("severity: warning", "severty: x")))).isNotEmpty();
    String parallel = good + "  concurrency: parallel\n";
    assertThat(SCHEMA.validate(node(parallel))).isNotEmpty();
  }

  @Test
  void theFileForEditorsIsTheSchema() throws Exception {
    assertThat(Files.readString(Path.of("../deploy/schema/pipeline.schema.json")))
        .as("write PipelineSchema.json() to deploy/schema/pipeline.schema.json")
        .isEqualTo(PipelineSchema.json());
  }
}
