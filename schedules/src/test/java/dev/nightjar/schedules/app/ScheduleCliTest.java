package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code nightjar schedule}, typed as a person would. */
class ScheduleCliTest {

  private static final String NEW_YORK = "America/New_York";

  @TempDir Path dir;

  private static Terminal.Answer next(String... words) {
    List<String> all = new ArrayList<>(List.of("schedule", "next"));
    all.addAll(List.of(words));
    return Terminal.typeAlone(all.toArray(new String[0]));
  }

  private static List<String> rows(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--output", "json"));
    Terminal.Answer answer = next(all.toArray(new String[0]));
    assertThat(answer.code()).as(answer.err()).isZero();
    return Json.read(answer.out()).list().stream()
        .map(r -> r.text("local") + " | " + r.text("utc") + " | " + r.text("note"))
        .toList();
  }

  private static void refused(Terminal.Answer answer, String... parts) {
    assertThat(answer.err()).contains(parts).doesNotContain("\tat ", "unexpected");
    assertThat(answer.out()).isEmpty();
    assertThat(answer.code()).isEqualTo(2);
  }

  @Test
  void aGapRunsWhenItEnds() throws IOException {
    assertThat(
            rows("--cron", "0 30 2 * * ?", "--zone", NEW_YORK, "--from", "2026-03-07T00:00", "-n3"))
        .containsExactly(
            "2026-03-07T02:30:00-05:00 | 2026-03-07T07:30:00Z | ",
            "2026-03-08T03:00:00-04:00 | 2026-03-08T07:00:00Z | gap: 02:30 does not exist, runs at"
                + " 03:00",
            "2026-03-09T02:30:00-04:00 | 2026-03-09T06:30:00Z | ");
  }

  @Test
  void aGapThatIsSkippedIsShownStruck() throws IOException {
    String[] words = {
      "--cron", "0 30 2 * * ?", "--zone", NEW_YORK, "--from", "2026-03-08", "--gap", "skip", "-n1"
    };
    String after =
        "2026-03-09T02:30:00-04:00 | 2026-03-09T06:30:00Z | clocks went forward 1h:"
            + " 2026-03-08T02:00 was followed by 03:00";
    assertThat(rows(words)).containsExactly(after);
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--skipped");
    assertThat(rows(all.toArray(new String[0])))
        .containsExactly("2026-03-08T02:30:00 | null | skipped: gap, 02:30 does not exist", after);
    assertThat(next(words).out().lines())
        .containsExactly(
            "  America/New_York               UTC",
            "  Sun 2026-03-08T02:30:00        -                     skipped: gap, 02:30 does not"
                + " exist",
            "  Mon 2026-03-09T02:30:00-04:00  2026-03-09T06:30:00Z  clocks went forward 1h:"
                + " 2026-03-08T02:00 was followed by 03:00");
  }

  @ParameterizedTest
  @CsvSource({"first, 05:30", "second, 06:30", "both, 05:30 06:30"})
  void anOverlapSaysWhichOfTheTwo(String policy, String times) throws IOException {
    List<String> rows =
        rows(
            "--cron",
            "0 30 1 * * ?",
            "--zone",
            NEW_YORK,
            "--from",
            "2026-11-01T00:00",
            "--overlap",
            policy,
            "-n2");
    String[] expected = times.split(" ", 0);
    for (int i = 0; i < expected.length; i++) {
      String which = expected[i].equals("05:30") ? "first" : "second";
      assertThat(rows.get(i))
          .endsWith(
              "2026-11-01T%s:00Z | overlap: 01:30 comes twice, this is the %s"
                  .formatted(expected[i], which));
    }
  }

  @Test
  void everyQuarterOfAnHourMarksTheChange() throws IOException {
    List<String> rows =
        rows("--cron", "0 */15 * * * ?", "--zone", NEW_YORK, "--from", "2026-03-08T01:45", "-n2");
    assertThat(rows.get(0)).isEqualTo("2026-03-08T01:45:00-05:00 | 2026-03-08T06:45:00Z | ");
    assertThat(rows.get(1))
        .startsWith("2026-03-08T03:00:00-04:00 | 2026-03-08T07:00:00Z | clocks went forward 1h");
  }

  @Test
  void aPipelineFileSaysWhenItRuns() throws IOException {
    String file = "../deploy/examples/flight-delays/pipeline.yaml";
    assertThat(rows(file, "--from", "2026-11-01T00:00-05:00", "-n", "30")).hasSize(30);
    refused(next(file, "--zone", "UTC"), "--zone goes without a pipeline file");
    refused(next("nowhere.yaml"), "nowhere.yaml: there is no such file");
    Path never = dir.resolve("never.yaml");
    String text = Files.readString(Path.of(file)).replace("0 30 2 * * ?", "0 0 0 30 2 ?");
    Files.writeString(never, text);
    long line = text.substring(0, text.indexOf("  cron:")).lines().count() + 1;
    refused(
        next(never.toString()),
        "never.yaml:%d: the cron expression".formatted(line),
        "can never fire");
  }

