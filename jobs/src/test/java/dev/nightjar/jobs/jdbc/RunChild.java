package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Operators;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Retries;
import dev.nightjar.run.RunExecutor;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunReport;
import dev.nightjar.run.RunRequest;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.Timing;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that executes a run, and halts before or after one of its calls outwards. */
final class RunChild {

  private static int calls;

  private RunChild() {}

  /** {@code workspace day haltAt}: twice the number of the call, plus one to halt after it. */
  public static void main(String[] args) throws Exception {
    Path workspace = Path.of(args[0]);
    int haltAt = Integer.parseInt(args[2]);
    RunLedger ledger =
        halting(RunLedger.class, H2Ledger.open(workspace, LeaseRules.standard()), haltAt);
    ObjectStore store =
        halting(ObjectStore.class, DirectoryStore.open(workspace.resolve("store")), haltAt);
    RunExecutor executor =
        new RunExecutor(
            ledger,
            new StepStore(store),
            Operators.inProcess(),
            Retries.standard(thrown -> Optional.empty()),
            Timing.system());
    RunReport report =
        executor.execute(
            new RunRequest(
                LedgerChild.slot(Integer.parseInt(args[1])),
                Digest.of("pipeline"),
                "code",
                List.of(step("check"), step("train", "check"), step("decide", "check", "train")),
                Reprocess.ALSO_FAILED),
            RunListener.NONE);
    System.out.println(report.run().id() + " " + report.run().state().status());
  }

  private static Step step(String name, String... inputs) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> inputs() {
        return List.of(inputs);
      }

      @Override
      public StepOutput execute(StepContext context) {
        return StepOutput.next(Map.of("step", name));
      }
    };
  }

  private static <T> T halting(Class<T> type, T real, int haltAt) {
    Object proxy =
        Proxy.newProxyInstance(
            RunChild.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              int call = calls++;
              haltWhen(2 * call == haltAt);
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                haltWhen(2 * call + 1 == haltAt);
              }
            });
    return type.cast(proxy);
  }

  private static void haltWhen(boolean now) {
    if (now) {
      Runtime.getRuntime().halt(137);
    }
  }
}
