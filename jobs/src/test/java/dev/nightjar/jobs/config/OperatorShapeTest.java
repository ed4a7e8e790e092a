package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.OperatorSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code operators} of a pipeline file, and the text that a run pins. */
class OperatorShapeTest {

  private static final Path FILE = Path.of("flights.yaml");
  private static final int LINES = (int) PipelineReaderTest.GOOD.lines().count();

  private final PipelineReader reader =
      new PipelineReader(
          new Vocabulary(spec -> {}, spec -> {}, name -> {}, name -> {}, cron -> {}));

  private PipelineFile read(String more) {
    return reader.parse(FILE, PipelineReaderTest.GOOD + more);
  }

  @Test
  void eachStepHasItsOwnOrThePipelines() {
    PipelineFile file =
        read(
            """
            operators:
              default: {operator: child-process, heap: 512m}
              train: {operator: child-process, heap: 4g}
              decide: in-process
            """);
    assertThat(file.operator("train"))
        .isEqualTo(new OperatorSpec("child-process", Map.of("heap", "4g")));
    assertThat(file.operator("check").parameters()).containsEntry("heap", "512m");
    assertThat(file.operator("decide")).isEqualTo(OperatorSpec.IN_PROCESS);
    PipelineFile plain = read("");
    assertThat(plain.operator("train")).isEqualTo(OperatorSpec.IN_PROCESS);
    assertThat(file.pipeline().digest())
        .as("how steps are executed is no part of what they mean")
        .isEqualTo(plain.pipeline().digest());
    assertThat(read("operators: {train: child-process}\n").operator("train").parameters())
        .isEmpty();
  }

  private void assertWrong(String line, String... words) {
    String more = "operators:\n  " + line + "\n";
    assertThatThrownBy(() -> read(more))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("flights.yaml:" + (LINES + 2))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
    assertThat(PipelineSchemaTest.problems(PipelineReaderTest.GOOD + more))
        .as("the schema refuses it too")
        .isNotEmpty();
  }

  @Test
  void whatIsWrongIsNamedWithItsLineAndTheNearestName() {
    assertWrong("tran: in-process", "unknown key tran; did you mean train?");
    assertWrong("train: child_process", "did you mean child-process?");
    assertWrong("train: {operator: in-proces}", "did you mean in-process?");
    assertWrong("train: {heap: 4g}", "operator is missing: one of in-process, child-process");
    assertWrong("train: {operator: child-process, haep: 4g}", "haep; did you mean heap?");
    assertWrong("train: {operator: in-process, heap: 4g}", "unknown key heap");
    assertWrong(
        "train: {operator: child-process, heap: 4 GB}",
        "expected a heap from 16m to 1024g, such as 512m or 4g: found “4 GB”");
    assertWrong("train: [child-process]", "expected a mapping with operator");
    for (String heap : new String[] {"15m", "1025g", "4", "0g"}) {
      String more = "operators: {train: {operator: child-process, heap: " + heap + "}}\n";
      assertThatThrownBy(() -> read(more)).hasMessageContaining("found “" + heap + "”");
    }
  }

  @Test
  void theSchemaTakesWhatTheReaderTakes() {
    String more = "operators: {default: in-process, train: {operator: child-process, heap: 4g}}\n";
    assertThat(PipelineSchemaTest.problems(PipelineReaderTest.GOOD + more)).isEmpty();
  }

  @Test
  void aPinnedTextMeansTheSameWhereItsCalendarsAreNot() {
    String text = PipelineReaderTest.GOOD + "  calendars: {skip: nowhere.yaml}\n";
    assertThatThrownBy(() -> reader.parse(FILE, text)).hasMessageContaining("nowhere.yaml");
    PipelineFile pinned = reader.pinned(FILE, text, Map.of());
    assertThat(pinned.pipeline().digest()).isEqualTo(read("").pipeline().digest());
    assertThat(pinned.text()).isEqualTo(text);
  }
}
