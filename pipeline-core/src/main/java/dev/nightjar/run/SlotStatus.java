package dev.nightjar.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot as the ledger knows it.
 *
 * @param latest its latest run
 * @param holder who holds its lease; null: nobody
 * @param until when that lease ends; null: there is none
 * @param reserved whether the holder was let in by the queue, and has not begun to work yet
 * @param cancel why somebody wants the run to end; null: nobody does
 */
public record SlotStatus(
    Run latest,
    @Nullable Holder holder,
    @Nullable Instant until,
    boolean reserved,
    @Nullable String cancel) {

  /** Whether this process, and nobody else, may begin to work here now. */
  public boolean isReservedFor(Holder process) {
    return reserved && process.equals(holder);
  }

  /** The slot. */
  public Slot slot() {
    return latest.slot();
  }
}
