package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.RunState.Status;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Steps that take too long or are to end, and runs that follow others. Time moves by hand. */
class StepWatchTest {

  private static final Slot SLOT = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));

  private Instant time = Instant.parse("2011-06-16T12:00:00Z");
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

  private Reprocess reprocess = Reprocess.UNFINISHED_ONLY;
  private RunOptions options = RunOptions.NONE;

  private void tick(Duration after) {
    time = time.plus(after);
    List.copyOf(beats).forEach(Runnable::run);
  }

  @Test
  void aStepThatTakesTooLongIsEndedAndTriedAgainOnce() throws Exception {
    train.work =
        c -> {
          tick(Duration.ofHours(12));
          new CountDownLatch(1).await();
          return FakeStep.ordinary(c);
        };
    RunReport report = execute();
    assertThat(report.run().state())
        .isEqualTo(
            new RunState(
                Status.FAILED,
                "train: it took longer than 12h and was ended",
                FailureClass.TIMEOUT));
    assertThat(train.done).as("its class has one retry").isEqualTo(2);
    assertThat(beats).isEmpty();
  }

  @Test
  void aStepThatDoesNotListenIsGivenUpAndItsLateWritesAreRefused() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Throwable> late = new CompletableFuture<>();
    ObjectStore store = new FencedStore(objects);
    train.work =
        c -> {
          store.create(ObjectKey.of("early"), new byte[0]);
          tick(Duration.ofHours(12));
          assertThat(Thread.interrupted()).as("it was told to end").isTrue();
          tick(StepWatch.GRACE);
          over.await();
          try {
            late.complete(
                new IllegalStateException("" + store.create(ObjectKey.of("late"), new byte[0])));
          } catch (IOException e) {
            late.complete(e);
          }
          return FakeStep.ordinary(c);
        };
    RunReport report = execute();
    over.countDown();
    assertThat(late.get()).isInstanceOf(NotWrittenException.class);
    assertThat(report.run().state().failure()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(report.run().state().text()).contains("did not end when it was told to");
    assertThat(train.done).as("it is not tried again beside itself").isEqualTo(1);
    assertThat(objects.exists(ObjectKey.of("early"))).isTrue();
    assertThat(objects.exists(ObjectKey.of("late"))).isFalse();
    assertThat(objects.exists(StepStore.key(SLOT, report.run().id(), "train"))).isFalse();
  }

  @Test
  void aStepThatTellsNothingHearsACancellationToo() throws Exception {
    train.work =
        c -> {
          ledger.cancel(SLOT, "enough");
          tick(Duration.ofSeconds(20));
          tick(Duration.ofSeconds(1));
          new CountDownLatch(1).await();
          return FakeStep.ordinary(c);
        };
    assertThat(execute().run().state()).isEqualTo(new RunState(Status.CANCELLED, "enough", null));
  }

  @Test
  void aRunFromAStepOnTakesWhatWasMadeBeforeItAndNothingElse() throws Exception {
    execute();
    options = new RunOptions(RunId.of(SLOT, 1), "train", Map.of(), List.of("because"));
    reprocess = Reprocess.ALL;
    decide.work = c -> killed();
    assertThatThrownBy(this::execute).isInstanceOf(LedgerException.class);
    assertThat(check.done).isEqualTo(1);
    assertThat(train.done).isEqualTo(2);

    // Whoever goes on with it does not know what was wanted; the run does.
    options = RunOptions.NONE;
    reprocess = Reprocess.UNFINISHED_ONLY;
    decide.work = FakeStep::ordinary;
    RunReport report = execute();
    assertThat(report.run().ordinal()).isEqualTo(2);
    assertThat(report.run().options().notes()).containsExactly("because");
    assertThat(train.done).isEqualTo(2);
    assertThat(decide.done).isEqualTo(3);
    assertThat(new StepStore(objects).read(SLOT, RunId.of(SLOT, 1), "train")).isPresent();
    assertThat(new RunFacts(objects).begun(SLOT, report.run().id()).orElseThrow().options())
        .isEqualTo(report.run().options());
  }

  private RunReport execute() throws IOException, InterruptedException {
    Retries retries = Retries.standard(thrown -> Optional.empty());
    RunRequest request =
        new RunRequest(
            SLOT, Digest.of("pipeline"), "abc", List.of(check, train, decide), reprocess, options);
    return new RunExecutor(ledger, new StepStore(objects), Operators.inProcess(), retries, timing)
        .execute(request, RunListener.NONE);
  }

  // The ledger is out of reach from here on: no more can be written than after a kill.
  private static StepOutput killed() {
    throw new LedgerException("gone");
  }
}
