package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Deadline;
import dev.nightjar.run.Deadlines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code deadlines:} may say, in the reader and in the schema of editors alike. */
class DeadlineShapeTest {

  private static final PipelineReader READER =
      new PipelineReader(
          new Vocabulary(spec -> {}, spec -> {}, name -> {}, name -> {}, cron -> {}));

  private static String text(String lines) {
    return PipelineReaderTest.GOOD + "deadlines:\n" + lines;
  }

  @Test
  void aLengthOfTimeOrATimeOnTheWall() {
    String all = text("  start_by: 90m\n  finish_by: \"05:30\"\n  champion_max_age: 7d\n");
    assertThat(PipelineSchemaTest.problems(all)).isEmpty();
    assertThat(READER.parse(Path.of("p.yaml"), all).deadlines())
        .isEqualTo(
            new Deadlines(
                new Deadline.After(Duration.ofMinutes(90)),
                new Deadline.At(LocalTime.of(5, 30)),
                Duration.ofDays(7)));
    PipelineFile none = READER.parse(Path.of("p.yaml"), PipelineReaderTest.GOOD);
    assertThat(none.deadlines().isEmpty()).isTrue();
  }

  @Test
  void whatPeopleAreToldChangesNoModel() {
    PipelineFile none = READER.parse(Path.of("p.yaml"), PipelineReaderTest.GOOD);
    PipelineFile late = READER.parse(Path.of("p.yaml"), text("  finish_by: 3h\n"));
    assertThat(late.pipeline().digest()).isEqualTo(none.pipeline().digest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start_by: soon | a length of time after the slot such as 3h, or a local time | soon",
        "finish_by: '25:00' | a local time such as \"05:30\" | 25:00",
        "finish_by: '05:60' | a local time | 05:60",
        "champion_max_age: 0d | a length of time above zero such as 7d | 0d",
        "champion_max_age: '05:30' | a length of time above zero | 05:30",
        "finsh_by: 3h | did you mean finish_by? | finsh_by"
      })
  void aMistakeIsToldWithFileAndLine(String line, String expected, String found) {
    int at = (int) PipelineReaderTest.GOOD.lines().count() + 2;
    assertThatThrownBy(() -> READER.parse(Path.of("p.yaml"), text("  " + line + "\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("p.yaml:" + at, expected, found);
  }
}
