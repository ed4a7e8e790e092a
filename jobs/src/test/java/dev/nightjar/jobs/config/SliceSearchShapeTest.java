package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Gate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceSearchShapeTest {

  private static final PipelineReader READER =
      new PipelineReader(new Vocabulary(s -> {}, s -> {}, s -> {}, s -> {}, s -> {}));
  private static final String GATE =
      "    - no_regression_slices: {on: recent, margin: 1%}\n    - at_most:";

  private static PipelineFile read(String weak) {
    return READER.parse(
        Path.of("p.yaml"), PipelineReaderTest.GOOD.replace("slices: [", weak + "slices: ["));
  }

  private static SliceSearchSpec spec(String weak) {
    return read(weak).pipeline().sliceSearch();
  }

  private static List<String> columns(SliceSearchSpec spec) {
    return spec.columns().stream().map(SliceSpec::text).toList();
  }

  @Test
  void everyTestSetIsSearchedUnlessTheFileSaysOtherwise() {
    SliceSearchSpec standard = spec("");
    assertThat(standard.on()).containsExactly("fixed", "recent");
    assertThat(columns(standard)).containsExactly("carrier", "hour >= 18", "hour");
    assertThat(standard.level()).isEqualTo(3);
    assertThat(standard.support()).isEqualTo(0.01);
    assertThat(standard.top()).isEqualTo(10);
    assertThat(spec("weak_slices: off\n").on()).isEmpty();
    SliceSearchSpec own =
        spec(
            "weak_slices: {on: recent, columns: [tail, \"hour < 6\"], level: 2, support: 5%, top: 3}\n");
    assertThat(own)
        .isEqualTo(
            new SliceSearchSpec(
                List.of("recent"),
                List.of(
                    PipelineBinder.slice(scalar("tail")), PipelineBinder.slice(scalar("hour < 6"))),
                2,
                0.05,
                3));
    assertThat(spec("weak_slices: {on: [recent, fixed]}\n").on())
        .containsExactly("recent", "fixed");
    assertThat(PipelineSchemaTest.problems(PipelineReaderTest.GOOD + "weak_slices: off\n"))
        .isEmpty();
    assertThat(PipelineSchemaTest.problems(PipelineReaderTest.GOOD + "weak_slices: {level: 2}\n"))
        .isEmpty();
    assertThat(PipelineSchemaTest.problems(PipelineReaderTest.GOOD + "weak_slices: on\n"))
        .isNotEmpty();
  }

  private static YamlNode scalar(String text) {
    return new YamlNode.Scalar(1, text, text);
  }

  @Test
  void whatWasFoundMayGate() {
    String yaml = PipelineReaderTest.GOOD.replace("    - at_most:", GATE);
    assertThat(READER.parse(Path.of("p.yaml"), yaml).pipeline().policy().when())
        .contains(new Gate.NoRegressionSlices(0.01, "recent"));
    assertThat(PipelineSchemaTest.problems(yaml)).isEmpty();
    refused(
        yaml.replace("slices: [", "weak_slices: off\nslices: ["),
        "searches no slices on test set recent");
    refused(
        yaml.replace("slices: [", "weak_slices: {on: fixed}\nslices: ["),
        "p.yaml:38: weak_slices searches no slices");
    refused(yaml.replace("margin: 1%", "margin: -1%"), "a margin is not negative");
    refused(
        yaml.replace("slices: {on: recent, m", "slices: {on: recnt, m"),
        "no test set recnt",
        "recent?");
    refused(yaml.replace(", margin: 1%", ""), "margin is missing");
  }

  private static void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> READER.parse(Path.of("p.yaml"), yaml))
        .isInstanceOf(ConfigException.class)
        .message()
        .contains(parts);
  }

  @Test
  void mistakesAreNamedWithTheirLine() {
    assertWrong(
        "weak_slices: {on: recnt}", "p.yaml:31: there is no test set recnt; did you mean recent?");
    assertWrong("weak_slices: {on: [recent, fixd]}", "no test set fixd; did you mean fixed?");
    assertWrong("weak_slices: of", "p.yaml:31: expected one of off", "did you mean off?");
    assertWrong("weak_slices: {suport: 1%}", "unknown key suport; did you mean support?");
    assertWrong("weak_slices: {support: 0%}", "above 0% and up to 100%, found 0%");
    assertWrong("weak_slices: {level: 0}", "a whole number from 1 to 6");
    assertWrong("weak_slices: {top: 1000000}", "a whole number from 1 to 100");
    assertWrong("weak_slices: {columns: []}", "at least 1 in the list");
  }

  private static void assertWrong(String weak, String... parts) {
    refused(PipelineReaderTest.GOOD.replace("slices: [", weak + "\nslices: ["), parts);
  }

  @Test
  void columnsAreHeldAgainstTheDataset() {
    Schema schema =
        new Schema(
            List.of("day", "number", "tail", "carrier", "minute", "delay").stream()
                .map(name -> new Column(name, ColumnType.INTEGER))
                .toList());
    PipelineFile file = read("weak_slices:\n  columns: [tail, carier, \"hour + minuet > 3\"]\n");
    assertThatThrownBy(() -> file.checkColumns(schema))
        .message()
        .contains("p.yaml:32: dataset flights has no column carier; did you mean carrier?")
        .contains("no column minuet; did you mean minute?");
    read("").checkColumns(schema);
  }
}
