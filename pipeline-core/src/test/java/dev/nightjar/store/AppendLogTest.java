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
                entries -> {
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
    Commit<String> commit = open(store).commit("a", entries -> new Proposal.Refuse<>("no"));
    assertThat(commit).isEqualTo(new Commit.Refused<>("no"));
    assertThat(store.list("", "")).isEmpty();
  }

  @Test
  void anotherWriterFirstMeansToFoldAgain() throws IOException {
    AppendLog mine = open(store);
    AppendLog other = open(store);
    List<Integer> seen = new ArrayList<>();
    mine.commit(
        "mine",
        entries -> {
          seen.add(entries.size());
          if (entries.size() < 2) {
            LogTesting.append(other, "other" + entries.size());
          }
          return LogTesting.proposal("mine");
        });
    assertThat(seen).containsExactly(0, 1, 2);
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
            entries -> {
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
  void readsOnlyWhatIsNew() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    FaultyStore counting =
        new FaultyStore(
            store,
            () -> Fault.NONE,
            () -> {
              reads.incrementAndGet();
              return Fault.NONE;
            });
    fill(5);
    AppendLog log = open(counting);
    log.entries();
    LogTesting.append(open(store), "new");
    reads.set(0);
    assertThat(log.entries()).hasSize(6);
    assertThat(reads).hasValue(1);
  }

  private void fill(int entries) throws IOException {
    for (int i = 1; i <= entries; i++) {
      LogTesting.append(open(store), "t" + i);
    }
  }
}
