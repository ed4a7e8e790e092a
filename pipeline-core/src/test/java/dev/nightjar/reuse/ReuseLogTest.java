package dev.nightjar.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.store.AppendLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.Proposal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReuseLogTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final List<String> ANSWER = List.of("candidate", "champion v1", "baseline v1");

  private final MemoryStore store = new MemoryStore();

  private ReuseLog log() {
    return new ReuseLog(store, "set.1", CLOCK);
  }

  private static Use use(int night, String run) {
    return new Use("m", run, Instant.ofEpochSecond(night), Digest.of("a"), 1, 2, 0.1);
  }

  @Test
  void theSameAnswerIsCountedOnce() throws IOException {
    assertThat(log().write(use(1, "a"), ANSWER, "me").decisions("m")).isEqualTo(1);
    assertThat(log().write(use(1, "b"), ANSWER, "me").decisions("m")).isEqualTo(1);
    List<String> moved = List.of("candidate", "champion v2", "baseline v1");
    assertThat(log().write(use(1, "b"), moved, "me").decisions("m")).isEqualTo(2);
    assertThat(log().write(use(2, "c"), ANSWER, "me").decisions("m")).isEqualTo(3);
    assertThat(log().state().position()).isEqualTo(3);
  }

  @Test
  void whoLooksBackSeesWhatWasSeenThenAndWritesNothing() throws IOException {
    assertThat(log().seen(use(1, "a"), ANSWER)).isEmpty();
    ReuseState first = log().write(use(1, "a"), ANSWER, "me");
    log().write(use(2, "b"), ANSWER, "me");
    assertThat(log().seen(use(1, "another"), ANSWER)).contains(first);
    assertThat(log().seen(use(1, "a"), List.of("another candidate"))).isEmpty();
    assertThat(log().seen(use(3, "c"), ANSWER)).isEmpty();
    assertThat(log().state().position()).isEqualTo(2);
  }

  @Test
  void aNightThatGoesOnSeesWhatItSawBefore() throws IOException {
    ReuseState first = log().write(use(1, "a"), ANSWER, "me");
    for (int night = 2; night < 200; night++) {
      log().write(use(night, "n"), ANSWER, "me");
    }
    assertThat(log().write(use(1, "a"), ANSWER, "me")).isEqualTo(first);
    assertThat(log().state().decisions("m")).isEqualTo(199);
    assertThat(log().state().decisions("nobody")).isZero();
  }

  @Test
  void aBisectionIsWrittenOnce() throws IOException {
    log().write(use(1, "a"), ANSWER, "me");
    ReuseState first = log().bisected("m", "a", "by one", "me");
    assertThat(first.tally("m").before()).isEqualTo(1);
    assertThat(log().bisected("m", "a", "by one", "me")).isEqualTo(first);
    assertThat(log().bisected("m", "a", "by halves", "me").position()).isEqualTo(3);
    assertThat(log().write(use(2, "b"), ANSWER, "me").tally("m").before()).isEqualTo(1);
    assertThat(log().state().decisions("m")).isEqualTo(2);
  }

  @Test
  void anEntryOfANewerVersionIsNamed() throws IOException {
    new AppendLog(store, "testsets/set.1", CLOCK)
        .<String>commit(
            "t",
            position ->
                new Proposal.Append<>(
                    "sealed",
                    Instant.EPOCH,
                    "me",
                    CanonicalJson.tree(Map.of()),
                    CanonicalJson.tree(Map.of()),
                    CanonicalJson.tree(Map.of()),
                    ""));
    assertThatThrownBy(() -> log().state())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("entry 1 of test set set.1 is of the type sealed");
  }
}
