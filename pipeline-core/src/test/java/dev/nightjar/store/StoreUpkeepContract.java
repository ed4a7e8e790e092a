package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.StoreUpkeep.Capability;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the upkeep of every store keeps. A store's test extends this and opens an empty one. */
public abstract class StoreUpkeepContract {

  // Clocks of servers tell whole seconds.
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir protected Path scratch;
  private ObjectStore store;
  private StoreUpkeep upkeep;

  /** Opens a store that nothing was written to. */
  protected abstract ObjectStore openEmpty() throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = openEmpty();
    upkeep = store.upkeep();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  private void create(String key, String content) throws IOException {
    assertThat(store.create(new ObjectKey(key), content.getBytes(UTF_8))).isTrue();
  }

  @Test
  final void listsWithSizesAndAges() throws IOException {
    Instant before = upkeep.now().minus(SECOND);
    create("a/2", "xx");
    create("a/1", "x");
    create("a-b", "");
    Instant after = upkeep.now().plus(SECOND);
    List<Stored> all = upkeep.objects("");
    assertThat(all).extracting(s -> s.key().path()).containsExactly("a-b", "a/1", "a/2");
    assertThat(all).extracting(Stored::bytes).containsExactly(0L, 1L, 2L);
    assertThat(all).allSatisfy(s -> assertThat(s.modified()).isBetween(before, after));
    assertThat(upkeep.objects("a")).isEqualTo(all.subList(1, 3));
    assertThat(upkeep.objects("missing")).isEmpty();
  }

  @Test
  final void whatIsRemovedIsGoneAndMayBeCreatedAgain() throws IOException {
    create("a/b", "first");
    create("a/c", "other");
    ObjectKey key = new ObjectKey("a/b");
    upkeep.remove(key);
    assertThat(store.exists(key)).isFalse();
    assertThatThrownBy(() -> store.read(key)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.list("", "")).containsExactly(new ObjectKey("a/c"));
    upkeep.remove(key);
    upkeep.remove(new ObjectKey("never/was"));
    create("a/b", "second");
    assertThat(store.read(key)).isEqualTo("second".getBytes(UTF_8));
  }

  @Test
  final void removesObjectsOnlyNeverWhatIsBelow() throws IOException {
    create("a/b/c", "x");
    try {
      upkeep.remove(new ObjectKey("a/b"));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("a/b");
    }
    assertThat(store.list("", "")).containsExactly(new ObjectKey("a/b/c"));
  }

  @Test
  final void nothingIsUnfinishedOrStrangeInAStoreOfOurs() throws IOException {
    create("a/b", "x");
    assertThat(upkeep.unfinished()).isEmpty();
    assertThat(upkeep.strangers()).isEmpty();
  }

  @Test
  final void theProbeIsPassedAndLeavesNothing() throws IOException {
    create("a/b", "x");
    assertThat(upkeep.probe())
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.ok()).as(c.toString()).isTrue())
        .allSatisfy(c -> assertThat(c.sentence()).isNotBlank())
        .extracting(Capability::name)
        .contains("create-only");
    assertThat(store.list("", "")).containsExactly(new ObjectKey("a/b"));
    assertThat(upkeep.unfinished()).isEmpty();
  }

  @Test
  final void itsClockGoesOn() throws IOException {
    Instant first = upkeep.now();
    Instant second = upkeep.now();
    assertThat(second).isAfterOrEqualTo(first);
    assertThat(store.list("", "")).isEmpty();
  }
}
