package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.Slot;
import java.time.Instant;

/**
 * A slot of a backfill; see {@link BackfillSlot}.
 *
 * @param note why it stands so; what its run said when that is over
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackfillSlotDocument(
    int place,
    String pipeline,
    String lane,
    Instant logicalTime,
    BackfillSlot.Status state,
    String note,
    int ordinal) {

  /** The document of a slot. */
  public static BackfillSlotDocument of(BackfillSlot slot) {
    return new BackfillSlotDocument(
        slot.place(),
        slot.slot().pipeline(),
        slot.slot().lane(),
        slot.slot().logicalTime(),
        slot.status(),
        slot.note(),
        slot.ordinal());
  }

  /** The slot of the document. */
  public BackfillSlot slot() {
    return new BackfillSlot(place, new Slot(pipeline, lane, logicalTime), state, note, ordinal);
  }
}
