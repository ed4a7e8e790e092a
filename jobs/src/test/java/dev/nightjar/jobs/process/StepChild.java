package dev.nightjar.jobs.process;

import dev.nightjar.run.OperatorSpec;
import dev.nightjar.run.OperatorSteps;
import dev.nightjar.run.Retries;
import dev.nightjar.run.StepOrders;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.StepWorker;
import dev.nightjar.run.WorkerExit;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A program whose steps are those of the contract: {@code store order …}. */
final class StepChild {

  private StepChild() {}

  public static void main(String[] args) throws Exception {
    new Lifeline(System::nanoTime, () -> Runtime.getRuntime().halt(WorkerExit.FORSAKEN))
        .listening(System.in);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Boolean.getBoolean("test.grandchild")) {
      new ProcessBuilder("sleep", "300").start();
    }
    ObjectStore store = DirectoryStore.open(Path.of(args[0]));
    StepWorker worker =
        new StepWorker(
            new StepStore(store),
            new StepOrders(store),
            Retries.standard(thrown -> Optional.empty()));
    System.exit(
        worker.work(
            new ObjectKey(args[1]),
            order -> new OperatorSteps(store).named(order.step(), OperatorSpec.IN_PROCESS),
            (fraction, text) -> out.println(ProgressLine.of(fraction, text))));
  }
}
