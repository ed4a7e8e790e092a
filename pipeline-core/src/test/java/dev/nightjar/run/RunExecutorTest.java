package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.RunState.Status;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunExecutorTest {

  private static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");
  private static final Slot SLOT = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));

  private Instant time = NOON;
  private final List<String> seen = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Runnable> beats = new ArrayList<>();
  private final MemoryStore objects = new MemoryStore();
  private final MemoryLedger ledger =
      new MemoryLedger(new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
  private final Timing timing =
      new Timing(
          () -> time,
          (period, task) -> {
            beats.add(task);
            return () -> beats.remove(task);
          },
          pauses::add,
          Duration.ofSeconds(20));

  private final FakeStep check = new FakeStep("check", List.of());
  private final FakeStep train = new FakeStep("train", List.of("check"));
  private final FakeStep decide = new FakeStep("decide", List.of("train"));

  private String codeId = "abc";
  private Reprocess reprocess = Reprocess.UNFINISHED_ONLY;

  @Test
  void aRunDoesItsStepsInOrderAndKeepsTheirOutputs() throws Exception {
    decide.work = c -> StepOutput.finish(Map.of("of", c.input("train").json()), "PROMOTE v1");
    RunReport report = execute();

    assertThat(report.executed()).isTrue();
    assertThat(report.run().state()).isEqualTo(new RunState(Status.SUCCEEDED, "PROMOTE v1", null));
    assertThat(report.outputs().keySet()).containsExactly("check", "train", "decide");
    assertThat(seen)
        .containsExactly(
            "run",
            "start check",
            "done check",
            "start train",
            "done train",
            "start decide",
            "done decide",
            "end SUCCEEDED");
    assertThat(objects.list("", ""))
        .extracting(ObjectKey::path)
        .contains("runs/p/20110615T073000Z/" + report.run().id() + "/train.json");
    assertThat(ledger.attempts(report.run())).hasSize(3);
    assertThat(beats).isEmpty();
  }

  @Test
  void aRunIsLeftAfterAStepAndGoesOnUnderItsOwnId() throws Exception {
    RunReport left = executor().executeUntil(request(), "train", RunListener.NONE);
    assertThat(left.run().state().status()).isEqualTo(Status.RUNNING);
    assertThat(left.outputs().keySet()).containsExactly("check", "train");
    assertThat(ledger.slot(SLOT).orElseThrow().holder())
        .as("until it is written down")
        .isEqualTo(Holder.current());
    assertThat(decide.done).isZero();
    ledger.release(new Lease(SLOT, 1, 1));

    RunReport report = execute();
    assertThat(report.run().id()).isEqualTo(left.run().id());
    assertThat(report.run().state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(check.done + train.done + decide.done).isEqualTo(3);
    assertThat(ledger.runs(SLOT)).hasSize(1);
    assertThat(executor().executeUntil(request(), "train", RunListener.NONE).run())
        .as("it is over")
        .isEqualTo(report.run());
    assertThatThrownBy(() -> executor().executeUntil(request(), "tain", RunListener.NONE))
        .hasMessageContaining("no step tain");
  }

  @Test
  void aSecondRequestFindsTheSameDocuments() throws Exception {
    RunReport first = execute();
    RunReport second = execute();

    assertThat(second.executed()).isFalse();
    assertThat(second.run()).isEqualTo(first.run());
    assertThat(second.outputs()).isEqualTo(first.outputs());
    assertThat(train.done).isEqualTo(1);
  }

  @Test
  void aStepThatFailsWithEvidenceKeepsIt() throws Exception {
    train.work = c -> StepOutput.fail(Map.of("rows", 76), FailureClass.DATA, "76 rows only");
    RunReport report = execute();
    assertThat(report.run().state())
        .isEqualTo(new RunState(Status.FAILED, "train: 76 rows only", FailureClass.DATA));
    assertThat(report.outputs().get("train"))
        .isEqualTo(StepOutput.fail(Map.of("rows", 76), FailureClass.DATA, "76 rows only"));
    Attempt failed = ledger.attempts(report.run()).get(1);
    assertThat(failed.failure()).isEqualTo(new Failure(FailureClass.DATA, "76 rows only"));
    assertThat(decide.done).isZero();
    assertThat(execute().outputs()).as("found again").isEqualTo(report.outputs());
    assertThat(train.done).isEqualTo(1);

    reprocess = Reprocess.ALSO_FAILED;
    execute();
    assertThat(train.done).as("a later run does it anew").isEqualTo(2);
    assertThat(check.done).isEqualTo(1);
  }

  @Test
  void aKilledRunGoesOnUnderItsOwnId() throws Exception {
    train.work = c -> killed();
    assertThatThrownBy(this::execute).isInstanceOf(LedgerException.class);
    RunId before = ledger.runs(SLOT).get(0).id();
    train.work = FakeStep::ordinary;
    seen.clear();
    RunReport report = execute();

    assertThat(report.run().id()).isEqualTo(before);
    assertThat(check.done).isEqualTo(1);
    assertThat(seen).startsWith("resume", "reuse check", "start train");
    assertThat(ledger.attempts(report.run()))
        .extracting(Attempt::result)
        .contains(Attempt.Result.LOST, Attempt.Result.REUSED);
  }

  @Test
  void anotherProgramBeginsANewRunAndDoesEverythingAgain() throws Exception {
    train.work = c -> killed();
    assertThatThrownBy(this::execute).isInstanceOf(LedgerException.class);
    train.work = FakeStep::ordinary;
    codeId = "def";
    RunReport report = execute();

    assertThat(report.run().ordinal()).isEqualTo(2);
    assertThat(check.done).isEqualTo(2);
    assertThat(ledger.runs(SLOT).get(0).state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aStaleRunIsFollowedByOneThatReusesWhatStillHolds() throws Exception {
    train.facts = () -> "champion v" + train.done;
    train.work =
        c ->
            train.done == 1
                ? StepOutput.stale(Map.of("n", 1), "the champion moved")
                : FakeStep.ordinary(c);
    RunReport report = execute();

    assertThat(report.run().ordinal()).isEqualTo(2);
    assertThat(report.run().state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(check.done).isEqualTo(1);
    assertThat(train.done).isEqualTo(2);
    assertThat(ledger.runs(SLOT).get(0).state())
        .isEqualTo(new RunState(Status.STALE, "the champion moved", null));
  }

  @Test
  void aRunThatGoesStaleForEverStops() throws Exception {
    train.work = c -> StepOutput.stale(Map.of(), "moved");

    assertThat(execute().run().state().status()).isEqualTo(Status.STALE);
    assertThat(ledger.runs(SLOT)).hasSize(5);
  }

  @Test
  void factsThatChangeWhileARunIsInterruptedMakeItStale() throws Exception {
    check.facts = () -> "log 7";
    train.work = c -> killed();
    assertThatThrownBy(this::execute).isInstanceOf(LedgerException.class);
    check.facts = () -> "log 8";
    train.work = FakeStep::ordinary;
    RunReport report = execute();

    assertThat(report.run().ordinal()).isEqualTo(2);
    assertThat(ledger.runs(SLOT).get(0).state().text()).contains("check", "changed");
    assertThat(check.done).isEqualTo(2);
  }

  @Test
  void aBlockedRunEndsThereAndIsRunAgainWhenItsInputsChange() throws Exception {
    reprocess = Reprocess.ALSO_FAILED;
    check.work = c -> StepOutput.block(Map.of("failed", 1), "Dest is null");
    RunReport blocked = execute();
    assertThat(blocked.run().state()).isEqualTo(new RunState(Status.BLOCKED, "Dest is null", null));
    assertThat(blocked.output("check")).isPresent();
    assertThat(train.done).isZero();

    RunReport again = execute();
    assertThat(again.run()).isEqualTo(blocked.run());
    assertThat(again.executed()).isFalse();
    assertThat(check.done).isEqualTo(1);

    check.facts = () -> "the segment was retracted";
    check.work = FakeStep::ordinary;
    assertThat(execute().run().state().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void aFailureIsTriedAgainWithinItsBudget() throws Exception {
    train.work =
        c -> {
          if (train.done < 3) {
            throw new IOException("connection reset");
          }
          return FakeStep.ordinary(c);
        };
    RunReport report = execute();

    assertThat(report.run().state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(ledger.attempts(report.run()))
        .extracting(a -> a.step() + " " + a.number() + " " + a.result())
        .containsSubsequence("train 1 FAILED", "train 2 FAILED", "train 3 DONE");
  }

  @Test
  void aFailureThatAPersonHasToMendEndsTheRun() throws Exception {
    train.work = c -> fail(new StepFailure(FailureClass.DATA, "file truncated"));
    RunReport report = execute();

    assertThat(report.run().state())
        .isEqualTo(new RunState(Status.FAILED, "train: file truncated", FailureClass.DATA));
    assertThat(pauses).isEmpty();
    assertThat(seen).contains("fail train DATA false");
    train.work = FakeStep::ordinary;
    assertThat(execute().executed()).isFalse();
    reprocess = Reprocess.ALSO_FAILED;
    assertThat(execute().run().state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(check.done).isEqualTo(1);
  }

  @Test
  void memoryThatIsNotEnoughIsAFailureToo() throws Exception {
    train.work = c -> fail(new OutOfMemoryError("Java heap space"));

    assertThat(execute().run().state().failure()).isEqualTo(FailureClass.OOM);
  }

  @Test
  void anInterruptedRunIsGivenBack() throws Exception {
    train.work = c -> fail(new InterruptedException());

    assertThatThrownBy(this::execute).isInstanceOf(InterruptedException.class);
    assertThat(ledger.slot(SLOT).orElseThrow().holder()).isNull();
    assertThat(seen).endsWith("start train", "left");
  }

  @Test
  void theHeartbeatKeepsTheLease() throws Exception {
    train.work =
        c -> {
          for (int i = 0; i < 10; i++) {
            time = time.plusSeconds(20);
            beats.get(0).run();
          }
          assertThatThrownBy(this::execute)
              .isInstanceOf(SlotHeld.class)
              .hasMessageContaining("is being run");
          return FakeStep.ordinary(c);
        };

    assertThat(execute().run().state().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void whoLostTheLeaseStopsAndKeepsNothing() {
    train.work =
        c -> {
          time = time.plusSeconds(61);
          ledger.claim(SLOT, request().pin(), reprocess, new Holder("bob", 2, NOON));
          beats.get(0).run();
          return FakeStep.ordinary(c);
        };

    assertThatThrownBy(this::execute).isInstanceOf(LeaseLost.class);
    assertThat(objects.list("", ""))
        .extracting(ObjectKey::path)
        .noneMatch(k -> k.endsWith("train.json"));
    assertThat(ledger.slot(SLOT).orElseThrow().holder()).isEqualTo(new Holder("bob", 2, NOON));
  }

  @Test
  void aStepSeesOnlyWhatItDeclares() throws Exception {
    decide.work = c -> StepOutput.next(c.input("check"));

    assertThat(execute().run().state().text()).contains("declares only [train]");
  }

  @Test
  void aRunThatIsCancelledEndsBeforeItsNextStep() throws Exception {
    check.work =
        c -> {
          ledger.cancel(SLOT, "carol: wrong data");
          beats.get(0).run();
          return StepOutput.next("checked");
        };
    RunReport report = execute();

    assertThat(report.run().state())
        .isEqualTo(new RunState(Status.CANCELLED, "carol: wrong data", null));
    assertThat(report.outputs()).containsOnlyKeys("check");
    assertThat(seen).doesNotContain("start train");
  }

  @Test
  void aRunThatIsOverBeforeItsFirstBeatHearsItTooBeforeEachStep() throws Exception {
    check.work =
        c -> {
          ledger.cancel(SLOT, "carol");
          return StepOutput.next("checked");
        };
    assertThat(execute().run().state()).isEqualTo(new RunState(Status.CANCELLED, "carol", null));
    assertThat(seen).doesNotContain("start train");
  }

  @Test
  void longWorkEndsWhereItTellsHowFarItIs() throws Exception {
    train.work =
        c -> {
          ledger.cancel(SLOT, "carol");
          beats.get(0).run();
          c.progress().at(0.5, "half way");
          throw new AssertionError("it went on");
        };
    assertThat(execute().run().state().status()).isEqualTo(Status.CANCELLED);
    assertThat(ledger.attempts(ledger.runs(SLOT).get(0)))
        .extracting(Attempt::result)
        .containsExactly(Attempt.Result.DONE, Attempt.Result.LOST);
  }

  @Test
  void whatIsDoneToTheEndIsNotCalledCancelled() throws Exception {
    decide.work =
        c -> {
          ledger.cancel(SLOT, "too late");
          beats.get(0).run();
          return StepOutput.finish("v1", "PROMOTE v1");
        };
    assertThat(execute().run().state().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void stepsThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> new RunRequest(SLOT, Digest.of("p"), "", List.of(train), Reprocess.ALL))
        .hasMessage("step train reads check, which is no step before it");
    assertThatThrownBy(
            () -> new RunRequest(SLOT, Digest.of("p"), "", List.of(check, check), Reprocess.ALL))
        .hasMessage("two steps are called check");
  }

  private RunReport execute() throws IOException, InterruptedException {
    return executor().execute(request(), new Listing(seen));
  }

  private RunExecutor executor() {
    Retries retries = Retries.standard(thrown -> java.util.Optional.empty());
    return new RunExecutor(ledger, new StepStore(objects), Operators.inProcess(), retries, timing);
  }

  private RunRequest request() {
    return new RunRequest(
        SLOT, Digest.of("pipeline"), codeId, List.of(check, train, decide), reprocess);
  }

  // The ledger is out of reach from here on: no more can be written than after a kill.
  private static StepOutput killed() {
    throw new LedgerException("gone");
  }

  private static StepOutput fail(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }
}
