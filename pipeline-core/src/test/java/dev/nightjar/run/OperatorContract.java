package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every operator keeps. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class OperatorContract {

  private static final Retries RETRIES = Retries.standard(thrown -> java.util.Optional.empty());

  protected final List<String> progress = new CopyOnWriteArrayList<>();
  protected final List<String> said = new CopyOnWriteArrayList<>();

  /** The operator. */
  protected abstract Operator operator() throws IOException;

  /** Where its steps write. */
  protected abstract ObjectStore store() throws IOException;

  /** Its parameters. */
  protected Map<String, Object> parameters() {
    return Map.of();
  }

  /** A try of that step. */
  protected final StepTask task(String name) throws IOException {
    OperatorSpec spec = new OperatorSpec(operator().name(), parameters());
    return new OperatorSteps(store()).task(name, spec, heard());
  }

  private StepProgress heard() {
    return new StepProgress() {
      @Override
      public void at(double fraction, String text) {
        progress.add(fraction + " " + text);
      }

      @Override
      public void said(LogLine.Level level, String text) {
        said.add(level + " " + text);
      }
    };
  }

  private Failure failure(String name) throws Exception {
    try {
      operator().execute(task(name));
    } catch (Exception e) {
      return RETRIES.classify(e);
    }
    throw new AssertionError(name + " did not fail");
  }

  @Test
  void anOutputComesBackWholeAndProgressIsTold() throws Exception {
    StepOutput output = operator().execute(task("made"));
    assertThat(output.json()).isEqualTo("{\"of\":{\"rows\":7},\"run\":\"%s\"}".formatted(id()));
    assertThat(output.outcome()).isEqualTo(new Outcome.Finish("PROMOTE v1"));
    assertThat(progress).containsExactly("0.5 half way, ü");
  }

  private static String id() {
    return RunId.of(OperatorSteps.SLOT, 1).hex();
  }

  @Test
  void whatIsStartedTwiceHasOneResult() throws Exception {
    StepTask task = task("made");
    CompletableFuture<StepOutput> other = new CompletableFuture<>();
    Thread beside =
        new Thread(
            () -> {
              try {
                other.complete(operator().execute(task));
              } catch (Exception e) {
                other.completeExceptionally(e);
              }
            });
    beside.start();
    StepOutput output = operator().execute(task);
    assertThat(other.get()).isEqualTo(output);
    assertThat(operator().execute(task)).isEqualTo(output);
  }

  @Test
  void aFailureKeepsItsClassAndItsWords() throws Exception {
    assertThat(failure("refused"))
        .isEqualTo(new Failure(FailureClass.DATA, "the 3rd row is broken"));
    Failure surprise = failure("surprised");
    assertThat(surprise.failureClass()).isEqualTo(FailureClass.USER);
    assertThat(surprise.message()).contains("IllegalStateException: no such thing");
  }

  @Test
  void whoIsInterruptedHasNoWorkGoingOnBehindHim() throws Exception {
    StepTask task = task("goes-on");
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                operator().execute(task);
                interrupted.complete(false);
              } catch (InterruptedException e) {
                interrupted.complete(true);
              } catch (Exception e) {
                interrupted.completeExceptionally(e);
              }
            });
    worker.start();
    OperatorSteps steps = new OperatorSteps(store());
    while (steps.beats().isEmpty() && !interrupted.isDone()) {
      Thread.onSpinWait();
    }
    worker.interrupt();
    assertThat(interrupted.get(20, TimeUnit.SECONDS)).as("it says so").isTrue();
    int written = steps.beats().size();
    assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(steps.beats()).as("what is written later").hasSize(written);
  }
}
