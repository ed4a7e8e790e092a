package dev.nightjar.store;

/**
 * What became of a {@link Proposal}.
 *
 * @param <R> why the writer refused
 */
public sealed interface Commit<R> {

  /**
   * The entry is in the log for ever.
   *
   * @param entry as it is there
   * @param fresh false when it was there already: this transaction was done before
   */
  record Committed<R>(LogEntry entry, boolean fresh) implements Commit<R> {}

  /** The writer saw the log and appended nothing. */
  record Refused<R>(R why) implements Commit<R> {}
}
