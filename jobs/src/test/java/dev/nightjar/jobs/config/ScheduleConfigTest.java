package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code schedule:} may say. */
class ScheduleConfigTest {

  private static final String REST =
      PipelineReaderTest.GOOD.substring(0, PipelineReaderTest.GOOD.indexOf("schedule:"));

  private static final PipelineReader READER =
      new PipelineReader(
          new Vocabulary(
              spec -> {},
              spec -> {},
              name -> {},
              name -> {},
              cron -> {
                if (cron.equals("never")) {
                  throw new IllegalArgumentException("no cron");
                }
              }));

  private static Pipeline read(String... lines) {
    return read(Path.of("p.yaml"), lines);
  }

  /** A pipeline with such a schedule, in that file. */
  static Pipeline read(Path file, String... lines) {
    String text = REST + "schedule:\n  " + String.join("\n  ", lines) + "\n";
    assertThat(PipelineSchemaTest.problems(text)).isEmpty();
    return READER.parse(file, text).pipeline();
  }

  private static ScheduleSpec schedule(String... lines) {
    return read(lines).schedule();
  }

  private static void refused(String line, String... parts) {
    int at = (int) REST.lines().count() + 2;
    assertThatThrownBy(
            () ->
                READER.parse(
                    Path.of("p.yaml"), REST + "schedule:\n  " + line.replace("\\n", "\n  ")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("p.yaml:" + at)
        .message()
        .contains(parts);
  }

  @Test
  void triggers() {
    assertThat(schedule("zone: Europe/Berlin").trigger()).isEqualTo(Trigger.Cron.midnight());
    assertThat(schedule("every: 15m").trigger())
        .isEqualTo(new Trigger.Interval(Duration.ofMinutes(15), Instant.EPOCH));
    assertThat(schedule("zone: Europe/Berlin", "every: 2h", "starting: 2026-01-01T06:00").trigger())
        .isEqualTo(
            new Trigger.Interval(Duration.ofHours(2), Instant.parse("2026-01-01T05:00:00Z")));
    assertThat(schedule("every: 2h", "starting: 2026-01-01T06:00-05:00").trigger())
        .isEqualTo(
            new Trigger.Interval(Duration.ofHours(2), Instant.parse("2026-01-01T11:00:00Z")));
    assertThat(schedule("after: {dataset: flights}").trigger())
        .isEqualTo(new Trigger.AfterDataset("flights"));
  }

  @Test
  void misfire() {
    assertThat(schedule("misfire: skip").misfire()).isEqualTo(new Misfire.Skip());
    assertThat(schedule("misfire: last").misfire()).isEqualTo(new Misfire.Last());
    assertThat(schedule("misfire: all").misfire())
        .isEqualTo(new Misfire.All(Integer.MAX_VALUE, null));
    assertThat(schedule("misfire: {all: {max: 10, max_age: 3d}}").misfire())
        .isEqualTo(new Misfire.All(10, Duration.ofDays(3)));
    assertThat(schedule("zone: UTC").misfire()).isEqualTo(new Misfire.Last());
  }

  @Test
  void concurrency() {
    assertThat(schedule("concurrency: sequential").concurrency())
        .isEqualTo(new Concurrency.Sequential());
    assertThat(schedule("concurrency: strict-sequential").concurrency())
        .isEqualTo(new Concurrency.StrictSequential());
    assertThat(schedule("concurrency: first-only").concurrency())
        .isEqualTo(new Concurrency.FirstOnly());
    assertThat(schedule("concurrency: last-only").concurrency())
        .isEqualTo(new Concurrency.LastOnly());
    assertThat(schedule("concurrency: serial-latest-only").concurrency())
        .isEqualTo(new Concurrency.SerialLatestOnly());
    assertThat(schedule("concurrency: {parallel: 4}").concurrency())
        .isEqualTo(new Concurrency.Parallel(4));
  }

  @Test
  void tags() {
    assertThat(schedule("tags: [warehouse, gpu, gpu]").tags()).containsExactly("gpu", "warehouse");
    assertThat(schedule("zone: UTC").tags()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron: never | no cron",
        "tags: [Graphics Card] | lower-case letters, digits and dashes",
        "tags: [gpu, backfill] | the tag backfill is that of every backfill's nights",
        "tgas: [gpu] | did you mean tags?",
        "every: 10s | expected at least 1m, found 10s",
        "every: often | a length of time such as 60d",
        "starting: 2026-01-01T06:00 | starting goes with every",
        "concurrency: parallel | parallel needs how many: concurrency: {parallel: 4}",
        "concurrency: {parallel: 0} | a whole number from 1 to 1000",
        "concurrency: last-olny | did you mean last-only?",
        "misfire: lats | did you mean last?",
        "misfire: {all: {max: 0}} | a whole number from 1",
        "misfire: {all: {maxage: 3d}} | did you mean max_age?",
        "misfire: {all: {max_age: 0d}} | expected a length of time above zero",
        "after: {datset: d} | did you mean dataset?",
        "zone: Europe/Berlni | did you mean Europe/Berlin?"
      })
  void mistakesAreNamedWithTheirLine(String line, String part) {
    refused(line, part);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    refused("every: 1h\\ncron: \"0 0 0 * * ?\"", "expected one of cron, every and after");
    refused("dst: {gap: skip}\\nevery: 1h", "dst goes with cron: every knows no local times");
    refused("starting: tomorrow\\nevery: 1h", "expected a time in whole seconds", "“tomorrow”");
    refused("starting: 2026-01-01T06:00:00.5\\nevery: 1h", "whole seconds");
  }

  @Test
  void whenItRunsIsNoPartOfWhatItMeans() {
    Pipeline nightly = read("cron: \"0 30 2 * * ?\"", "zone: Europe/Berlin");
    Pipeline hourly =
        read(
            "every: 1h",
            "zone: Europe/Berlin",
            "misfire: all",
            "concurrency: last-only",
            "tags: [gpu]");
    assertThat(hourly.digest()).isEqualTo(nightly.digest());
    assertThat(read("cron: \"0 30 2 * * ?\"", "zone: UTC").digest())
        .as("days begin elsewhere")
        .isNotEqualTo(nightly.digest());
  }
}
