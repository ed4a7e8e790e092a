package dev.nightjar.schedules;

/**
 * The schedule, or a question about it, is at fault: the message is for the person who wrote it.
 */
public final class ScheduleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public ScheduleException(String message) {
    super(message);
  }

  public ScheduleException(String message, Throwable cause) {
    super(message, cause);
  }
}
