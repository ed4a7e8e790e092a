package dev.nightjar.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Time ran out before it was known whether a transaction is in the log. */
public final class UnknownOutcomeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String txnId;

  /** Names the transaction and the entry that it was last tried as. */
  public UnknownOutcomeException(String txnId, ObjectKey key, @Nullable IOException last) {
    super(
        "UNKNOWN whether transaction "
            + txnId
            + " was written as "
            + key
            + (last == null ? "" : " (" + last.getMessage() + ")")
            + ": the same command again finds out",
        last);
    this.txnId = txnId;
  }

  /** The transaction. */
  public String txnId() {
    return txnId;
  }
}
