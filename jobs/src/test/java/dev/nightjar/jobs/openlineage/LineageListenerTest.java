package dev.nightjar.jobs.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.ScriptedRun;
import dev.nightjar.jobs.config.LineageSettings;
import dev.nightjar.jobs.config.LineageSettings.EventFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.CancelRequested;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepFailure;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of runs of two steps, as a file of events tells it. */
class LineageListenerTest {

  private static final Instant SLOT = ScriptedRun.SLOT;

  @TempDir Path dir;

  private final ScriptedRun script = new ScriptedRun();

  @Test
  void aRunAndItsStepsBeginAndEnd() throws Exception {
    List<JsonNode> events = run();

    assertThat(lines(events))
        .containsExactly(
            "START flights",
            "START flights.first",
            "COMPLETE flights.first",
            "START flights.second",
            "COMPLETE flights.second",
            "COMPLETE flights");
    assertThat(ids(events)).hasSize(3);
    JsonNode run = events.get(0);
    assertThat(run.at("/run/facets/nominalTime/nominalStartTime").asText())
        .isEqualTo(SLOT.toString());
    assertThat(run.at("/run/facets/processing_engine/version").asText()).isEqualTo("1.2.3");
    assertThat(run.at("/run/facets/nightjar_run/runId").asText())
        .isEqualTo(RunId.of(script.slot, 1).hex());
    assertThat(run.at("/run/facets/parent").isMissingNode()).isTrue();
    assertThat(run.at("/job/facets/ownership/owners/0/name").asText()).isEqualTo("ops@example.org");
    assertThat(run.at("/job/facets/sourceCodeLocation/version").asText())
        .isEqualTo(ScriptedRun.CODE.commit());
    JsonNode step = events.get(1);
    assertThat(step.at("/run/facets/parent/run/runId")).isEqualTo(run.at("/run/runId"));
    assertThat(step.at("/run/facets/parent/job/name").asText()).isEqualTo("flights");
    assertThat(step.at("/run/facets/parent/root/run/runId")).isEqualTo(run.at("/run/runId"));
    assertThat(events.get(5).at("/run/facets/nightjar_run/outcome").asText())
        .isEqualTo("PROMOTE v1");
  }

  @Test
  void aFailureHasItsCauseAndAdviceAndNoTrace() throws Exception {
    script.second =
        c -> {
          throw new StepFailure(FailureClass.DATA, "file truncated");
        };
    List<JsonNode> events = run();

    assertThat(lines(events))
        .endsWith("START flights.second", "FAIL flights.second", "FAIL flights");
    for (JsonNode event : events.subList(events.size() - 2, events.size())) {
      assertThat(event.at("/run/facets/errorMessage/message").asText())
          .contains("file truncated", FailureClass.DATA.cause(), FailureClass.DATA.advice());
      assertThat(event.at("/run/facets/errorMessage/stackTrace").isMissingNode()).isTrue();
    }
  }

