package dev.nightjar.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Operator;
import dev.nightjar.run.OperatorContract;
import dev.nightjar.run.OperatorSteps;
import dev.nightjar.run.StepFailure;
import dev.nightjar.run.StepOrders;
import dev.nightjar.run.StepTask;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with real child processes, and what can become of those. */
class ChildProcessIT extends OperatorContract {

  @TempDir Path dir;
  private String heap = "32m";
  private final List<String> options =
      new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

  @Override
  protected Operator operator() throws IOException {
    ChildProgram program = ChildProgram.current(List.of(), StepChild.class, List.of());
    return new ChildProcess(
        new ChildProgram(
            program.java(),
            options,
            program.classPath(),
            program.main(),
            List.of(dir.resolve("store").toString())),
        new StepOrders(store()),
        dir.resolve("folders"));
  }

  @Override
  protected ObjectStore store() throws IOException {
    return DirectoryStore.open(dir.resolve("store"));
  }

  @Override
  protected Map<String, Object> parameters() {
    return Map.of("heap", heap);
  }

  private StepFailure failure(String step) throws Exception {
    StepTask task = task(step);
    try {
      operator().execute(task);
    } catch (StepFailure e) {
      return e;
    }
    throw new AssertionError(step + " did not fail");
  }

  @Test
  void wantOfHeapIsNamed() throws Exception {
    StepFailure failure = failure("greedy");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.OOM);
    assertThat(failure).hasMessageContaining("out of heap: its process had a heap of 32m");
    assertThat(dir.resolve("folders")).isEmptyDirectory();
  }

  @Test
  void whatItSaysGoesToTheLogAndItsLastWordsIntoTheFailure() throws Exception {
    assertThat(failure("mute"))
        .hasMessageContaining("unexpected exit code 77; its last words:")
        .hasMessageEndingWith("WARN  something - a line for the log\nthe last word");
    assertThat(said)
        .containsExactly("WARN WARN  something - a line for the log", "INFO the last word");
  }

  @Test
  void aJvmThatCannotStartIsAMatterForAPerson() throws Exception {
    heap = "900000g";
    StepFailure failure = failure("made");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.USER);
    assertThat(failure)
        .hasMessageContaining("its JVM with a heap of 900000g could not start: give the step");
  }

  @Test
  void aJavaThatIsNotThereIsNamed() throws Exception {
    ChildProgram none = new ChildProgram(dir.resolve("java"), List.of(), "", "Main", List.of());
    ChildProcess operator = new ChildProcess(none, new StepOrders(store()), dir.resolve("folders"));
    StepTask task = task("made");
    assertThatThrownBy(() -> operator.execute(task))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("its process could not be started");
  }

  @Test
  void whatAChildStartedEndsWithIt() throws Exception {
    options.add("-Dtest.grandchild=true");
    CompletableFuture<Exception> end = new CompletableFuture<>();
    StepTask task = task("goes-on");
    Thread worker =
        new Thread(
            () -> {
              try {
                operator().execute(task);
              } catch (Exception e) {
                end.complete(e);
              }
            });
    worker.start();
    OperatorSteps steps = new OperatorSteps(store());
    while (steps.beats().isEmpty() && !end.isDone()) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> tree = ProcessHandle.current().descendants().toList();
    assertThat(tree).as("child and grandchild").hasSizeGreaterThanOrEqualTo(2);
    worker.interrupt();
    assertThat(end.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    for (ProcessHandle process : tree) {
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aLostWorkerIsNamedByTheSignalThatEndedIt() throws Exception {
    StepTask task = task("goes-on");
    OperatorSteps steps = new OperatorSteps(store());
    Thread killer =
        new Thread(
            () -> {
              try {
                while (steps.beats().isEmpty()) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            });
    killer.start();
    assertThatThrownBy(() -> operator().execute(task))
        .isInstanceOfSatisfying(
            StepFailure.class, e -> assertThat(e.failureClass()).isEqualTo(FailureClass.EVICTED))
        .hasMessageContaining("killed by signal 9 (SIGKILL)");
  }
}
