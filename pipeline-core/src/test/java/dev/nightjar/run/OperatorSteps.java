package dev.nightjar.run;

import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Steps that any process can make of their names, by which operators are tested.
 *
 * @param store where they write
 */
public record OperatorSteps(ObjectStore store) {

  /** What the tests' run is for. */
  public static final Slot SLOT = Slot.of("operated", Instant.parse("2011-06-15T07:30:00Z"));

  private static final Digest PIN = Digest.of("pin");
  private static final Run RUN =
      Run.queued(SLOT, 1, PIN, SLOT.logicalTime()).begun(PIN, SLOT.logicalTime());

  /** A step by its name, executed so. */
  public Step named(String name, OperatorSpec operator) {
    return new Named(name, operator, store);
  }

  /** The first try of that step, whose earlier step has made its output. */
  public StepTask task(String name, OperatorSpec operator, StepProgress progress)
      throws IOException {
    StepOutput earlier = StepOutput.next(Map.of("rows", 7));
    StepStore.Kept kept = new StepStore.Kept(Digest.of("nothing"), earlier);
    new StepStore(store).create(RUN, "earlier", kept);
    Step step = named(name, operator);
    StepContext context = StepInputs.context(RUN, step, Map.of("earlier", kept.output()), progress);
    return new StepTask(step, context, StepInputs.digest(PIN, SLOT, step, context), 1, 4);
  }

  /** The names of what the step that goes on has written. */
  public List<ObjectKey> beats() throws IOException {
    return store.list("beats", "");
  }

  private record Named(String name, OperatorSpec operator, ObjectStore store) implements Step {

    @Override
    public List<String> inputs() {
      return List.of("earlier");
    }

    @Override
    public Map<String, String> told() {
      return Map.of("by", "the test");
    }

    @Override
    public StepOutput execute(StepContext context) throws Exception {
      context.progress().at(0.5, "half way, ü");
      return switch (name) {
        case "made" ->
            StepOutput.finish(
                Map.of("of", context.input("earlier").as(Map.class), "run", context.run().id()),
                "PROMOTE v1");
        case "refused" -> throw new StepFailure(FailureClass.DATA, "the 3rd row is broken");
        case "surprised" -> throw new IllegalStateException("no such thing");
        case "greedy" -> StepOutput.next(hoard().length);
        case "mute" -> mute();
        default -> goesOn();
      };
    }

    private static Object[] hoard() {
      Object[] all = new Object[1_000_000];
      for (int i = 0; i < all.length; i++) {
        all[i] = new byte[1_000_000];
      }
      return all;
    }

    private static StepOutput mute() {
      System.err.println("WARN  something - a line for the log");
      System.err.println("the last word");
      Runtime.getRuntime().halt(77);
      throw new AssertionError("it was halted");
    }

    private StepOutput goesOn() throws IOException, InterruptedException {
      CountDownLatch never = new CountDownLatch(1);
      for (int i = 0; !never.await(20, TimeUnit.MILLISECONDS); i++) {
        store.create(ObjectKey.of("beats", String.valueOf(i)), new byte[0]);
      }
      throw new IllegalStateException("never is over");
    }
  }
}
