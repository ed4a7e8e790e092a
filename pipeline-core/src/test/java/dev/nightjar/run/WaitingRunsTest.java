package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.RunState.Status;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingRunsTest {

  private static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");
  private static final Slot SLOT = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));

  private Instant time = NOON;
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
          wait -> {},
          Duration.ofSeconds(20));

  private final FakeStep check = new FakeStep("check", List.of());
  private final FakeStep train = new FakeStep("train", List.of("check"));
  private final FakeStep decide = new FakeStep("decide", List.of("train"));

  private RunReport execute() throws IOException, InterruptedException {
    return executor().execute(request(), RunListener.NONE);
  }

  private RunExecutor executor() {
    Retries retries = Retries.standard(thrown -> java.util.Optional.empty());
    return new RunExecutor(ledger, new StepStore(objects), Operators.inProcess(), retries, timing);
  }

  private RunRequest request() {
    return new RunRequest(
        SLOT,
        Digest.of("pipeline"),
        "abc",
        List.of(check, train, decide),
        Reprocess.UNFINISHED_ONLY);
  }

  @Test
  void aRunWaitsForAPersonAndItsLastStepIsDoneOnceMore() throws Exception {
    decide.work = c -> StepOutput.await(Map.of("v", 2), "v2 waits");
    RunReport waits = execute();
    Run run = waits.run();
    assertThat(run.state()).isEqualTo(new RunState(Status.AWAITING_APPROVAL, "v2 waits", null));
    assertThat(beats).as("nobody renews a lease").isEmpty();
    assertThat(ledger.slot(SLOT).orElseThrow().holder()).isNull();
    StepStore store = new StepStore(objects);
    assertThat(store.read(SLOT, run.id(), "decide")).as("what it would do is kept apart").isEmpty();
    assertThat(new RunFacts(objects).awaiting(SLOT, run.id()))
        .hasValueSatisfying(a -> assertThat(a.output().toString()).isEqualTo("{\"v\":2}"));
    assertThat(execute().executed()).isFalse();
    assertThat(train.done + decide.done).isEqualTo(2);

    Map<String, StepOutput> before = executor().outputs(request(), run);
    WaitingRuns waiting = executor().waiting();
    assertThat(waiting.end(run, decide, before, RunListener.NONE, ended -> {}))
        .as("nobody answered")
        .isEqualTo(run);
    decide.work =
        c -> {
          throw new IOException("the store is away");
        };
    assertThatThrownBy(() -> waiting.end(run, decide, before, RunListener.NONE, ended -> {}))
        .hasMessage("the store is away");
    assertThat(ledger.run(run.id().hex())).as("it waits still").contains(run);

    time = NOON.plus(Duration.ofDays(2));
    decide.work = c -> StepOutput.finish(Map.of("v", 2), "PROMOTE " + c.input("train").json());
    List<RunReport> written = new ArrayList<>();
    Run done = waiting.end(run, decide, before, RunListener.NONE, written::add);
    assertThat(done.state().status()).isEqualTo(Status.SUCCEEDED);
    assertThat(done.state().text()).startsWith("PROMOTE {");
    assertThat(done.finishedAt()).isEqualTo(run.finishedAt());
    assertThat(written).singleElement().satisfies(r -> assertThat(r.run()).isEqualTo(done));
    assertThat(store.read(SLOT, run.id(), "decide")).isPresent();
    assertThat(waiting.end(run, decide, before, RunListener.NONE, ended -> {})).isEqualTo(done);
    assertThat(execute().outputs().keySet()).containsExactly("check", "train", "decide");
    assertThat(train.done).isEqualTo(1);
    assertThat(beats).isEmpty();
  }
}
