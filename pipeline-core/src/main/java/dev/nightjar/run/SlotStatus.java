package dev.nightjar.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A slot as the ledger knows it.
 *
 * @param latest its latest run
 * @param holder who holds its lease; null: nobody
 * @param until when that lease ends; null: there is none
 */
public record SlotStatus(Run latest, @Nullable Holder holder, @Nullable Instant until) {

  /** The slot. */
  public Slot slot() {
    return latest.slot();
  }
}