  @Test
  void intervalsAndDatasetsMakeSlotsToo() throws IOException {
    String yaml = Files.readString(Path.of("../deploy/examples/flight-delays/pipeline.yaml"));
    String cron = "cron: \"0 30 2 * * ?\"";
    String dst = "  dst: {gap: run-after, overlap: first}\n";
    assertThat(yaml).contains(cron, dst);
    Path every = dir.resolve("every.yaml");
    Files.writeString(
        every, yaml.replace(cron, "every: 6h\n  starting: 2026-03-08T00:00").replace(dst, ""));
    assertThat(rows(every.toString(), "--from", "2026-03-01", "-n", "2"))
        .containsExactly(
            "2026-03-08T00:00:00-06:00 | 2026-03-08T06:00:00Z | ",
            "2026-03-08T07:00:00-05:00 | 2026-03-08T12:00:00Z | clocks went forward 1h:"
                + " 2026-03-08T02:00 was followed by 03:00");
    Path after = dir.resolve("after.yaml");
    Files.writeString(after, yaml.replace(cron, "after: {dataset: hflights}").replace(dst, ""));
    Terminal.Answer answer = next(after.toString(), "--output", "json");
    assertThat(Json.read(answer.out()).value()).isEqualTo(List.of());
    assertThat(answer.err()).contains("slots come when dataset hflights changes");
    assertThat(answer.code()).isZero();
  }

  @Test
  void calendarsStrikeSlotsAndSayWhenTheyEnd() throws IOException {
    Files.writeString(
        dir.resolve("us-holidays.yaml"), "- 2026-11-26: Thanksgiving\n- 2026-12-25: Christmas\n");
    Files.writeString(dir.resolve("weekdays.yaml"), "weekdays: [mon, tue, wed, thu, fri]\n");
    String yaml = Files.readString(Path.of("../deploy/examples/flight-delays/pipeline.yaml"));
    String file =
        Files.writeString(
                dir.resolve("p.yaml"),
                yaml.replace(
                    "schedule:\n",
                    "schedule:\n  calendars: {skip: us-holidays.yaml, only: weekdays.yaml}\n"))
            .toString();
    assertThat(rows(file, "--from", "2026-11-26", "-n", "2", "--skipped"))
        .containsExactly(
            "2026-11-26T02:30:00-06:00 | null | skipped: us-holidays (Thanksgiving)",
            "2026-11-27T02:30:00-06:00 | 2026-11-27T08:30:00Z | ",
            "2026-11-28T02:30:00-06:00 | null | skipped: weekdays (Saturday)",
            "2026-11-29T02:30:00-06:00 | null | skipped: weekdays (Sunday)",
            "2026-11-30T02:30:00-06:00 | 2026-11-30T08:30:00Z | ");
    assertThat(rows(file, "--from", "2027-01-01", "-n", "1"))
        .containsExactly(
            "2027-01-01T02:30:00-06:00 | 2027-01-01T08:30:00Z | calendar us-holidays ends on"
                + " 2026-12-31");
  }

  @Test
  void aScheduleThatEndsSaysSo() throws IOException {
    Terminal.Answer over =
        next("--cron", "0 0 0 1 1 ? 2020", "--from", "2026-01-01", "--output", "json");
    assertThat(Json.read(over.out()).value()).isEqualTo(List.of());
    assertThat(over.err())
        .contains("no slot within eleven years of 2026-01-01", "the last one was 2020-01-01");
    assertThat(over.code()).isZero();
    Terminal.Answer last = next("--cron", "0 0 0 1 1 ? 2027", "--from", "2026-01-01", "-n", "2");
    assertThat(last.err()).contains("slots end: 1 of 2 within eleven years of 2027-01-01");
    assertThat(rows("--cron", "0 0 0 29 2 ?", "--from", "2026-01-01", "-n", "12"))
        .hasSize(12)
        .last()
        .asString()
        .startsWith("2072-02-29");
  }

  @Test
  void whatIsWrongIsNamed() {
    refused(next(), "expected a pipeline file, or --cron EXPR --zone ZONE");
    refused(
        next("--cron", "0 0 2 * * ?", "--zone", "America/New_Yrok"),
        "there is no zone America/New_Yrok; did you mean America/New_York?");
    refused(next("--cron", "0 0 0 30 2 ?"), "\"0 0 0 30 2 ?\" can never fire");
    refused(next("--cron", "30 2 * * *"), "did you mean \"0 30 2 * * ?\"?");
    refused(
        next("--cron", "0 0 2 * * ?", "--from", "2026-02-30"),
        "expected a day",
        "found 2026-02-30");
    refused(next("--cron", "0 0 2 * * ?", "-n", "0"), "-n: expected 1 to 10000, but found 0");
    refused(next("--cron", "0 0 2 * * ?", "--gap", "after"), "run-after", "skip", "after");
  }
}
