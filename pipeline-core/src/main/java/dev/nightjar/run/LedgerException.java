package dev.nightjar.run;

/** The ledger cannot be read or written. The message is for people. */
public final class LedgerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
