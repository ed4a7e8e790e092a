package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.expectation.Checker;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Trainers;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.Digest;
import dev.nightjar.store.FaultyStore;
import dev.nightjar.store.FaultyStore.Fault;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a night waits for its last day. Slot: 15 June 2011, 02:30 in Chicago, last day 14 June. */
class SnapshotStepTest {

  private static final String PIPELINE =
      """
      pipeline: flights
      dataset: {name: flights, window: 30d, data_deadline: 2h}
      label: {name: late, when: "delay >= 15", complete_after: 1d}
      features: {use: [carrier]}
      train: {trainer: majority, seed: 1}
      test_sets: {recent: {last: 3d}}
      promote: {when: [{improves: {metric: auc, over: champion, by: 0, on: recent}}]}
      schedule: {cron: "0 30 2 * * ?", zone: America/Chicago}
      """;
  private static final Instant SLOT = Instant.parse("2011-06-15T07:30:00Z");
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("day", ColumnType.DATE),
              new Column("carrier", ColumnType.TEXT),
              new Column("delay", ColumnType.DOUBLE)));

  private Instant time = SLOT;
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final MemoryStore store = new MemoryStore();
  private Fault reading = Fault.NONE;
  private final FaultyStore faulty = new FaultyStore(store, () -> Fault.NONE, () -> reading);
  private final DatasetLog log = new Datasets(store, () -> time).dataset("flights");

  @BeforeEach
  void thirteenDaysOfJune() throws IOException {
    for (int day = 1; day <= 13; day++) {
      arrives(LocalDate.of(2011, 6, day));
    }
  }

  @Test
  void waitsForTheLastDayAndSaysSo() throws Exception {
    SnapshotStep step =
        step(
            PIPELINE,
            d -> {
              time = time.plus(d);
              pauses.add(d);
              if (pauses.size() == 3) {
                arrives(LocalDate.of(2011, 6, 14));
              }
            });
    step.await(context());
    assertThat(pauses).hasSize(3);
    assertThat(said)
        .containsOnly(
            "waiting for the day 2011-06-14 of dataset flights until 2011-06-15 04:30"
                + " America/Chicago");
    assertThat(step.facts(context())).isEqualTo(step(PIPELINE, d -> {}).facts(context()));
  }

  @Test
  void isBlockedAtTheDeadlineAndNamesTheDayAndTheCommand() throws Exception {
    SnapshotStep step = step(PIPELINE, d -> time = time.plus(d));
    step.await(context());
    assertThat(time).isEqualTo(SLOT.plus(Duration.ofHours(2)));
    String waited = step.facts(context());
    StepOutput output = step.execute(context());
    assertThat(output.outcome())
        .isEqualTo(
            new Outcome.Block(
                "The day 2011-06-14 of dataset flights has not arrived by its deadline,"
                    + " 2011-06-15 04:30 America/Chicago."));
    assertThat(output.as(MissingDay.class).advice().get(0))
        .contains("`nightjar dataset add flights FILE… --by day`");
    arrives(LocalDate.of(2011, 6, 14));
    assertThat(step(PIPELINE, d -> {}).facts(context())).isNotEqualTo(waited);
  }

  @Test
  void aNightOfThePastDoesNotWait() throws Exception {
    time = SLOT.plus(Duration.ofDays(400));
    SnapshotStep step = step(PIPELINE, pauses::add);
    step.await(context());
    assertThat(pauses).isEmpty();
    assertThat(step.execute(context()).outcome()).isInstanceOf(Outcome.Block.class);
  }

  @Test
  void withoutADeadlineNoDayIsMissed() throws Exception {
    String without = PIPELINE.replace(", data_deadline: 2h", "");
    SnapshotStep step = step(without, pauses::add);
    step.await(context());
    assertThat(pauses).isEmpty();
    assertThat(step.facts(context())).doesNotContain("2011-06-14");
  }

  @Test
  void aDayThatWasTakenBackIsNotWaitedFor() throws Exception {
    arrives(LocalDate.of(2011, 6, 14));
    log.retract("2011-06-14", "broken", "me");
    step(PIPELINE, pauses::add).await(context());
    assertThat(pauses).isEmpty();
  }

  @Test
  void aStoreThatDoesNotAnswerIsAskedAgainByTheStep() throws Exception {
    String without = PIPELINE.replace(", data_deadline: 2h", "");
    reading = Fault.THROW_BEFORE_COMMIT;
    SnapshotStep step = step(without, pauses::add);
    assertThatThrownBy(() -> step.facts(context())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> step.await(context())).isInstanceOf(IOException.class);
    reading = Fault.NONE;
    step.await(context());
    assertThat(step.facts(context())).isEqualTo(step(without, pauses::add).facts(context()));
  }

  private void arrives(LocalDate day) {
    Segment segment =
        new Segment(
            day.toString(),
            Segment.Kind.DELTA,
            Digest.of("bytes " + day),
            100,
            10,
            Digest.of("rows " + day),
            day.atStartOfDay(),
            day.atStartOfDay());
    try {
      log.add(List.of(segment), new Expression("day"), "America/Chicago", SCHEMA, "me");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SnapshotStep step(String text, Pause pause) throws IOException {
    PipelineFile file =
        new PipelineReader(new Vocabulary(t -> {}, e -> {}, m -> {}, m -> {}, c -> {}))
            .parse(Path.of("p.yaml"), text);
    DataEngine engine =
        source -> {
          throw unused();
        };
    Checker checker =
        (source, suite) -> {
          throw unused();
        };
    Workbench bench =
        new Workbench(
            faulty,
            engine,
            checker,
            new Trainers(List.of()),
            Map.of(),
            () -> time,
            "me",
            Path.of("scratch"));
    Slot slot = Slot.of("flights", SLOT);
    NightData data =
        new NightData(
            new SnapshotFiles(bench.blobs(), bench.scratch()),
            engine,
            file.pipeline(),
            bench.scratch());
    CodeId code = new CodeId("1", "jar", "", false);
    ModelRegistry registry = new ModelRegistry(store, "flights", () -> time, "me");
    return new SnapshotStep(new Night(bench, file, slot, code, false, registry, data), pause);
  }

  private StepContext context() {
    Run run = new Run(Slot.of("flights", SLOT), 1, Digest.of("pin"), RunState.queued(), SLOT, null);
    return new StepContext(run, Map.of(), (fraction, text) -> said.add(text));
  }

  private static AssertionError unused() {
    return new AssertionError("a night without its last day reads no rows");
  }
}
