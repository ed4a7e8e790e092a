package dev.nightjar.store;

import java.util.List;

/**
 * How the entries of a log come to a state. States are immutable, have {@code equals}, and can be
 * written and read back by {@link CanonicalJson}.
 *
 * @param <S> the state
 */
public interface LogFold<S> {

  /**
   * Name and number of this fold and of its state's JSON, such as {@code registry-2}: another one
   * whenever either comes out differently, so that checkpoints of the former are passed over.
   */
  String form();

  /** The type of the states. */
  Class<S> type();

  /** The state of a log without entries. */
  S empty();

  /** The state after these further entries, in order. Depends on nothing but its arguments. */
  S after(S state, List<LogEntry> entries);
}
