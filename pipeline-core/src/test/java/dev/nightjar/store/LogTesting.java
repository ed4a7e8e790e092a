package dev.nightjar.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Small steps that tests of logs share. */
final class LogTesting {

  static final Instant AT = Instant.parse("2026-11-22T06:00:00Z");

  private LogTesting() {}

  static Proposal<String> proposal(String txnId) {
    return new Proposal.Append<>(
        "added",
        AT,
        "tester",
        CanonicalJson.tree(Map.of()),
        CanonicalJson.tree(Map.of("what", txnId)),
        CanonicalJson.tree(Map.of()),
        "");
  }

  static Commit<String> append(AppendLog log, String txnId) throws IOException {
    return log.commit(txnId, position -> proposal(txnId));
  }

  /** Takes all the room that is left. */
  static void fill(ObjectStore store, String prefix) throws IOException {
    int size = 1 << 18;
    for (int i = 0; size > 0; i++) {
      try {
        store.create(new ObjectKey(prefix + i), new byte[size]);
      } catch (NotWrittenException e) {
        size /= 2;
      }
    }
  }
}
