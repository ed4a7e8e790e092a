package dev.nightjar.schedules.remote;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.Pause;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.BackfillService.Listener;
import dev.nightjar.schedules.NightResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a listener what others do for a backfill. */
final class Onlooker {

  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final BackfillService backfills;
  private final Pause pause;
  private final Listener listener;
  private final Set<Integer> told = new HashSet<>();

  Onlooker(BackfillService backfills, Pause pause, Listener listener) {
    this.backfills = backfills;
    this.pause = pause;
    this.listener = listener;
  }

  /**
   * Looks on until the backfill is over or paused.
   *
   * @param wanted the nights to tell of; null: those that are not over yet
   */
  Backfill watch(long id, @Nullable Set<Instant> wanted) throws IOException {
    for (BackfillSlot slot : backfills.slots(id)) {
      if (wanted == null ? slot.status().isOver() : !wanted.contains(slot.slot().logicalTime())) {
        told.add(slot.place());
      }
    }
    int over = -1;
    while (true) {
      Backfill now = backfills.find(id);
      if (now.progress().over() != over) {
        over = now.progress().over();
        tell(now, backfills.slots(id));
      }
      if (now.state().status() != BackfillState.Status.RUNNING) {
        return now;
      }
      rest();
    }
  }

  private void tell(Backfill now, List<BackfillSlot> slots) throws IOException {
    for (BackfillSlot slot : slots) {
      if (slot.status().isOver() && told.add(slot.place())) {
        Optional<NightResult> night = backfills.night(now.id(), slot.place());
        if (night.isPresent()) {
          listener.night(night.get(), now);
        } else if (slot.status() == BackfillSlot.Status.FAILED) {
          listener.trouble("the night of " + slot.slot().logicalTime() + ": " + slot.note());
        }
      }
    }
  }

  private void rest() throws IOException {
    try {
      pause.pause(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the server goes on with the backfill");
    }
  }
}
