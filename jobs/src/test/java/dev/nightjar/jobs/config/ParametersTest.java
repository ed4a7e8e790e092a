package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final String TEXT =
      """
      pipeline: p
      params: {seed: 7, window: 60d, rate: 0.5, tag: spring}
      train: {seed: "${params.seed}", rate: "${params.rate}"}
      dataset: {window: "${params.window}", where: ["season = '${params.tag}'"]}
      """;

  private final List<Problem> problems = new ArrayList<>();

  private Section filled(String text, Map<String, String> given) {
    YamlNode root = YamlParser.parse("p.yaml", text);
    return new Section((YamlNode.Mapping) new Parameters(root, problems).filledIn(given));
  }

  @Test
  void aValueThatIsAllReferenceHasTheParametersType() {
    Section file = filled(TEXT, Map.of("seed", "42", "rate", "1"));
    assertThat(problems).isEmpty();
    assertThat(file.section("train").node().plain()).isEqualTo(Map.of("seed", 42L, "rate", 1L));
    assertThat(file.section("dataset").text("window")).isEqualTo("60d");
    assertThat(file.section("dataset").texts("where")).containsExactly("season = 'spring'");
  }

  @Test
  void whatIsGivenMustBeDeclaredAndOfItsType() {
    assertThatThrownBy(() -> filled(TEXT, Map.of("sead", "42")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--param sead: the pipeline file declares no such parameter; did you mean seed?"
                + " (declared: seed, window, rate, tag)");
    assertThatThrownBy(() -> filled(TEXT, Map.of("seed", "4x")))
        .hasMessage("--param seed: expected a whole number, as its default 7 is one, found “4x”");
    assertThatThrownBy(() -> filled(TEXT, Map.of("window", "long")))
        .hasMessageContaining("expected a length of time, as its default 60d is one");
    assertThatThrownBy(() -> filled(TEXT, Map.of("rate", "[1")))
        .hasMessageContaining("expected a number");
    assertThat(filled(TEXT, Map.of("tag", "[1: {")).section("dataset").texts("where"))
        .containsExactly("season = '[1: {'");
  }

  @Test
  void aReferenceThatLeadsNowhereAndAParameterThatNobodyReadsAreMistakes() {
    filled("params: {seed: 7}\ntrain: {seed: \"${params.sede}\"}", Map.of());
    assertThat(problems)
        .extracting(Problem::toString)
        .anyMatch(p -> p.contains("there is no parameter sede; did you mean seed?"))
        .anyMatch(p -> p.contains("the parameter seed is not used"));
  }

  @Test
  void theNameAndTheScheduleAreNotForParameters() {
    filled("params: {p: x}\npipeline: \"${params.p}\"\nowner: \"${params.p}\"", Map.of());
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString()).contains("what the pipeline is called");
  }
}
