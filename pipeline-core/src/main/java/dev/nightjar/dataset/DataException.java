package dev.nightjar.dataset;

/** The data, or a question about them, is at fault: the message is for the person who wrote it. */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
