package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.FaultyStore.Fault;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FoldedLogTest {

  private static final String PREFIX = "models/m";
  private static final LogKeys KEYS = new LogKeys(PREFIX);
  private static final int EVERY = 4;

  private final MemoryStore store = new MemoryStore();
  private final AtomicInteger reads = new AtomicInteger();

  private FoldedLog<Tally> open(String form) {
    return open(store, form);
  }

  private static FoldedLog<Tally> open(ObjectStore on, String form) {
    return new FoldedLog<>(on, PREFIX, InstantSource.fixed(LogTesting.AT), Tally.fold(form), EVERY);
  }

  private ObjectStore counting() {
    return new FaultyStore(
        store,
        () -> Fault.NONE,
        () -> {
          reads.incrementAndGet();
          return Fault.NONE;
        });
  }

  private static Commit<String> append(FoldedLog<Tally> log, String txnId) throws IOException {
    return log.commit(txnId, state -> LogTesting.proposal(txnId));
  }

  private void fill(int entries) throws IOException {
    FoldedLog<Tally> log = open("a");
    for (int i = 1; i <= entries; i++) {
      append(log, "t" + i);
    }
  }

  /** The state by the entries alone. */
  private Tally plain(String form, long position) throws IOException {
    LogFold<Tally> fold = Tally.fold(form);
    List<LogEntry> entries =
        new AppendLog(store, PREFIX, InstantSource.fixed(LogTesting.AT)).entries();
    return fold.after(fold.empty(), entries.subList(0, (int) Math.min(entries.size(), position)));
  }

  private List<ObjectKey> checkpoints() {
    return store.list(KEYS.checkpoints(), "");
  }

  @Test
  void aWriterSeesTheStateOfAllEntries() throws IOException {
    FoldedLog<Tally> log = open("a");
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String txn = "t" + i;
      log.commit(
          txn,
          state -> {
            seen.add(state.position());
            return LogTesting.proposal(txn);
          });
      append(open("a"), "other" + i);
    }
    assertThat(seen).containsExactly(0L, 2L, 4L, 6L, 8L, 10L);
    assertThat(log.state()).isEqualTo(plain("a", 12));
    assertThat(log.commit("no", state -> new Proposal.Refuse<>(state.position())))
        .isEqualTo(new Commit.Refused<>(12L));
    assertThat(log.entries(11)).extracting(LogEntry::seq).containsExactly(11L, 12L);
    assertThat(log.entries(14)).isEmpty();
  }

  @Test
  void aCheckpointIsWrittenEveryFewEntriesByTheWriterOfTheLast() throws IOException {
    fill(9);
    assertThat(checkpoints()).containsExactly(KEYS.checkpoint(4), KEYS.checkpoint(8));
    assertThat(open("a").verify()).isEqualTo(new LogCheck(9, last(9), 2, List.of()));
  }

  private Digest last(long seq) throws IOException {
    return Digest.of(store.read(KEYS.entry(seq)));
  }

  @Test
  void openingReadsTheNewestCheckpointAndTheEntriesBehindIt() throws IOException {
    fill(103);
    assertThat(open(counting(), "a").state()).isEqualTo(plain("a", 103));
    // The checkpoint, the entry that it stands on, three behind it, and the one that is not there.
    assertThat(reads).hasValue(6);
  }

  @Test
  void anOpenLogReadsOnlyWhatIsNew() throws IOException {
    fill(5);
    FoldedLog<Tally> log = open(counting(), "a");
    log.state();
    append(open("a"), "new");
    reads.set(0);
    assertThat(log.state().position()).isEqualTo(6);
    assertThat(reads).hasValue(2);
  }

  @Test
  void everyTransactionIsFoundBehindACheckpoint() throws IOException {
    fill(30);
    for (int i = 1; i <= 30; i++) {
      int seq = i;
      assertThat(append(open("a"), "t" + i))
          .isInstanceOfSatisfying(
              Commit.Committed.class,
              done -> {
                assertThat(done.fresh()).isFalse();
                assertThat(done.entry().seq()).isEqualTo(seq);
              });
    }
    assertThat(open("a").state().position()).isEqualTo(30);
  }

  @Test
  void earlierStatesAreFoundByTheCheckpointBefore() throws IOException {
    fill(21);
    for (long position = 0; position <= 23; position++) {
      assertThat(open("a").stateAt(position)).isEqualTo(plain("a", position));
    }
    reads.set(0);
    open(counting(), "a").stateAt(18);
    assertThat(reads).hasValue(4);
  }

  @Test
  void aCheckpointThatStandsOnAnotherEntryIsPassedOverAndNamed() throws IOException {
    fill(8);
    MemoryStore other = new MemoryStore();
    FoldedLog<Tally> log = open(other, "a");
    for (int i = 0; i < 8; i++) {
      append(log, "x" + i);
    }
    store.overwrite(KEYS.checkpoint(8), other.read(KEYS.checkpoint(8)));
    assertThat(open("a").state()).isEqualTo(plain("a", 8));
    assertThat(open("a").verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.key()).isEqualTo(KEYS.checkpoint(8));
              assertThat(finding.sentence())
                  .contains(last(8).hex(), Digest.of(other.read(KEYS.entry(8))).hex());
            });
  }

  @Test
  void verificationNamesACheckpointThatLies() throws IOException {
    fill(8);
    Checkpoint<Tally> honest =
        Objects.requireNonNull(Checkpoint.read(store, KEYS.checkpoint(8), Tally.class));
    Checkpoint<Tally> forged =
        new Checkpoint<>(honest.entry(), "a", 8, plain("b", 8), honest.transactions());
    store.overwrite(KEYS.checkpoint(8), forged.bytes());
    LogCheck check = open("a").verify();
    assertThat(check.checkpoints()).isEqualTo(1);
    assertThat(check.findings()).singleElement().asString().contains("delete it");
  }

  @Test
  void verificationNamesStrangersAndCheckpointsOfEntriesThatAreGone() throws IOException {
    fill(8);
    ObjectKey note = new ObjectKey(PREFIX + "/log/note.txt");
    store.create(note, new byte[] {1});
    store.overwrite(KEYS.entry(8), new byte[0]);
    LogCheck check = open("a").verify();
    assertThat(check.entries()).isEqualTo(7);
    assertThat(check.findings()).extracting(Damage::key).containsExactly(KEYS.checkpoint(8), note);
  }

  @Test
  void verificationFindsAChangeBeforeACheckpoint() throws IOException {
    fill(9);
    byte[] honest = store.read(KEYS.entry(2));
    byte[] forged = new String(honest, UTF_8).replace("tester", "nobody").getBytes(UTF_8);
    store.overwrite(KEYS.entry(2), forged);
    assertThat(open("a").state().position()).isEqualTo(9);
    assertThatThrownBy(() -> open("a").verify())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(KEYS.entry(3).path())
        .hasMessageContaining(Digest.of(honest).hex())
        .hasMessageContaining(Digest.of(forged).hex());
  }

  @Test
  void verificationFindsATransactionThatIsThereTwice() throws IOException {
    fill(1);
    LogEntry first = CanonicalJson.read(store.read(KEYS.entry(1)), LogEntry.class);
    LogEntry again =
        new LogEntry(
            2,
            first.txnId(),
            last(1),
            "added",
            first.at(),
            "x",
            first.expect(),
            first.effect(),
            first.evidence(),
            "");
    store.create(KEYS.entry(2), CanonicalJson.write(again));
    assertThatThrownBy(() -> open("a").verify())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining("transaction t1 is number 1 already");
  }

  @Test
  void aMissingEntryBehindTheNewestCheckpointIsAGap() throws IOException {
    fill(11);
    store.overwrite(KEYS.entry(9), new byte[0]);
    assertThatThrownBy(() -> open("a").state())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(KEYS.entry(9).path());
  }

  @Test
  void aCheckpointBehindAHoleBetraysIt() throws IOException {
    fill(600);
    checkpoints().forEach(key -> store.overwrite(key, damaged(key)));
    for (long seq = 3; seq < 300; seq++) {
      store.overwrite(KEYS.entry(seq), new byte[0]);
    }
    assertThatThrownBy(() -> open("a").state())
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(KEYS.entry(3).path())
        .hasMessageContaining(KEYS.entry(600).path());
  }

  private byte[] damaged(ObjectKey key) {
    try {
      byte[] bytes = store.read(key).clone();
      bytes[bytes.length / 2] ^= 1;
      return bytes;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aGapIsFoundAgainByTheSameLog() throws IOException {
    fill(11);
    store.overwrite(KEYS.entry(9), new byte[0]);
    FoldedLog<Tally> log = open("a");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(log::state).isInstanceOf(BrokenLogException.class);
      assertThatThrownBy(() -> append(log, "new")).isInstanceOf(BrokenLogException.class);
    }
  }

  @Test
  void aCheckpointWithTooFewTransactionsIsNotResumed() throws IOException {
    fill(8);
    Checkpoint<Tally> honest =
        Objects.requireNonNull(Checkpoint.read(store, KEYS.checkpoint(8), Tally.class));
    for (String few : List.of("", "AAAAAAAAAAA=", "no base64")) {
      store.overwrite(
          KEYS.checkpoint(8),
          new Checkpoint<>(honest.entry(), "a", 8, honest.state(), few).bytes());
      FoldedLog<Tally> log = open("a");
      for (int i = 1; i <= 8; i++) {
        Commit.Committed<String> done = (Commit.Committed<String>) append(log, "t" + i);
        assertThat(done.fresh()).isFalse();
      }
      assertThat(log.state()).isEqualTo(plain("a", 8));
    }
  }

  @Test
  void whoCannotWriteACheckpointCommitsAllTheSame() throws IOException {
    MemoryStore inner = store;
    AtomicInteger created = new AtomicInteger();
    FaultyStore noCheckpoints =
        new FaultyStore(
            inner,
            () -> created.incrementAndGet() % (EVERY + 1) == 0 ? Fault.NOT_WRITTEN : Fault.NONE,
            () -> Fault.NONE);
    FoldedLog<Tally> log = open(noCheckpoints, "a");
    for (int i = 0; i < EVERY; i++) {
      append(log, "t" + i);
    }
    assertThat(created).hasValue(EVERY + 1);
    assertThat(checkpoints()).isEmpty();
    assertThat(log.state().position()).isEqualTo(EVERY);
  }

  @Test
  void checkpointsNeverChangeWhatComesOut() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      new History(new SplittableRandom(seed)).play();
    }
  }

  /** A random history, in which checkpoints are lost, damaged and made by two versions. */
  private static final class History {
    private final SplittableRandom random;
    private final MemoryStore store = new MemoryStore();
    private final List<String> committed = new ArrayList<>();

    History(SplittableRandom random) {
      this.random = random;
    }

    void play() throws IOException {
      FoldedLog<Tally> log = open(store, "a");
      for (int step = 0; step < 80; step++) {
        switch (random.nextInt(8)) {
          case 0 -> log = open(store, random.nextBoolean() ? "a" : "b");
          case 1 -> spoil();
          case 2 -> again(log);
          default -> {
            String txn = "t" + committed.size();
            Commit<String> commit = append(log, txn);
            assertThat(((Commit.Committed<String>) commit).fresh()).isTrue();
            committed.add(txn);
          }
        }
      }
      for (String form : List.of("a", "b")) {
        LogFold<Tally> fold = Tally.fold(form);
        List<LogEntry> entries =
            new AppendLog(store, PREFIX, InstantSource.fixed(LogTesting.AT)).entries();
        assertThat(entries).extracting(LogEntry::txnId).isEqualTo(committed);
        assertThat(open(store, form).state()).isEqualTo(fold.after(fold.empty(), entries));
        long position = random.nextInt(entries.size() + 1);
        assertThat(open(store, form).stateAt(position))
            .isEqualTo(fold.after(fold.empty(), entries.subList(0, (int) position)));
        assertThat(open(store, form).verify().entries()).isEqualTo(entries.size());
      }
    }

    private void again(FoldedLog<Tally> log) throws IOException {
      if (!committed.isEmpty()) {
        int i = random.nextInt(committed.size());
        Commit.Committed<String> done = (Commit.Committed<String>) append(log, committed.get(i));
        assertThat(done.fresh()).isFalse();
        assertThat(done.entry().seq()).isEqualTo(i + 1);
      }
    }

    private void spoil() throws IOException {
      List<ObjectKey> keys = store.list(KEYS.checkpoints(), "");
      if (keys.isEmpty()) {
        return;
      }
      ObjectKey key = keys.get(random.nextInt(keys.size()));
      byte[] bytes = store.read(key);
      switch (random.nextInt(4)) {
        case 0 -> store.overwrite(key, new byte[0]);
        case 1 -> store.overwrite(key, Arrays.copyOf(bytes, random.nextInt(1, bytes.length)));
        case 2 -> store.overwrite(key, store.read(keys.get(random.nextInt(keys.size()))));
        default -> {
          byte[] flipped = bytes.clone();
          flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          store.overwrite(key, flipped);
        }
      }
    }
  }
}
