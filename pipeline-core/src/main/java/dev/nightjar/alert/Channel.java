package dev.nightjar.alert;

/** A way to reach people. Thread-safe. */
public interface Channel extends AutoCloseable {

  /** Its name in the settings, unique. */
  String name();

  /**
   * Sends the message, or tries to, within a bounded time. Does not throw but for an interrupt:
   * what goes wrong is an answer.
   *
   * @throws InterruptedException when this thread was interrupted; the message may have gone out
   */
  Answer send(Message message) throws InterruptedException;

  @Override
  default void close() {}
}
