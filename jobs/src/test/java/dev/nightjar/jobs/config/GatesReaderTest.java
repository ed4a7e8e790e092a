package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.evaluation.ClassCosts;
import dev.nightjar.evaluation.Metric.Direction;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesReaderTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(GatesSchema.json());

  @TempDir Path dir;

  private GatesFile read(String yaml, String... testSets) throws IOException {
    return read(new GatesSubject.Two(), yaml, testSets);
  }

  private List<SliceSpec> slices = List.of(SliceSpec.of("region"));
  private List<SliceSpec> columns = List.of();
  private boolean weighted;

  private GatesFile read(GatesSubject.Labels labels, String yaml, String... testSets)
      throws IOException {
    Vocabulary vocabulary =
        new Vocabulary(t -> {}, e -> {}, Metrics::named, GatesReaderTest::unknown, cron -> {});
    return new GatesReader(
            vocabulary, new GatesSubject(labels, GatesReaderTest::amount, columns, weighted))
        .read(Files.writeString(dir.resolve("gates.yaml"), yaml), List.of(testSets), slices);
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

  private static void amount(Expression amount) {
    if (!amount.columns().isEmpty() && !amount.columns().contains("amount")) {
      throw new DataException("there is no column in " + amount.text());
    }
  }

  @Test
  void whereNothingIsNamedAllColumnsAreSearched() throws IOException {
    slices = List.of();
    columns = List.of(SliceSpec.of("age"), SliceSpec.of("city"));
    String plain = "when:\n- improves: {metric: auc}\n";
    String gate = "- no_regression_slices: {margin: 1%}\n";
    assertThat(read(plain, "june").search().columns()).as("nobody asked").isEmpty();
    assertThat(read(plain + "weak_slices: off\n", "june").search().on()).isEmpty();
    assertThat(read(plain + "weak_slices: {level: 2}\n", "june").search().columns())
        .isEqualTo(columns);
    assertThat(read(plain + gate, "june").search().columns()).isEqualTo(columns);
    assertThat(read("slices: [region]\n" + plain + gate, "june").search().columns())
        .containsExactly(SliceSpec.of("region"));
    assertThat(read(plain + "weak_slices: {columns: [city]}\n", "june").search().columns())
        .containsExactly(SliceSpec.of("city"));
    columns = List.of();
    assertThatThrownBy(() -> read(plain + "weak_slices: {level: 2}\n", "june"))
        .hasMessageContaining("gates.yaml:3: there is nothing to search slices among");
    assertThatThrownBy(() -> read(plain + gate, "june"))
        .hasMessageContaining("gates.yaml:3: there is nothing to search slices among");
    assertThatThrownBy(() -> read(plain + gate + "weak_slices: off\n", "june"))
        .hasMessageContaining("gates.yaml:3: weak_slices searches no slices on test set june");
    weighted = true;
    assertThat(read(plain + "slices: [region]\n", "june").search().columns()).isEmpty();
    assertThatThrownBy(() -> read(plain + gate, "june"))
        .hasMessageContaining("gates.yaml:3: no_regression_slices are of those that are searched")
        .hasMessageContaining("leave it out, or --weight")
        .hasMessageNotContaining("weak_slices");
  }

  @Test
  void costsMayBeOfSeveralClasses() throws IOException {
    String yaml =
        """
        metrics:
          harm: {classes: {cat: {dog: 5, cat: -1}, 0: {cat: amount * 2}}}
          good: {classes: {cat: {cat: 1}}, direction: higher}
        when:
          - improves: {metric: harm}
          - no_worse: {metric: good, margin: 0}
        """;
    GatesFile gates = read(new GatesSubject.Several(List.of("0", "cat", "dog")), yaml, "june");
    assertThat(gates.costs()).isEmpty();
    assertThat(gates.classCosts()).extracting(ClassCosts::name).containsExactly("harm", "good");
    ClassCosts harm = gates.classCosts().get(0);
    assertThat(harm.direction()).isEqualTo(Direction.LOWER_IS_BETTER);
    assertThat(harm.entries().get("0"))
        .containsOnly(Map.entry("cat", new Expression("amount * 2")));
    assertThat(harm.amounts())
        .extracting(Expression::text)
        .containsExactly("5", "-1", "amount * 2");
    assertThat(gates.classCosts().get(1).direction()).isEqualTo(Direction.HIGHER_IS_BETTER);
    assertThat(problems(yaml)).isEmpty();
  }

  @Test
  void whatIsWrongWithCostsIsNamedWithItsLine() {
    GatesSubject.Labels animals = new GatesSubject.Several(List.of("cat", "dog"));
    refused(animals, "classes: {cat: {dgo: 5}}", "metric harm: there is no class dgo", "dog?");
    refused(animals, "classes: {ca: {dog: 5}}", "there is no class ca; did you mean cat?");
    refused(animals, "classes: {cat: {dog: amuont}}", "metric harm.cat.dog: there is no column");
    refused(animals, "classes: {cat: {dog: 5 +}}", "expected an expression");
    refused(animals, "classes: {cat: {}}", "expected at least 1 in the mapping");
    refused(animals, "classes: [cat]", "expected a mapping");
    refused(animals, "clases: {cat: {dog: 1}}", "did you mean classes?");
    refused(animals, "direction: lower", "harm counts nothing: it needs classes");
    refused(
        animals,
        "false_positive: 5",
        "metric harm is about two classes, and labels are of several classes",
        "{cat: {dog: 5}}");
    refused(
        animals,
        "false_positive: 5, classes: {cat: {dog: 5}}",
        "metric harm is about two classes or about several, not both");
    refused(
        new GatesSubject.Two(),
        "classes: {cat: {dog: 5}}",
        "metric harm is about several classes, which --task multiclass has");
    refused(
        new GatesSubject.Two(), "false_negative: amuont", "metric harm.false_negative: there is");
    refused(
        new GatesSubject.Other("numbers"),
        "false_negative: 1",
        "metric harm is about classes, and labels are numbers");
  }

  private void refused(GatesSubject.Labels labels, String matrix, String... message) {
    String yaml = "when:\n- improves: {metric: accuracy}\nmetrics:\n  harm: {" + matrix + "}\n";
    assertThatThrownBy(() -> read(labels, yaml, "june"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gates.yaml:4: ")
        .hasMessageContainingAll(message);
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
