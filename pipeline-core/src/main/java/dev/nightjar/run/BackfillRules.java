package dev.nightjar.run;

import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.RunState.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a backfill: which slots of a range are run, and why the others are not. Pure but for
 * what it is given.
 *
 * @param reprocess which slots that have a finished run are run again
 * @param skip why nothing is to be run at this logical time (a calendar, say), or empty
 * @param outdated why a finished run no longer holds, such as {@code inputs changed: …}, or empty;
 *     such a slot is run again whatever {@code reprocess} says
 * @param rules who holds a lease
 */
public record BackfillRules(
    Reprocess reprocess,
    Function<Instant, Optional<String>> skip,
    Function<Run, Optional<String>> outdated,
    LeaseRules rules) {

  /** Without calendars, and without asking whether runs still hold. */
  public static BackfillRules of(Reprocess reprocess, LeaseRules rules) {
    return new BackfillRules(reprocess, time -> Optional.empty(), run -> Optional.empty(), rules);
  }

  /**
   * The plan for a pipeline's lane.
   *
   * @param times the logical times of the range, in order
   * @param known what the ledger knows of the lane; other slots are ignored
   */
  public BackfillPlan plan(
      String pipeline, String lane, List<Instant> times, List<SlotStatus> known) {
    Map<Slot, SlotStatus> bySlot = new HashMap<>();
    known.forEach(status -> bySlot.put(status.slot(), status));
    List<PlannedSlot> plan = new ArrayList<>();
    for (Instant time : times) {
      Slot slot = new Slot(pipeline, lane, time);
      PlannedSlot planned = planned(slot, bySlot.get(slot));
      Optional<String> skipped =
          planned.action() == Action.RUN ? skip.apply(time) : Optional.empty();
      plan.add(skipped.map(why -> new PlannedSlot(slot, Action.SKIP, why)).orElse(planned));
    }
    return new BackfillPlan(plan);
  }

  private PlannedSlot planned(Slot slot, @Nullable SlotStatus status) {
    if (status == null) {
      return new PlannedSlot(slot, Action.RUN, "not run yet");
    }
    Run run = status.latest();
    return switch (run.state().status()) {
      case QUEUED, RUNNING -> unfinished(status);
      case AWAITING_APPROVAL ->
          new PlannedSlot(slot, Action.SKIP, "waits for approval: " + named(run));
      case SUCCEEDED -> finished(run, "done");
      case BLOCKED -> finished(run, "blocked");
      case FAILED -> finished(run, "failed");
      case STALE -> finished(run, "went stale");
      case CANCELLED -> finished(run, "cancelled");
      case SKIPPED -> finished(run, "skipped");
    };
  }

  private PlannedSlot unfinished(SlotStatus status) {
    Holder holder = status.holder();
    String run = "run " + status.latest().id();
    if (holder != null && rules.isHeld(status)) {
      String by = " by process " + holder.pid() + " on " + holder.host();
      return new PlannedSlot(status.slot(), Action.SKIP, "is being run: " + run + by);
    }
    String how = status.latest().state().status() == Status.QUEUED ? "queued: " : "interrupted: ";
    return new PlannedSlot(status.slot(), Action.RUN, how + run);
  }

  private PlannedSlot finished(Run run, String how) {
    Optional<String> why = outdated.apply(run);
    if (why.isPresent()) {
      return new PlannedSlot(run.slot(), Action.RUN, why.get());
    }
    if (!reprocess.again(run.state().status())) {
      return new PlannedSlot(run.slot(), Action.NOTHING, how + ": " + named(run));
    }
    return new PlannedSlot(run.slot(), Action.RUN, how + " before (" + reason(run) + ")");
  }

  private static String named(Run run) {
    String reason = reason(run);
    return "run " + run.id() + (reason.isEmpty() ? "" : ", " + reason);
  }

  private static String reason(Run run) {
    FailureClass failure = run.state().failure();
    String first = run.state().text().lines().findFirst().orElse("");
    return failure == null ? first : failure + ": " + first;
  }
}
