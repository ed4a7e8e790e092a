package dev.nightjar.schedules.wire;

import dev.nightjar.run.Holder;
import dev.nightjar.run.SlotStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot.
 *
 * @param lane empty for the real history
 * @param run its latest run
 * @param holder who works on it; null: nobody
 * @param leaseUntil when that one's lease ends unless it is renewed
 * @param cancel why somebody wants the run to end; null: nobody does
 */
public record SlotDocument(
    String pipeline,
    String lane,
    Instant logicalTime,
    RunDocument run,
    @Nullable Holder holder,
    @Nullable Instant leaseUntil,
    @Nullable String cancel) {

  /** The document of a slot. */
  public static SlotDocument of(SlotStatus slot) {
    return new SlotDocument(
        slot.slot().pipeline(),
        slot.slot().lane(),
        slot.slot().logicalTime(),
        RunDocument.of(slot.latest()),
        slot.holder(),
        slot.until(),
        slot.cancel());
  }
}
