package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store keeps. A store's test extends this and says how to open an empty one. */
public abstract class ObjectStoreContract {

  private static final ObjectKey KEY = new ObjectKey("a/b.json");

  @TempDir protected Path scratch;
  private ObjectStore store;

  /** Opens a store that nothing was written to. */
  protected abstract ObjectStore openEmpty() throws IOException;

  @BeforeEach
  final void openStore() throws IOException {
    store = openEmpty();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  final void givesBackWhatWasCreated() throws IOException {
    assertThat(store.create(KEY, bytes("hello"))).isTrue();
    assertThat(store.read(KEY)).isEqualTo(bytes("hello"));
    assertThat(store.size(KEY)).hasValue(5);
    assertThat(store.exists(KEY)).isTrue();
    try (InputStream in = store.open(KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("hello"));
    }
  }

  @Test
  final void neverChangesAnObject() throws IOException {
    Path file = Files.write(scratch.resolve("other"), bytes("other"));
    assertThat(store.create(KEY, bytes("first"))).isTrue();
    assertThat(store.create(KEY, bytes("other"))).isFalse();
    assertThat(store.create(KEY, file)).isFalse();
    assertThat(store.create(KEY, bytes("first"))).isFalse();
    assertThat(store.read(KEY)).isEqualTo(bytes("first"));
  }

  @Test
  final void createsFromFilesLargeAndEmpty() throws IOException {
    byte[] large = new byte[3_000_001];
    new SplittableRandom(1).nextBytes(large);
    Path file = Files.write(scratch.resolve("large"), large);
    Path empty = Files.write(scratch.resolve("empty"), new byte[0]);
    assertThat(store.create(new ObjectKey("large"), file)).isTrue();
    assertThat(store.create(new ObjectKey("empty"), empty)).isTrue();
    assertThat(store.create(new ObjectKey("nothing"), new byte[0])).isTrue();
    assertThat(store.read(new ObjectKey("large"))).isEqualTo(large);
    assertThat(store.size(new ObjectKey("empty"))).hasValue(0);
    assertThat(store.read(new ObjectKey("nothing"))).isEmpty();
  }

  @Test
  final void aFileThatIsNotThereCreatesNothing() throws IOException {
    assertThatThrownBy(() -> store.create(KEY, scratch.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
    assertThat(store.exists(KEY)).isFalse();
  }

  @Test
  final void saysWhatIsNotThere() throws IOException {
    store.create(KEY, bytes("x"));
    for (String missing : List.of("a/c.json", "a", "z/y/x", "a/b")) {
      ObjectKey key = new ObjectKey(missing);
      assertThat(store.exists(key)).as(missing).isFalse();
      assertThat(store.size(key)).as(missing).isEmpty();
      assertThatThrownBy(() -> store.read(key)).isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> store.open(key)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  final void listsInOrderOfCharacters() throws IOException {
    List<String> keys =
        List.of("a-b/1", "a.json", "a/1", "a/10", "a/2", "a/b/c", "a0", "aa/1", "b/1");
    for (int i = keys.size() - 1; i >= 0; i--) {
      store.create(new ObjectKey(keys.get(i)), bytes("x"));
    }
    assertThat(store.list("", "")).extracting(ObjectKey::path).containsExactlyElementsOf(keys);
    assertThat(store.list("a", ""))
        .extracting(ObjectKey::path)
        .containsExactly("a/1", "a/10", "a/2", "a/b/c");
    assertThat(store.list("a", "a/10")).extracting(ObjectKey::path).containsExactly("a/2", "a/b/c");
    assertThat(store.list("", "a/b/c"))
        .extracting(ObjectKey::path)
        .containsExactly("a0", "aa/1", "b/1");
    assertThat(store.list("a/b", "a/b/c")).isEmpty();
    assertThat(store.list("missing", "")).isEmpty();
    assertThat(store.list("b/1", "")).isEmpty();
  }

  @Test
  final void takesEveryCharacterOfAKey() throws IOException {
    ObjectKey key = new ObjectKey("flight-delays~shadow-x/2011=06_A.z/Z0-9._=~-");
    assertThat(store.create(key, bytes("x"))).isTrue();
    assertThat(store.read(key)).isEqualTo(bytes("x"));
    assertThat(store.list("flight-delays~shadow-x", "")).containsExactly(key);
  }

  @Test
  final void ofSixteenWritersOneWins() throws Exception {
    int writers = 16;
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 20; round++) {
        ObjectKey key = new ObjectKey("race/" + round);
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<Boolean>> outcomes = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          byte[] content = bytes(("writer " + writer + " ").repeat(1000));
          outcomes.add(
              pool.submit(
                  () -> {
                    start.await();
                    return store.create(key, content);
                  }));
        }
        List<Integer> winners = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          if (outcomes.get(writer).get()) {
            winners.add(writer);
          }
        }
        assertThat(winners).as("winners of round %d", round).hasSize(1);
        assertThat(store.read(key))
            .isEqualTo(bytes(("writer " + winners.get(0) + " ").repeat(1000)));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  final void aReaderSeesNothingOrAll() throws Exception {
    byte[] content = new byte[400_000];
    new SplittableRandom(2).nextBytes(content);
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      for (int round = 0; round < 20; round++) {
        ObjectKey key = new ObjectKey("seen/" + round);
        Future<Boolean> created = pool.submit(() -> store.create(key, content));
        boolean done = false;
        while (!done) {
          done = created.isDone();
          try {
            assertThat(store.read(key)).isEqualTo(content);
          } catch (NoSuchFileException e) {
            assertThat(done).isFalse();
          }
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
