package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log with holes, strangers and checkpoints that lie. */
final class DamagedLogTest {
  private static final LogKeys KEYS = new LogKeys("models/m");
  private final MemoryStore store = new MemoryStore();

  private FoldedLog<Tally> open() {
    return new FoldedLog<>(
        store, "models/m", InstantSource.fixed(LogTesting.AT), Tally.fold("a"), 4);
  }

  private void fill(int n) throws Exception {
    FoldedLog<Tally> log = open();
    for (int i = 1; i <= n; i++) {
      String t = "t" + i;
      log.commit(t, s -> LogTesting.proposal(t));
    }
  }

  @Test
  void brokenStaysBroken() throws Exception {
    fill(600);
    store
        .list(KEYS.checkpoints(), "")
        .forEach(
            k -> {
              if (!k.equals(KEYS.checkpoint(600))) store.overwrite(k, new byte[0]);
            });
    store.overwrite(KEYS.checkpoint(600), new byte[] {1});
    for (long s = 3; s < 300; s++) store.overwrite(KEYS.entry(s), new byte[0]);
    FoldedLog<Tally> log = open();
    assertThatThrownBy(log::state).isInstanceOf(BrokenLogException.class);
    assertThatThrownBy(log::state).as("second time").isInstanceOf(BrokenLogException.class);
  }

  @Test
  void strangerWithTwentyDigitsInLog() throws Exception {
    fill(3);
    store.create(new ObjectKey("models/m/log/10000000000000000000.json"), new byte[] {1});
    assertThatCode(() -> open().verify()).doesNotThrowAnyException();
  }

  @Test
  void strangerWithTwentyDigitsInCheckpoints() throws Exception {
    fill(3);
    store.create(new ObjectKey("models/m/checkpoints/10000000000000000000.json"), new byte[] {1});
    assertThatCode(() -> open().state()).doesNotThrowAnyException();
  }

  @Test
  void gapOfTwoIsFoundByEntries() throws Exception {
    fill(3);
    FoldedLog<Tally> l = open();
    l.commit("t4", s -> LogTesting.proposal("t4"));
    l.commit("t5", s -> LogTesting.proposal("t5"));
    store.list(KEYS.checkpoints(), "").forEach(k -> store.overwrite(k, new byte[0]));
    store.overwrite(KEYS.entry(3), new byte[0]);
    store.overwrite(KEYS.entry(4), new byte[0]);
    assertThatThrownBy(() -> open().entries()).isInstanceOf(BrokenLogException.class);
  }

  @Test
  void aHoleAtTheNextNumberIsNotTheEndOfAnOpenLog() throws Exception {
    fill(3);
    FoldedLog<Tally> log = open();
    assertThat(log.state().position()).isEqualTo(3);
    FoldedLog<Tally> other = open();
    other.commit("t4", s -> LogTesting.proposal("t4"));
    other.commit("t5", s -> LogTesting.proposal("t5"));
    byte[] fourth = store.read(KEYS.entry(4));
    store.overwrite(KEYS.entry(4), new byte[0]);
    assertThatThrownBy(log::state)
        .isInstanceOf(BrokenLogException.class)
        .hasMessageContaining(KEYS.entry(4).path());
    store.overwrite(KEYS.entry(4), fourth);
    assertThat(log.state().position()).isEqualTo(5);
  }

  @Test
  void anUnchangedLogIsAskedForTheNextNumberAndTheOneBehindIt() throws Exception {
    fill(3);
    CountingStore counting = new CountingStore(store);
    FoldedLog<Tally> log =
        new FoldedLog<>(
            counting, "models/m", InstantSource.fixed(LogTesting.AT), Tally.fold("a"), 4);
    log.state();
    int before = counting.calls().size();
    log.state();
    assertThat(counting.calls().subList(before, counting.calls().size()))
        .containsExactly("read " + KEYS.entry(4), "size " + KEYS.entry(5));
  }

  @Test
  void gapOfTwoIsFoundByState() throws Exception {
    fill(5);
    store.list(KEYS.checkpoints(), "").forEach(k -> store.overwrite(k, new byte[0]));
    store.overwrite(KEYS.entry(3), new byte[0]);
    store.overwrite(KEYS.entry(4), new byte[0]);
    assertThatThrownBy(() -> open().state()).isInstanceOf(BrokenLogException.class);
  }

  @Test
  void rejectedTransactionsLeaveNoTrace() throws Exception {
    fill(8);
    Checkpoint<Tally> c =
        java.util.Objects.requireNonNull(Checkpoint.read(store, KEYS.checkpoint(8), Tally.class));
    // As a version with another block size would write it.
    Checkpoint<Tally> other = new Checkpoint<>(c.entry(), c.form(), 8, c.state(), "AAAAAAAAAAA=");
    store.overwrite(KEYS.checkpoint(8), other.bytes());
    FoldedLog<Tally> log = open();
    Commit.Committed<String> again =
        (Commit.Committed<String>) log.<String>commit("t3", s -> LogTesting.proposal("t3"));
    assertThat(again.fresh()).isFalse();
  }

  @Test
  void writerThatLooksAgainInItsProposal() throws Exception {
    fill(2);
    FoldedLog<Tally> log = open();
    List<Long> seen = new ArrayList<>();
    Commit<String> c =
        log.<String>commit(
            "mine",
            s -> {
              seen.add(s.position());
              if (seen.size() == 1) {
                open().commit("other", x -> LogTesting.proposal("other"));
                log.state();
              }
              return LogTesting.proposal("mine");
            });
    assertThat(seen)
        .as("state seen before number %d", ((Commit.Committed<String>) c).entry().seq())
        .endsWith(((Commit.Committed<String>) c).entry().seq() - 1);
  }
}
