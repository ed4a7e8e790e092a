package dev.nightjar.jobs;

import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.MemoryLedger;
import dev.nightjar.run.Operators;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Retries;
import dev.nightjar.run.RunExecutor;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunRequest;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.Timing;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs of three steps, of which a test says what the second does, and who observes them. */
public final class ScriptedRun {

  public static final Instant SLOT = Instant.parse("2011-06-15T07:30:00Z");
  public static final CodeId CODE = new CodeId("1.2.3", "ab".repeat(32), "cd".repeat(20), false);
  private static final String PIPELINE =
      """
      pipeline: flights
      owner: ops@example.org
      dataset: {name: flights, window: 30d}
      label: {name: late, when: "delay >= 15", complete_after: 1d}
      features: {use: [carrier]}
      train: {trainer: majority, seed: 1}
      test_sets: {recent: {last: 3d}}
      promote: {when: [{improves: {metric: auc, over: champion, by: 0, on: recent}}]}
      schedule: {cron: "0 30 2 * * ?", zone: America/Chicago}
      """;

  /** What a step does. */
  public interface Work {
    StepOutput on(StepContext context) throws Exception;
  }

  private record Doing(String name, Work work) implements Step {
    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public StepOutput execute(StepContext context) throws Exception {
      return work.on(context);
    }
  }

  public final MemoryLedger ledger =
      new MemoryLedger(new LeaseRules(() -> SLOT, Duration.ofMinutes(1), Liveness.UNKNOWN));
  public @Nullable Backfill backfill;
  public Slot slot = Slot.of("flights", SLOT);
  public Work second = c -> StepOutput.finish("v1", "PROMOTE v1");
  private final MemoryStore store = new MemoryStore();

  /** Runs the slot, or goes on with its run. */
  public void run(Path dir, NightObserver observer) throws Exception {
    Path file = Files.writeString(dir.resolve("flights.yaml"), PIPELINE);
    Vocabulary any = new Vocabulary(spec -> {}, spec -> {}, name -> {}, name -> {}, cron -> {});
    Order order =
        new Order(
            new PipelineReader(any).read(file),
            slot,
            CODE,
            Reprocess.UNFINISHED_ONLY,
            false,
            RunOptions.NONE,
            backfill);
    Timing timing =
        new Timing(() -> SLOT, (period, task) -> () -> {}, wait -> {}, Duration.ofSeconds(20));
    new RunExecutor(
            ledger,
            new StepStore(store),
            Operators.inProcess(),
            Retries.standard(thrown -> Optional.empty()),
            timing)
        .execute(request(), RunListener.NONE.and(observer.watch(order).guarded()));
  }

  private RunRequest request() {
    return new RunRequest(
        slot,
        Digest.of("pipeline"),
        "code",
        List.of(
            new Doing("first", c -> StepOutput.next("done")),
            new Doing("second", second),
            new Doing("third", c -> StepOutput.next("done"))),
        Reprocess.UNFINISHED_ONLY);
  }
}
