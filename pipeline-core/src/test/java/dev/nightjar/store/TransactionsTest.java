package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A log that is longer than two full blocks. */
final class TransactionsTest {

  private static final int ENTRIES = 2 * Transactions.BLOCK + 70;
  private static final LogKeys KEYS = new LogKeys("models/m");
  private static final MemoryStore WRITTEN = new MemoryStore();

  private final MemoryStore store = new MemoryStore();

  TransactionsTest() throws IOException {
    for (ObjectKey key : WRITTEN.list("", "")) {
      store.create(key, WRITTEN.read(key));
    }
  }

  @BeforeAll
  static void write() throws IOException {
    FoldedLog<Tally> log = open(WRITTEN);
    for (int i = 1; i <= ENTRIES; i++) {
      append(log, "t" + i);
    }
  }

  private static FoldedLog<Tally> open(ObjectStore store) {
    return new FoldedLog<>(
        store, "models/m", InstantSource.fixed(LogTesting.AT), Tally.fold("a"), 64);
  }

  private static Commit.Committed<String> append(FoldedLog<Tally> log, String txnId)
      throws IOException {
    return (Commit.Committed<String>) log.commit(txnId, state -> LogTesting.proposal(txnId));
  }

  private void requireAllFound() throws IOException {
    FoldedLog<Tally> log = open(store);
    for (int i : List.of(1, 77, 4095, 4096, 4097, 8191, 8192, 8193, ENTRIES)) {
      Commit.Committed<String> done = append(log, "t" + i);
      assertThat(done.fresh()).as("t%d", i).isFalse();
      assertThat(done.entry().seq()).isEqualTo(i);
    }
    assertThat(append(log, "new").fresh()).isTrue();
  }

  @Test
  void keepsFullBlocks() throws IOException {
    assertThat(store.list(KEYS.transactions(), ""))
        .containsExactly(KEYS.transactions(4096), KEYS.transactions(8192));
    assertThat(open(store).verify().findings()).isEmpty();
    requireAllFound();
  }

  @Test
  void makesMissingAndDamagedBlocksAgain() throws IOException {
    byte[] first = store.read(KEYS.transactions(4096));
    store.overwrite(KEYS.transactions(4096), new byte[0]);
    store.overwrite(KEYS.transactions(8192), first);
    assertThat(open(store).verify().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.key()).isEqualTo(KEYS.transactions(8192)));
    requireAllFound();
    assertThat(store.read(KEYS.transactions(4096))).isEqualTo(first);
  }

  @Test
  void doesWithoutAnyCheckpoint() throws IOException {
    store.list(KEYS.checkpoints(), "").forEach(key -> store.overwrite(key, new byte[0]));
    requireAllFound();
  }

  @Test
  void anEntryThatIsGoneIsNamed() {
    store.overwrite(KEYS.entry(77), new byte[0]);
    assertThatThrownBy(() -> append(open(store), "t77"))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(KEYS.entry(77).path());
  }
}
