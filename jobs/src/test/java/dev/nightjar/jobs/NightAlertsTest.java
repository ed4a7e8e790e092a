package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.dataset.DataEngine;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Trainers;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of a night that is over. */
class NightAlertsTest {

  private static final String PIPELINE =
      """
      pipeline: flights
      owner: ops@example.org
      dataset: {name: flights, window: 30d}
      label: {name: late, when: "delay >= 15", complete_after: 1d}
      features: {use: [carrier]}
      train: {trainer: majority, seed: 1}
      test_sets: {recent: {last: 3d}}
      promote: {when: [{improves: {metric: auc, over: champion, by: 0, on: recent}}]}
      schedule: {cron: "0 30 2 * * ?", zone: America/Chicago}
      """;
  private static final Instant SLOT = Instant.parse("2011-06-15T07:30:00Z");

  private final MemoryStore store = new MemoryStore();
  private final PipelineFile file = file();

  private static PipelineFile file() {
    Vocabulary any = new Vocabulary(spec -> {}, spec -> {}, name -> {}, name -> {}, cron -> {});
    return new PipelineReader(any).parse(Path.of("flights.yaml"), PIPELINE);
  }

  @ParameterizedTest
  @CsvSource({
    "PROMOTE, PROMOTED, PROMOTED",
    "REJECT, KEPT, REJECTED",
    "INCONCLUSIVE, KEPT, INCONCLUSIVE",
    "PROMOTE, STALE, WITHHELD",
    "PROMOTE, SUPERSEDED, WITHHELD",
    "PROMOTE, TAINTED, WITHHELD",
    "PROMOTE, DIRTY, WITHHELD",
    "PROMOTE, HELD, WITHHELD"
  })
  void aJudgedNightIsOfTheKindThatItsPromotionSays(
      Verdict verdict, Promotion.Outcome outcome, AlertKind kind) throws Exception {
    List<Announcement> said = judged(Slot.of("flights", SLOT), verdict, outcome);
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).isInstanceOf(Announcement.Ended.class);
    Alert alert = said.get(1).alert();
    assertThat(alert.kind()).isEqualTo(kind);
    assertThat(alert.headline())
        .isEqualTo(verdict + " flights 2011-06-15: AUC on recent rose by 0.004.");
    assertThat(alert.subject().owner()).isEqualTo("ops@example.org");
    assertThat(alert.subject().report()).startsWith(store.location()).endsWith("report.html");
  }

  @Test
  void whatWithheldAPromotionIsSaidAndWhatHelps() throws Exception {
    Slot slot = Slot.of("flights", SLOT);
    Alert dirty = judged(slot, Verdict.PROMOTE, Promotion.Outcome.DIRTY).get(1).alert();
    assertThat(dirty.cause())
        .isEqualTo(
            "v7 was not promoted. The code has changes that are not committed. Champion: v6.");
    assertThat(dirty.advice()).contains("--allow-dirty");
    Alert held = judged(slot, Verdict.PROMOTE, Promotion.Outcome.HELD).get(1).alert();
    assertThat(held.advice()).contains("nightjar registry promote v7 --force");
    Alert kept = judged(slot, Verdict.REJECT, Promotion.Outcome.KEPT).get(1).alert();
    assertThat(kept.cause()).isEqualTo("4 of 5 gates passed.");
    assertThat(kept.advice()).isEmpty();
  }

  @Test
  void whoHasTheLastWordIsToldWhatToType() throws Exception {
    Slot slot = Slot.of("flights", SLOT);
    Promotion waits =
        new Promotion(
            Promotion.Outcome.AWAITING_APPROVAL, "v7", "v6", "v6", 9, "`nightjar registry …`");
    Run run =
        new Run(
            slot,
            1,
            Digest.of("pin"),
            new RunState(Status.AWAITING_APPROVAL, "v7 waits", null),
            SLOT,
            SLOT);
    Alert waiting = told(run, StepOutput.await(waits, "v7 waits")).get(1).alert();
    assertThat(waiting.kind()).isEqualTo(AlertKind.WAITING);
    assertThat(waiting.cause()).startsWith("v7 waits for approval.");
    assertThat(waiting.advice()).contains("`nightjar registry …`");
    assertThat(waiting.subject().report()).endsWith("/waiting.html");

    String late = "expired: champion is now v8";
    Promotion expired = new Promotion(Promotion.Outcome.EXPIRED, "v7", "v6", "v8", 9, late);
    Run stale =
        new Run(slot, 1, Digest.of("pin"), new RunState(Status.STALE, late, null), SLOT, SLOT);
    Alert withheld = told(stale, StepOutput.stale(expired, late)).get(1).alert();
    assertThat(withheld.kind()).isEqualTo(AlertKind.WITHHELD);
    assertThat(withheld.cause()).contains("v7 was not promoted. Its approval " + late);

    String no = "refused by ann: odd labels";
    Promotion refused = new Promotion(Promotion.Outcome.REFUSED, "v7", "v6", "v6", 9, no);
    Run over =
        new Run(
            slot, 1, Digest.of("pin"), new RunState(Status.SUCCEEDED, "REFUSED", null), SLOT, SLOT);
    Alert rejected = told(over, StepOutput.finish(refused, "REFUSED")).get(1).alert();
    assertThat(rejected.kind()).isEqualTo(AlertKind.REJECTED);
    assertThat(rejected.cause()).startsWith("v7 was " + no);
  }

  private List<Announcement> told(Run run, StepOutput promote) throws IOException {
    return alerts()
        .announce(
            run,
            Map.of(
                DecideStep.NAME,
                StepOutput.next(decision(run, Verdict.PROMOTE)),
                PromoteStep.NAME,
                promote));
  }

  @Test
  void aVerdictOfAShadowHistoryIsNobodysNews() throws Exception {
    Slot shadow = new Slot("flights", "shadow-1", SLOT);
    assertThat(judged(shadow, Verdict.PROMOTE, Promotion.Outcome.PROMOTED)).isEmpty();
  }

  @Test
  void aFailedNightIsATroubleWithCauseAndAdvice() throws Exception {
    List<Announcement> said =
        alerts().announce(run(Status.FAILED, "file truncated", FailureClass.DATA), Map.of());
    assertThat(said).singleElement().isInstanceOf(Announcement.Began.class);
    Announcement.Began began = (Announcement.Began) said.get(0);
    assertThat(began.trouble()).isEqualTo("run/flights");
    assertThat(began.asOf()).isEqualTo(SLOT);
    assertThat(began.alert().kind()).isEqualTo(AlertKind.FAILED);
    assertThat(began.alert().headline()).isEqualTo("FAILED flights 2011-06-15: file truncated");
    assertThat(began.alert().cause()).isEqualTo("Cause: " + FailureClass.DATA.cause());
    assertThat(began.alert().advice()).isEqualTo(FailureClass.DATA.advice());
  }

  @Test
  void aNightWhoseDayIsMissingSaysSoWithoutSayingItTwice() throws Exception {
    MissingDay missing =
        new MissingDay("flights", LocalDate.of(2011, 6, 14), SLOT, "America/Chicago");
    StepOutput output = StepOutput.block(missing, missing.sentence());
    List<Announcement> said =
        alerts()
            .announce(
                run(Status.BLOCKED, missing.sentence(), null), Map.of(SnapshotStep.NAME, output));
    Alert alert = said.get(0).alert();
    assertThat(alert.kind()).isEqualTo(AlertKind.BLOCKED);
    assertThat(alert.headline()).isEqualTo("BLOCKED flights 2011-06-15: " + missing.sentence());
    assertThat(alert.advice()).isEqualTo(String.join("\n", missing.advice()));
  }

  @Test
  void whatSomebodyWantedIsNotTold() throws Exception {
    for (Status status : List.of(Status.CANCELLED, Status.SKIPPED, Status.STALE)) {
      assertThat(alerts().announce(run(status, "by hand", null), Map.of()))
          .as("%s", status)
          .isEmpty();
    }
  }

  private static Run run(Status status, String text, @Nullable FailureClass failure) {
    RunState state = new RunState(status, text, failure);
    return new Run(Slot.of("flights", SLOT), 1, Digest.of("pin"), state, SLOT, SLOT);
  }

  private List<Announcement> judged(Slot slot, Verdict verdict, Promotion.Outcome outcome)
      throws IOException {
    RunState state = new RunState(Status.SUCCEEDED, outcome.name(), null);
    Run run = new Run(slot, 1, Digest.of("pin"), state, SLOT, SLOT);
    Promotion promotion = new Promotion(outcome, "v7", "v6", "v6", 9);
    return alerts()
        .announce(
            run,
            Map.of(
                DecideStep.NAME,
                StepOutput.next(decision(run, verdict)),
                PromoteStep.NAME,
                StepOutput.finish(promotion, outcome.name())));
  }

  private Decision decision(Run run, Verdict verdict) {
    return new Decision(
        1,
        "flights",
        "ops@example.org",
        SLOT,
        LocalDate.of(2011, 6, 15),
        "America/Chicago",
        run.id().hex(),
        "SUCCEEDED",
        verdict,
        "AUC on recent rose by 0.004.",
        List.of("4 of 5 gates passed."),
        null,
        null,
        null,
        null,
        null,
        "v6",
        null,
        null,
        file.pipeline().policy(),
        List.of(),
        List.of(),
        file.pipeline().digest(),
        new CodeId("1", "jar", "", false),
        "nightjar run flights.yaml",
        null);
  }

  private NightAlerts alerts() {
    DataEngine engine =
        source -> {
          throw new AssertionError("no rows are read for words");
        };
    Workbench bench =
        new Workbench(
            store,
            engine,
            (source, suite) -> {
              throw new AssertionError("nothing is checked for words");
            },
            new Trainers(List.of()),
            Map.of(),
            () -> SLOT,
            "me",
            Path.of("scratch"));
    NightData data =
        new NightData(
            new SnapshotFiles(bench.blobs(), bench.scratch()),
            engine,
            file.pipeline(),
            bench.scratch());
    ModelRegistry registry = new ModelRegistry(store, "flights", () -> SLOT, "me");
    return new NightAlerts(
        new Night(
            bench,
            file,
            Slot.of("flights", SLOT),
            new CodeId("1", "jar", "", false),
            false,
            registry,
            data));
  }
}
