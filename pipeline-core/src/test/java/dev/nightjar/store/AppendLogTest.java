package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.FaultyStore.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AppendLogTest {

  private static final String PREFIX = "models/m";

  private final MemoryStore store = new MemoryStore();
  private Instant now = LogTesting.AT;

  private AppendLog open(ObjectStore on) {
    return new AppendLog(on, PREFIX, this::tick);
  }

  private Instant tick() {
    now = now.plus(Duration.ofSeconds(1));
    return now;
  }

  private static ObjectKey key(int seq) {
    return new ObjectKey(String.format("models/m/log/%020d.json", seq));
  }

  private static List<String> transactions(AppendLog log) throws IOException {
    return log.entries().stream().map(LogEntry::txnId).toList();
  }

  @Test
  void numbersAndChainsItsEntries() throws IOException {
    AppendLog log = open(store);
    assertThat(log.entries()).isEmpty();
    for (String txn : List.of("a", "b", "c")) {
      assertThat(LogTesting.append(log, txn))
          .isInstanceOfSatisfying(Commit.Committed.class, c -> assertThat(c.fresh()).isTrue());
    }
    assertThat(store.list("", "")).containsExactly(key(1), key(2), key(3));
    List<LogEntry> entries = open(store).entries();
    assertThat(entries).isEqualTo(log.entries());
    assertThat(entries.get(0).prevHash()).isEqualTo(Digest.of(PREFIX));
    assertThat(entries.get(2).prevHash()).isEqualTo(Digest.of(store.read(key(2))));
    assertThat(log.read(2)).extracting(LogEntry::txnId).containsExactly("b", "c");
    assertThat(log.read(0)).hasSize(3);
    assertThat(log.read(9)).isEmpty();
  }

  @Test
  void aTransactionIsDoneOnce() throws IOException {
    LogTesting.append(open(store), "a");
    AtomicInteger asked = new AtomicInteger();
    Commit<String> again =
        open(store)
            .commit(
                "a",
                position -> {
                  asked.incrementAndGet();
                  return LogTesting.proposal("a");
                });
    assertThat(again)
        .isInstanceOfSatisfying(
            Commit.Committed.class,
            c -> {
              assertThat(c.fresh()).isFalse();
              assertThat(c.entry().seq()).isEqualTo(1);
            });
    assertThat(asked).hasValue(0);
    assertThat(AppendLog.transaction("a", "bc")).isNotEqualTo(AppendLog.transaction("ab", "c"));
  }

  @Test
  void aWriterMayRefuse() throws IOException {
    Commit<String> commit = open(store).commit("a", position -> new Proposal.Refuse<>("no"));
    assertThat(commit).isEqualTo(new Commit.Refused<>("no"));
    assertThat(store.list("", "")).isEmpty();
  }

  @Test
  void anotherWriterFirstMeansToFoldAgain() throws IOException {
    AppendLog mine = open(store);
    AppendLog other = open(store);
    List<Long> seen = new ArrayList<>();
    mine.commit(
        "mine",
        position -> {
          seen.add(position);
          if (position < 2) {
            LogTesting.append(other, "other" + position);
          }
          return LogTesting.proposal("mine");
        });
    assertThat(seen).containsExactly(0L, 1L, 2L);
    assertThat(transactions(mine)).containsExactly("other0", "other1", "mine");
  }

  @Test
  void ambiguousAnswersNeitherLoseNorDouble() throws IOException {
    SplittableRandom random = new SplittableRandom(403);
    Fault[] faults = Fault.values();
    FaultyStore faulty =
        new FaultyStore(
            store,
            () -> random.nextInt(2) == 0 ? Fault.NONE : faults[random.nextInt(4)],
            () -> random.nextInt(10) == 0 ? Fault.THROW_BEFORE_COMMIT : Fault.NONE);
    List<String> expected = new ArrayList<>();
    AppendLog log = open(faulty);
    AppendLog other = open(store);
    for (int i = 0; i < 200; i++) {
      String txn = "t" + i;
      Commit<String> commit = commitUntilReadable(log, txn);
      assertThat(commit)
          .isInstanceOfSatisfying(Commit.Committed.class, c -> assertThat(c.fresh()).isTrue());
      expected.add(txn);
      if (i % 7 == 0) {
        LogTesting.append(other, "other" + i);
        expected.add("other" + i);
      }
    }
    assertThat(transactions(open(store))).isEqualTo(expected);
  }

  /** Before anything was written, a failing read is the caller's to repeat. */
  private static Commit<String> commitUntilReadable(AppendLog log, String txn) throws IOException {
    while (true) {
      try {
        return LogTesting.append(log, txn);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("reset");
      }
    }
  }

  @Test
  void retriesTheSameNumberWithTheSameBytes() throws IOException {
    List<byte[]> tried = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    FaultyStore faulty =
        new FaultyStore(
            store,
            () -> calls.incrementAndGet() < 4 ? Fault.THROW_BEFORE_COMMIT : Fault.NONE,
            () -> Fault.NONE);
    AtomicInteger asked = new AtomicInteger();
    open(faulty)
        .commit(
            "a",
            position -> {
              tried.add(new byte[] {(byte) asked.incrementAndGet()});
              return LogTesting.proposal("a");
            });
    assertThat(calls).hasValue(4);
    assertThat(tried).hasSize(1);
    assertThat(transactions(open(store))).containsExactly("a");
  }

  @Test
  void whenTimeRunsOutTheOutcomeIsUnknownAndTheNextTryFindsIt() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    FaultyStore faulty =
        new FaultyStore(
            store,
            () -> Fault.COMMIT_THEN_THROW,
            () -> {
              if (store.size(key(1)).isEmpty()) {
                return Fault.NONE;
              }
              reads.incrementAndGet();
              return Fault.THROW_BEFORE_COMMIT;
            });
    AppendLog log = new AppendLog(faulty, PREFIX, this::tick, Duration.ofSeconds(5));
    assertThatThrownBy(() -> LogTesting.append(log, "a"))
        .isInstanceOfSatisfying(
            UnknownOutcomeException.class, e -> assertThat(e.txnId()).isEqualTo("a"))
        .hasMessageContaining("UNKNOWN")
        .hasMessageContaining("transaction a")
        .hasMessageContaining(key(1).path());
    assertThat(reads.get()).isGreaterThan(1);
    assertThat(LogTesting.append(open(store), "a"))
        .isInstanceOfSatisfying(Commit.Committed.class, c -> assertThat(c.fresh()).isFalse());
  }

  @Test
  void certainFailureIsNoReasonToWait() {
    FaultyStore full = new FaultyStore(store, () -> Fault.NOT_WRITTEN, () -> Fault.NONE);
    AppendLog log = new AppendLog(full, PREFIX, InstantSource.fixed(now));
    assertThatThrownBy(() -> LogTesting.append(log, "a")).isInstanceOf(NotWrittenException.class);
  }

  @Test
  void aGapIsFound() throws IOException {
    fill(4);
    store.overwrite(key(3), new byte[0]);
    assertThatThrownBy(() -> open(store).entries())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(key(3).path())
        .hasMessageContaining("missing");
  }

  @Test
  void aChangedEntryIsFoundByTheNext() throws IOException {
    fill(3);
    byte[] honest = store.read(key(2));
    byte[] forged = new String(honest, UTF_8).replace("tester", "nobody").getBytes(UTF_8);
    store.overwrite(key(2), forged);
    assertThatThrownBy(() -> open(store).entries())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(key(3).path())
        .hasMessageContaining(Digest.of(honest).hex())
        .hasMessageContaining(Digest.of(forged).hex());
  }

  @Test
  void anEntryThatIsNoEntryIsNamed() throws IOException {
    fill(1);
    store.overwrite(key(2), "{\"seq\":2".getBytes(UTF_8));
    assertThatThrownBy(() -> open(store).entries())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(key(2).path());
    store.overwrite(key(2), store.read(key(1)));
    assertThatThrownBy(() -> open(store).entries()).hasMessageContaining("number 1");
  }

  @Test
  void anEntryOfAnotherLogIsNotTaken() throws IOException {
    fill(1);
    store.create(new ObjectKey("models/n/log/00000000000000000001.json"), store.read(key(1)));
    assertThatThrownBy(() -> new AppendLog(store, "models/n", this::tick).entries())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("the log's name");
  }

  @Test
  void aGapBeforeTheEndIsFoundByAWriterWhateverItsLength() throws IOException {
    fill(140);
    for (int seq = 3; seq < 140; seq++) {
      store.overwrite(key(seq), new byte[0]);
    }
    assertThatThrownBy(() -> LogTesting.append(open(store), "new"))
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(key(3).path())
        .hasMessageContaining(key(140).path());
    assertThat(store.exists(key(3))).isFalse();
  }

  @Test
  void whatAStrangerPutsThereIsPassedOver() throws IOException {
    fill(2);
    for (String stranger :
        List.of(
            "models/m/log/notes.txt",
            "models/m/log/99999999999999999999.json",
            "models/m/log/old/00000000000000000009.json",
            "models/m/log/00000000000000000003.json.bak")) {
      store.create(new ObjectKey(stranger), new byte[] {1});
    }
    LogTesting.append(open(store), "mine");
    assertThat(transactions(open(store))).containsExactly("t1", "t2", "mine");
  }

  private void fill(int entries) throws IOException {
    AppendLog log = open(store);
    for (int i = 1; i <= entries; i++) {
      LogTesting.append(log, "t" + i);
    }
  }
}
