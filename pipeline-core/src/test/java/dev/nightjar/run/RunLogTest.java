package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.LogLine.Level;
import dev.nightjar.store.FaultyStore;
import dev.nightjar.store.FaultyStore.Fault;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Logs of runs: no line twice, none lost but what a killed process had not written. */
class RunLogTest {

  private static final Slot SLOT = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));
  private static final Run RUN =
      Run.queued(SLOT, 1, dev.nightjar.store.Digest.of("pin"), SLOT.logicalTime());

  private Instant time = Instant.parse("2011-06-16T12:00:00Z");
  private final List<Runnable> ticks = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final MemoryStore objects = new MemoryStore();
  private final FaultyStore store =
      new FaultyStore(
          objects, () -> faults.isEmpty() ? Fault.NONE : faults.remove(), () -> Fault.NONE);
  private final Timing timing =
      new Timing(
          () -> time,
          (period, task) -> {
            ticks.add(task);
            return () -> ticks.remove(task);
          },
          pauses::add,
          Duration.ofSeconds(20));

  private RunLogWriter writer() {
    return RunLogs.plain(store).open(RUN, timing);
  }

  private void tick(int seconds) {
    time = time.plusSeconds(seconds);
    List.copyOf(ticks).forEach(Runnable::run);
  }

  private List<String> texts() throws IOException {
    RunLog log = new RunLog(objects, SLOT, RUN.id());
    List<String> texts = new ArrayList<>();
    RunLog.Page page = log.after(0);
    while (!page.lines().isEmpty()) {
      page.lines().forEach(line -> texts.add(line.text()));
      page = log.after(page.next());
    }
    return texts;
  }

  @Test
  void linesAreThereWhileTheRunWorks() throws Exception {
    try (RunLogWriter writer = writer()) {
      writer.stepStarted(RUN, "train");
      assertThat(texts()).as("nothing waits for the store").isEmpty();
      tick(2);
      RunLog.Page page = new RunLog(objects, SLOT, RUN.id()).after(0);
      assertThat(page.lines())
          .containsExactly(
              LogLine.of(Instant.parse("2011-06-16T12:00:00Z"), Level.INFO, "train", "begins"));
      writer.stepFinished(RUN, "train", StepOutput.next("x"), Duration.ofMillis(1500));
      tick(2);
      assertThat(new RunLog(objects, SLOT, RUN.id()).after(page.next()).lines())
          .extracting(LogLine::text)
          .containsExactly("done in 1.5 s");
    }
    assertThat(ticks).isEmpty();
  }

  @Test
  void aLongRunLeavesFewObjects() throws Exception {
    try (RunLogWriter writer = writer()) {
      writer.stepStarted(RUN, "train");
      for (int second = 0; second < 7200; second += 2) {
        writer.stepProgress(RUN, "train", second / 7200.0, second + " of 7200 rounds");
        tick(2);
      }
    }
    assertThat(texts())
        .hasSizeBetween(7200 / 30 - 2, 7200 / 30 + 1)
        .anyMatch(text -> text.startsWith("50 %  "));
    assertThat(objects.list("", "")).hasSizeLessThanOrEqualTo(7200 / 30 + 1);
  }

  @Test
  void whatIsSaidWhileWaitingIsSaidOnce() throws Exception {
    try (RunLogWriter writer = writer()) {
      for (int i = 0; i < 5; i++) {
        writer.stepProgress(RUN, "snapshot", Double.NaN, "waiting for the day 2011-06-14");
        tick(15);
      }
    }
    assertThat(texts()).containsExactly("waiting for the day 2011-06-14");
  }

  @Test
  void noLineIsLostOrDoubledWhateverTheStoreAnswers() throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_127);
    List<String> said = new ArrayList<>();
    for (int process = 0; process < 20; process++) {
      try (RunLogWriter writer = writer()) {
        for (int i = 0; i < 20; i++) {
          Fault[] kinds = Fault.values();
          if (random.nextInt(2) == 0) {
            faults.add(kinds[random.nextInt(kinds.length)]);
          }
          String text = process + "." + i;
          said.add(text);
          writer.stepProgress(RUN, "train", Double.NaN, text);
          tick(random.nextInt(12));
        }
        faults.clear();
      }
    }
    assertThat(texts()).isEqualTo(said);
  }

  @Test
  void aProcessThatWokeUpLateWritesBesideTheOtherAndNotOverIt() throws Exception {
    RunLogWriter late = writer();
    late.stepStarted(RUN, "train");
    tick(2);
    late.stepProgress(RUN, "train", Double.NaN, "late");
    try (RunLogWriter other = writer()) {
      other.runStarted(RUN, true);
    }
    late.close();
    assertThat(texts()).hasSize(3).endsWith("late").first().isEqualTo("begins");
  }

  @Test
  void whoLostTheLeaseWritesNothingMore() throws Exception {
    RunLogWriter late = writer();
    late.stepStarted(RUN, "train");
    late.abandon();
    late.close();
    assertThat(texts()).isEmpty();
  }

  @Test
  void aStoreThatDoesNotAnswerDelaysLinesAndIsNotWaitedForAtTheEnd() throws Exception {
    RunLogWriter writer = writer();
    for (int i = 0; i < 30_000; i++) {
      writer.stepProgress(RUN, "train", Double.NaN, "line " + i);
    }
    for (int i = 0; i < 3; i++) {
      faults.add(Fault.THROW_BEFORE_COMMIT);
    }
    writer.close();
    assertThat(pauses).hasSize(2);
    assertThat(texts()).isEmpty();

    writer.close();
    assertThat(texts()).hasSize(20_001);
    assertThat(texts().get(0)).startsWith("10000 lines before this one were lost");
    assertThat(texts()).endsWith("line 29999");
  }

  @Test
  void secretsAreTakenOutAndTheEndIsMarked() throws Exception {
    RunLogs logs =
        new RunLogs(
            objects,
            (step, output) -> "of " + step,
            text -> text.replace("hunter2", "***"),
            RunLogs.Capture.NONE);
    Run over =
        RUN.after(new RunEvent.Started(), time)
            .after(new RunEvent.Failed(new Failure(FailureClass.OOM, "train: hunter2")), time);
    try (RunLogWriter writer = logs.open(RUN, timing)) {
      writer.stepReused(RUN, "check", StepOutput.next("x"));
      writer.runFinished(over);
    }
    List<LogLine> lines = new RunLog(objects, SLOT, RUN.id()).after(0).lines();
    assertThat(lines.get(0).text()).isEqualTo("was done before: of check");
    assertThat(lines.get(1).end()).isTrue();
    assertThat(lines.get(1).level()).isEqualTo(Level.ERROR);
    assertThat(lines.get(1).text())
        .isEqualTo(
            "FAILED  train: ***\nthe memory was not enough; give the program more memory, or use a"
                + " shorter window");
  }
}
