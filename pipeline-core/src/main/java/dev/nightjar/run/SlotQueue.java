package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slots that schedules make due, and who may begin which: the part of the ledger that makes
 * every slot run once, however many orchestrators look at it. All of it concerns the real history,
 * not the lanes of backfills.
 *
 * <p>Thread-safe, and safe between processes: what is decided about one pipeline is decided by one
 * process at a time. Rules are asked within a transaction, may be asked twice, and must be pure.
 */
public interface SlotQueue {

  /** Says which slots have become due. */
  @FunctionalInterface
  interface DueRule {
    /**
     * The slots due after {@code seen} and not after {@code now}, both by the ledger's time, in
     * order.
     */
    List<DueSlot> due(Instant seen, Instant now);
  }

  /** Says what happens to live slots. */
  @FunctionalInterface
  interface AdmissionRule {
    /** At most one word about each slot; one of which nothing is said goes on waiting. */
    List<SlotAction> choose(Concurrency.Line line);
  }

  /**
   * A pipeline whose schedule is looked at.
   *
   * @param pin what is valid now
   */
  record Watch(String pipeline, Digest pin, DueRule rule) {}

  /**
   * What a look came to.
   *
   * @param at until when it was looked, by the ledger's time
   * @param made the new runs, QUEUED or SKIPPED
   * @param failed by pipeline, what its rule threw. Nothing of it is written down; the next look
   *     finds it
   */
  record Look(Instant at, List<Run> made, Map<String, RuntimeException> failed) {
    public Look {
      made = List.copyOf(made);
      failed = Map.copyOf(failed);
    }
  }

  /**
   * Writes down what became due since the pipelines were looked at last, each named once. The first
   * look only begins the watch: a schedule has no past. Nothing is looked for while the schedule is
   * paused, nor when the time went back; what that leaves is found by the next look. A slot that is
   * known already, by a person's hand or a backfill's, keeps its run.
   *
   * <p>All of it is one transaction, which a thousand pipelines that are due at once share instead
   * of waiting for each other. It holds their schedules until it ends: some hundred at a time are
   * sensible.
   */
  Look sweep(Collection<Watch> watches);

  /**
   * Does what a look takes at which a slot of each pipeline is due, and keeps nothing of it: a
   * process does faster what it has done before. Its rules are not asked. Nobody sees it; whoever
   * looks at the same schedules meanwhile waits, as for a look.
   */
  void rehearse(Collection<Watch> watches);

  /**
   * The same for one pipeline.
   *
   * @return the new runs; what the rule throws is thrown
   */
  default List<Run> sweep(String pipeline, Digest pin, DueRule rule) {
    Look look = sweep(List.of(new Watch(pipeline, pin, rule)));
    RuntimeException failed = look.failed().get(pipeline);
    if (failed != null) {
      throw failed;
    }
    return look.made();
  }

  /**
   * Queues a slot by hand, by the rules of {@link Reprocess} for slots that are over.
   *
   * @return its live run, or the one that stands
   */
  default Run enqueue(Slot slot, Digest pin, Reprocess reprocess) {
    return enqueue(slot, pin, reprocess, RunOptions.NONE);
  }

  /**
   * The same.
   *
   * @param options of the new run. Names it an earlier run, that has to be the slot's latest one;
   *     otherwise nothing is queued
   */
  Run enqueue(Slot slot, Digest pin, Reprocess reprocess, RunOptions options);

  /**
   * Lets slots begin, as far as the pools of the pipeline's tags have room. Each comes with a lease
   * that is reserved for the holder: {@link RunLedger#claim} by the same process begins the work.
   * Runs that somebody wanted cancelled and that lost their worker are CANCELLED first.
   */
  List<Lease> admit(String pipeline, Holder holder, AdmissionRule rule);

  /**
   * The pipelines with slots that wait, or whose worker's lease is over; the one with the oldest
   * such slot first.
   */
  List<String> waiting();

  /** Gives back everything that this process holds, to be taken by anyone at once. */
  void handOver(Holder holder);

  /** Pauses the pipeline's schedule: no slot becomes due, what waits goes on waiting. */
  ScheduleState pause(String pipeline, String by, String reason);

  /** Ends the pause. What became due meanwhile is judged as if nobody had looked. */
  ScheduleState resume(String pipeline);

  /** The pipeline's schedule, or empty when nobody looked at it nor paused it. */
  Optional<ScheduleState> schedule(String pipeline);

  /** All schedules, by name. */
  List<ScheduleState> schedules();
}
