package dev.nightjar.run;

import dev.nightjar.run.BackfillSlot.Status;
import dev.nightjar.run.BackfillTask.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is going on in a backfill, as far as it decides what may begin next. Slots are prepared in
 * the backfill's order and several at once; they are judged one at a time and by date, whatever the
 * order, so that each meets the champion of its time.
 *
 * @param backfill which one
 * @param begun the slots that some process began and that have not come to rest
 * @param first the first one by date that is not over; null: all are
 * @param waiting the next ones that are not begun, in the backfill's order
 */
public record BackfillLine(
    Backfill backfill, List<Place> begun, @Nullable Place first, List<Place> waiting) {

  /** So many of those that wait are looked at: the rest comes when these are begun. */
  public static final int AHEAD = 8;

  public BackfillLine {
    begun = List.copyOf(begun);
    waiting = List.copyOf(waiting);
  }

  /**
   * A slot.
   *
   * @param held whether some process has its lease
   */
  public record Place(BackfillSlot slot, boolean held) {

    private boolean is(Status status) {
      return slot.status() == status;
    }
  }

  /** What may begin, and how far it goes. */
  public record Choice(BackfillSlot slot, Stage stage) {}

  /** What begins next; empty: nothing now. Pure. */
  public Optional<Choice> choose() {
    if (backfill.state().status() != BackfillState.Status.RUNNING
        || begun.stream().filter(Place::held).count() >= backfill.spec().options().parallel()) {
      return Optional.empty();
    }
    for (Place lost : begun) {
      if (!lost.held()) {
        Stage stage = lost.is(Status.PREPARING) ? Stage.PREPARE : Stage.JUDGE;
        return Optional.of(new Choice(lost.slot(), stage));
      }
    }
    // Nothing before the first one is left to be judged: when its turn comes, it is run whole.
    if (first != null && !first.held() && (first.is(Status.PREPARED) || isNext(first))) {
      return Optional.of(new Choice(first.slot(), Stage.JUDGE));
    }
    return waiting.stream()
        .filter(place -> !place.held())
        .findFirst()
        .map(place -> new Choice(place.slot(), Stage.PREPARE));
  }

  private boolean isNext(Place place) {
    return !waiting.isEmpty() && waiting.get(0).slot().equals(place.slot());
  }
}
