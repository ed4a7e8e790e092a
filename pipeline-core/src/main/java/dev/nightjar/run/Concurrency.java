package dev.nightjar.run;

import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.SlotAction.Cancel;
import dev.nightjar.run.SlotAction.Skip;
import dev.nightjar.run.SlotAction.Start;
import dev.nightjar.run.SlotAction.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happens to slots that are due while others of the pipeline run: the six run strategies of
 * Netflix Maestro. A run that waits for approval neither runs nor waits here: otherwise an approval
 * that somebody forgot would stop all nights. The next night is judged against the unchanged
 * champion, and the approval that comes first makes the others expire. The rules are pure: they are
 * asked again whenever a slot becomes due or a run ends, and what they answer is done.
 */
public sealed interface Concurrency {

  /** One at a time, the oldest first. */
  record Sequential() implements Concurrency {
    @Override
    public List<SlotAction> choose(Line line) {
      return line.oldestFirst(1);
    }
  }

  /**
   * One at a time, the oldest first, and none after one that did not end well until that slot has
   * been run again or skipped.
   */
  record StrictSequential() implements Concurrency {
    @Override
    public List<SlotAction> choose(Line line) {
      Status last = line.last();
      String ended = last == null ? "" : badly(last);
      return ended.isEmpty()
          ? line.oldestFirst(1)
          : line.allWait("the slot before " + ended + "; strict-sequential");
    }

    private static String badly(Status ended) {
      return switch (ended) {
        case FAILED -> "failed";
        case BLOCKED -> "was blocked";
        case STALE -> "went stale";
        case QUEUED, RUNNING, AWAITING_APPROVAL, SUCCEEDED, CANCELLED, SKIPPED -> "";
      };
    }
  }

  /** One at a time; a slot that becomes due while one runs is skipped. */
  record FirstOnly() implements Concurrency {
    @Override
    public List<SlotAction> choose(Line line) {
      List<SlotAction> actions = new ArrayList<>();
      Slot first = line.running().isEmpty() ? null : line.running().get(0);
      for (Slot slot : line.waiting()) {
        if (first == null) {
          first = slot;
          actions.add(new Start(slot));
        } else {
          actions.add(new Skip(slot, "that of " + first.logicalTime() + " ran; first-only"));
        }
      }
      return actions;
    }
  }

  /** One at a time; a slot that becomes due replaces the one that runs, which is cancelled. */
  record LastOnly() implements Concurrency {
    @Override
    public List<SlotAction> choose(Line line) {
      List<Slot> all = new ArrayList<>(line.running());
      all.addAll(line.waiting());
      if (all.isEmpty()) {
        return List.of();
      }
      Slot latest = new TreeSet<>(all).last();
      String why = "replaced by that of " + latest.logicalTime() + "; last-only";
      List<SlotAction> actions = new ArrayList<>();
      line.running().stream()
          .filter(s -> !s.equals(latest))
          .forEach(s -> actions.add(new Cancel(s, why)));
      boolean free = line.running().isEmpty();
      for (Slot slot : line.waiting()) {
        if (!slot.equals(latest)) {
          actions.add(new Skip(slot, why));
        } else {
          actions.add(
              free ? new Start(slot) : new Wait(slot, "for the run that it replaces; last-only"));
        }
      }
      return actions;
    }
  }

  /**
   * Several at once, the oldest first.
   *
   * @param most how many
   */
  record Parallel(int most) implements Concurrency {

    /** Throws {@link IllegalArgumentException} when that is none. */
    public Parallel {
      if (most < 1) {
        throw new IllegalArgumentException("parallel: at least one at a time: " + most);
      }
    }

    @Override
    public List<SlotAction> choose(Line line) {
      return line.oldestFirst(most);
    }
  }

  /** One at a time; of those that wait only the latest, the others are skipped. */
  record SerialLatestOnly() implements Concurrency {
    @Override
    public List<SlotAction> choose(Line line) {
      List<SlotAction> actions = new ArrayList<>();
      List<Slot> waiting = line.waiting();
      for (int i = 0; i < waiting.size(); i++) {
        Slot latest = waiting.get(waiting.size() - 1);
        if (i < waiting.size() - 1) {
          actions.add(
              new Skip(
                  waiting.get(i),
                  "that of " + latest.logicalTime() + " is due; serial-latest-only"));
        } else {
          actions.addAll(new Line(line.running(), List.of(latest), null).oldestFirst(1));
        }
      }
      return actions;
    }
  }

  /**
   * What is going on in a pipeline's lane.
   *
   * @param running slots that are being run, those that are being cancelled too
   * @param waiting slots that are due, and neither run nor skipped; kept in order of logical time
   * @param last how the latest run that has ended did so, one that was skipped or cancelled by a
   *     person not counted; null: there was none
   */
  record Line(List<Slot> running, List<Slot> waiting, @Nullable Status last) {

    /** Throws {@link IllegalArgumentException} when a slot stands twice. */
    public Line {
      running = running.stream().sorted().toList();
      waiting = waiting.stream().sorted().toList();
      TreeSet<Slot> all = new TreeSet<>(running);
      all.addAll(waiting);
      if (all.size() < running.size() + waiting.size()) {
        throw new IllegalArgumentException("a slot stands twice: " + running + ", " + waiting);
      }
    }

    List<SlotAction> oldestFirst(int most) {
      List<SlotAction> actions = new ArrayList<>();
      int free = most - running.size();
      for (Slot slot : waiting) {
        actions.add(
            free-- > 0
                ? new Start(slot)
                : new Wait(slot, "for one of " + most + " at a time to end"));
      }
      return actions;
    }

    List<SlotAction> allWait(String reason) {
      return waiting.stream().<SlotAction>map(s -> new Wait(s, reason)).toList();
    }
  }

  /**
   * What is to be done now. Each waiting slot is in exactly one of {@link Start}, {@link Wait} and
   * {@link Skip}; a running one is in {@link Cancel} or in nothing. Cancellations come first, the
   * rest in order of logical time. What is skipped or cancelled says why.
   */
  List<SlotAction> choose(Line line);
}
