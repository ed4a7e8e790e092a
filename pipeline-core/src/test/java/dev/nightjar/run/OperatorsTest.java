package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each step is executed by the operator that it names. */
class OperatorsTest {

  private static final Instant TIME = Instant.parse("2011-06-16T12:00:00Z");
  private static final Slot SLOT = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));

  private final MemoryStore store = new MemoryStore();
  private final List<StepTask> elsewhere = new ArrayList<>();
  private final Operator operator =
      new Operator() {
        @Override
        public String name() {
          return "elsewhere";
        }

        @Override
        public StepOutput execute(StepTask task) throws Exception {
          elsewhere.add(task);
          task.context().progress().said(LogLine.Level.WARN, "said elsewhere");
          return new InProcess().execute(task);
        }
      };

  private Run run(String operator) throws Exception {
    Step step =
        new LimitedStep(
            new FakeStep("train", List.of()),
            Duration.ofHours(1),
            new OperatorSpec(operator, Map.of("heap", "4g")));
    MemoryLedger ledger =
        new MemoryLedger(new LeaseRules(() -> TIME, Duration.ofMinutes(1), Liveness.UNKNOWN));
    Timing timing =
        new Timing(() -> TIME, (period, task) -> () -> {}, wait -> {}, Duration.ofSeconds(20));
    return new RunExecutor(
            ledger,
            new StepStore(store),
            new Operators(List.of(new InProcess(), this.operator)),
            Retries.standard(thrown -> Optional.empty()),
            timing)
        .execute(
            new RunRequest(SLOT, Digest.of("p"), "", List.of(step), Reprocess.ALL),
            RunListener.NONE)
        .run();
  }

  @Test
  void aStepIsExecutedByTheOneThatItNames() throws Exception {
    Run run = run("elsewhere");
    assertThat(run.state().status()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(elsewhere).hasSize(1);
    StepTask task = elsewhere.get(0);
    assertThat(task.attempt()).isEqualTo(1);
    assertThat(task.token()).isPositive();
    assertThat(task.step().operator().parameters()).containsEntry("heap", "4g");
    assertThat(new RunLog(store, SLOT, run.id()).after(0).lines())
        .extracting(LogLine::level, LogLine::step, LogLine::text)
        .contains(
            org.assertj.core.groups.Tuple.tuple(LogLine.Level.WARN, "train", "said elsewhere"));
  }

  @Test
  void whatIsNoOperatorFailsTheRunWithTheNearestName() throws Exception {
    RunState state = run("elsewere").state();
    assertThat(state.failure()).isEqualTo(FailureClass.USER);
    assertThat(state.text())
        .contains("there is no operator elsewere; did you mean elsewhere?")
        .contains("(operators: in-process, elsewhere)");
    assertThatThrownBy(() -> new Operators(List.of(operator, operator)))
        .hasMessage("two operators are called elsewhere");
  }
}
