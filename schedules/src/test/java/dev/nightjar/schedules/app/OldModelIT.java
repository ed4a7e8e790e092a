package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose champion was trained on another schema. */
class OldModelIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate FIRST = WORLD.start().plusDays(83);

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private Terminal.Answer night(Path file, int week) {
    return type("run", file.toString(), "--date", FIRST.plusWeeks(week).toString());
  }

  /** However its lines were broken. */
  private static String words(Terminal.Answer answer) {
    return answer.out().replaceAll("\\s+", " ");
  }

  @Test
  void aModelThatCannotBeAskedHasANameAndACure() throws IOException {
    Path file = DemoWorkspace.make(dir, WORLD).pipeline();
    String yaml = Files.readString(file);
    assertThat(yaml).contains("  derive:\n    rush_hour: ", "    - rush_hour\n");
    assertThat(night(file, 0).code()).isZero();

    String unused = yaml.replace("    - rush_hour\n", "");
    Files.writeString(file, unused.replaceAll("  derive:\\n    rush_hour: .*\\n", ""));
    Terminal.Answer gone = night(file, 1);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(words(gone))
        .contains(
            "champion v1 reads rush_hour, which the rows do not have any more. Keep it in the data or"
                + " in features.derive until no model that is judged reads it",
            "baseline v1 reads rush_hour",
            "correct what the message names",
            "stays v1");
    assertThat(type("report", "--format", "html").out())
        .contains("<li>champion v1 reads rush_hour");
    assertThat(type("report", "--format", "md").out()).contains("champion v1 reads rush");

    Files.writeString(file, yaml.replaceAll("rush_hour: .*\\n", "rush_hour: \"'h' || hour\"\n"));
    Terminal.Answer kind = night(file, 2);
    assertThat(kind.code()).isEqualTo(1);
    assertThat(words(kind))
        .contains(
            "champion v1 cannot read the rows: These rows do not fit the model's features: column"
                + " rush_hour holds texts, but held numbers when the model was trained. Give the new"
                + " column another name");

    // The cure: it is there still, and the candidate does without it.
    Files.writeString(file, unused);
    Terminal.Answer cured = night(file, 3);
    assertThat(cured.code()).as(words(cured)).isZero();
    assertThat(words(cured)).contains("champion v1");
    String date = FIRST.plusWeeks(3).toString();
    Terminal.Answer same = type("report", "deliveries", "--date", date, "--replay");
    assertThat(same.out()).contains("The same, bit by bit: SHA-256 ");
  }
}
