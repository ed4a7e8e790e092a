package dev.nightjar.store;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state for tests that depends on every entry and on their order.
 *
 * @param digest of the digest before and the entry's transaction, by form
 * @param counts entries by the last character of their transaction
 */
record Tally(long position, Digest digest, SortedMap<String, Long> counts) {

  Tally {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** A fold of that form; states of different forms differ. */
  static LogFold<Tally> fold(String form) {
    return new Fold(form);
  }

  private record Fold(String form) implements LogFold<Tally> {

    @Override
    public Class<Tally> type() {
      return Tally.class;
    }

    @Override
    public Tally empty() {
      return new Tally(0, Digest.of(form), new TreeMap<>());
    }

    @Override
    public Tally after(Tally state, List<LogEntry> entries) {
      Tally now = state;
      for (LogEntry entry : entries) {
        String txn = entry.txnId();
        SortedMap<String, Long> counts = new TreeMap<>(now.counts);
        counts.merge(txn.substring(txn.length() - 1), 1L, Long::sum);
        now = new Tally(entry.seq(), Digest.of(now.digest + txn), counts);
      }
      return now;
    }
  }
}