  @Test
  void whatNobodyMayReadIsTakenOutOfAllThatRunsSaid() throws Exception {
    script.second =
        c -> {
          throw new StepFailure(FailureClass.DATA, "cannot read ://me:s3cr3t@host");
        };
    List<JsonNode> events = run();
    for (JsonNode event : events.subList(events.size() - 2, events.size())) {
      assertThat(event.at("/run/facets/errorMessage/message").asText())
          .contains("cannot read ://me:***@host");
    }
    assertThat(events).allSatisfy(event -> assertThat(event.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void eachTryOfAStepIsARunOfItsOwn() throws Exception {
    List<String> tries = new ArrayList<>();
    script.second =
        c -> {
          tries.add("");
          if (tries.size() == 1) {
            throw new IOException("connection reset");
          }
          return StepOutput.next("done");
        };
    List<JsonNode> events = run();

    assertThat(lines(events))
        .endsWith(
            "START flights.second",
            "FAIL flights.second",
            "START flights.second",
            "COMPLETE flights.second",
            "START flights.third",
            "COMPLETE flights.third",
            "COMPLETE flights");
    assertThat(ids(events)).hasSize(5);
    assertThat(events.get(5).at("/run/facets/nightjar_run/attempt").asInt()).isEqualTo(2);
  }

  @Test
  void aRunThatWasKilledGoesOnUnderItsIdAndItsLostTryEnds() throws Exception {
    script.second =
        c -> {
          throw new LedgerException("gone");
        };
    assertThatThrownBy(this::run).isInstanceOf(LedgerException.class);
    List<JsonNode> before = events();
    script.second = c -> StepOutput.next("done");
    List<JsonNode> all = run();
    List<JsonNode> after = all.subList(before.size(), all.size());

    assertThat(lines(before)).endsWith("START flights.second");
    assertThat(lines(after))
        .containsExactly(
            "RUNNING flights",
            "ABORT flights.second",
            "START flights.first",
            "COMPLETE flights.first",
            "START flights.second",
            "COMPLETE flights.second",
            "START flights.third",
            "COMPLETE flights.third",
            "COMPLETE flights");
    assertThat(id(after.get(0))).isEqualTo(id(before.get(0)));
    assertThat(id(after.get(1))).isEqualTo(id(before.get(before.size() - 1)));
    assertThat(id(after.get(4))).isNotEqualTo(id(after.get(1)));
  }

  @Test
  void aBlockedRunFailsAndACancelledOneIsAborted() throws Exception {
    script.second = c -> StepOutput.block("no", "Dest is null");
    List<JsonNode> blocked = run();
    assertThat(lines(blocked)).endsWith("FAIL flights.second", "FAIL flights");
    assertThat(blocked.get(5).at("/run/facets/errorMessage/message").asText())
        .isEqualTo("Dest is null");

    script.slot = Slot.of("flights", SLOT.plus(Duration.ofDays(1)));
    script.second =
        c -> {
          script.ledger.cancel(script.slot, "carol: wrong data");
          throw new CancelRequested("carol: wrong data");
        };
    List<JsonNode> all = run();
    JsonNode last = all.get(all.size() - 1);
    assertThat(lines(all))
        .endsWith("START flights.second", "ABORT flights.second", "ABORT flights");
    assertThat(last.at("/run/facets/errorMessage/message").asText()).contains("carol");
  }

  @Test
  void aNightOfAShadowHistoryIsAChildOfIt() throws Exception {
    script.slot = new Slot("flights", "shadow-20110601-20110630", SLOT);
    List<JsonNode> first = run();
    script.slot = new Slot("flights", script.slot.lane(), SLOT.plus(Duration.ofDays(1)));
    List<JsonNode> all = run();

    JsonNode parent = first.get(0).at("/run/facets/parent");
    assertThat(parent.at("/job/name").asText()).isEqualTo("flights~shadow-20110601-20110630");
    assertThat(first.get(1).at("/run/facets/parent/root/run/runId"))
        .isEqualTo(parent.at("/run/runId"));
    assertThat(all.get(first.size()).at("/run/facets/parent/run/runId"))
        .as("the same for all of its nights")
        .isEqualTo(parent.at("/run/runId"));
  }

  @Test
  void aNightOfABackfillThatPromotesIsAChildOfIt() throws Exception {
    List<JsonNode> alone = run();
    script.backfill = backfill(3, SLOT);
    script.slot = Slot.of("flights", SLOT.plus(Duration.ofDays(1)));
    List<JsonNode> first = since(alone.size());
    script.slot = Slot.of("flights", SLOT.plus(Duration.ofDays(2)));
    List<JsonNode> second = since(alone.size() + first.size());
    script.backfill = backfill(3, SLOT.plus(Duration.ofHours(1)));
    script.slot = Slot.of("flights", SLOT.plus(Duration.ofDays(3)));
    List<JsonNode> other = since(alone.size() + first.size() + second.size());

    assertThat(alone.get(0).at("/run/facets/parent").isMissingNode()).isTrue();
    JsonNode parent = first.get(0).at("/run/facets/parent");
    assertThat(parent.at("/job/name").asText()).isEqualTo("flights~backfill-3");
    assertThat(first.get(1).at("/run/facets/parent/job/name").asText()).isEqualTo("flights");
    assertThat(first.get(1).at("/run/facets/parent/root/run/runId"))
        .isEqualTo(parent.at("/run/runId"));
    assertThat(first.get(1).at("/run/facets/parent/root/job/name"))
        .isEqualTo(parent.at("/job/name"));
    assertThat(second.get(0).at("/run/facets/parent")).as("all of its nights").isEqualTo(parent);
    assertThat(other.get(0).at("/run/facets/parent/run/runId"))
        .as("one of the same number in a ledger that was made anew")
        .isNotEqualTo(parent.at("/run/runId"));
  }

  private List<JsonNode> since(int before) throws Exception {
    List<JsonNode> all = run();
    return all.subList(before, all.size());
  }

  private static Backfill backfill(long id, Instant at) {
    BackfillSpec spec =
        new BackfillSpec("flights", "", "three days", BackfillOptions.of(Reprocess.ALL));
    return new Backfill(
        id, spec, BackfillState.running(), BackfillProgress.start(3), "me", at, null);
  }

  private List<JsonNode> run() throws Exception {
    LineageSettings settings =
        new LineageSettings(new EventFile(dir.resolve("a/events")), "ns", Duration.ofSeconds(30));
    try (LineageObserver observer =
        new LineageObserver(
            settings,
            "s3://lake/birds",
            "1.2.3",
            script.ledger,
            () -> SLOT,
            text -> text.replace("s3cr3t", "***"))) {
      script.run(dir, observer);
    }
    return events();
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve("a/events"))) {
      JsonNode event = CanonicalJson.parse(line.getBytes(StandardCharsets.UTF_8));
      Specification.check(event);
      events.add(event);
    }
    return events;
  }

  private static List<String> lines(List<JsonNode> events) {
    return events.stream()
        .map(e -> e.get("eventType").asText() + " " + e.at("/job/name").asText())
        .toList();
  }

  private static String id(JsonNode event) {
    return event.at("/run/runId").asText();
  }

  private static List<String> ids(List<JsonNode> events) {
    return events.stream().map(LineageListenerTest::id).distinct().toList();
  }
}
