package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesReaderTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(GatesSchema.json());

  @TempDir Path dir;

  private GatesFile read(String yaml, String... testSets) throws IOException {
    Vocabulary vocabulary =
        new Vocabulary(t -> {}, e -> {}, Metrics::named, GatesReaderTest::unknown, cron -> {});
    return new GatesReader(vocabulary)
        .read(
            Files.writeString(dir.resolve("gates.yaml"), yaml),
            List.of(testSets),
            List.of(SliceSpec.of("region")));
  }

  @Test
  void readsWhatAPipelineFileSaysToo() throws IOException {
    String yaml =
        """
        confidence: 99%
        slices: ["age >= 60", region]
        metrics:
          cost: {false_negative: amount, false_positive: 5}
        weak_slices: {columns: [age], level: 2}
        when:
          - improves: {metric: cost, by: 0.1}
          - no_worse: {metric: recall, margin: 0.05, per: region}
        """;
    GatesFile gates = read(yaml, "june");
    assertThat(gates.policy().confidence()).isEqualTo(0.99);
    assertThat(gates.policy().when()).extracting(Gate::on).containsOnly("june");
    assertThat(gates.slices()).extracting(SliceSpec::text).containsExactly("region", "age >= 60");
    assertThat(gates.costs()).singleElement().matches(c -> c.name().equals("cost"));
    assertThat(gates.search().on()).containsExactly("june");
    assertThat(gates.search().level()).isEqualTo(2);
    assertThat(problems(yaml)).isEmpty();
  }

  @Test
  void mistakesAreNamedWithTheirLines() {
    assertThatThrownBy(() -> read("when:\n- improves: {metric: acc}\n", "a"))
        .hasMessageContaining("gates.yaml:2: no metric acc");
    assertThatThrownBy(() -> read("when:\n- improves: {metric: auc}\n", "a", "b"))
        .hasMessageContaining("on is missing: one of a, b");
    assertThatThrownBy(() -> read("when:\n- improves: {metric: auc, per: regoin}\n", "a"))
        .hasMessageContaining("did you mean region?");
    assertThatThrownBy(() -> read("wehn: []\n", "a")).hasMessageContaining("did you mean when?");
    assertThat(problems("wehn: []\n")).isNotEmpty();
    assertThat(problems("when: [{improves: {metrc: auc}}]\n")).isNotEmpty();
  }

  @Test
  void theFileForEditorsIsTheSchema() throws IOException {
    assertThat(Files.readString(Path.of("../deploy/schema/gates.schema.json")))
        .as("write GatesSchema.json() to deploy/schema/gates.schema.json")
        .isEqualTo(GatesSchema.json());
  }

  private static void unknown(String measure) {
    throw new IllegalArgumentException("there is no measure " + measure);
  }

  private static List<?> problems(String yaml) {
    return List.copyOf(
        SCHEMA.validate(new ObjectMapper().valueToTree(YamlParser.parse("g", yaml).plain())));
  }
}
