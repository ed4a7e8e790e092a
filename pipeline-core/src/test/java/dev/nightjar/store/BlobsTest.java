package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.FaultyStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobsTest {

  private static final byte[] MODEL = "a model".getBytes(UTF_8);

  @TempDir Path scratch;
  private final MemoryStore store = new MemoryStore();
  private final Blobs blobs = new Blobs(store);

  @Test
  void namesBytesByTheirDigest() throws IOException {
    Digest digest = blobs.put(MODEL);
    assertThat(digest).isEqualTo(Digest.of(MODEL));
    assertThat(store.list("", ""))
        .containsExactly(
            new ObjectKey("blobs/sha256/" + digest.head(2) + "/" + digest.hex().substring(2)));
    assertThat(blobs.put(Files.write(scratch.resolve("f"), MODEL))).isEqualTo(digest);
    assertThat(blobs.read(digest)).isEqualTo(MODEL);
    assertThat(blobs.exists(digest)).isTrue();
  }

  @Test
  void oneChangedByteIsFoundAndNamed() throws IOException {
    Digest digest = blobs.put(MODEL);
    byte[] damaged = "a modeL".getBytes(UTF_8);
    store.overwrite(Blobs.key(digest), damaged);
    Path to = scratch.resolve("model");
    assertThatThrownBy(() -> blobs.read(digest))
        .isInstanceOf(CorruptObjectException.class)
        .hasMessageContaining(Blobs.key(digest).path())
        .hasMessageContaining(digest.hex())
        .hasMessageContaining(Digest.of(damaged).hex());
    assertThatThrownBy(() -> blobs.verify(digest)).isInstanceOf(CorruptObjectException.class);
    assertThatThrownBy(() -> blobs.fetch(digest, to)).isInstanceOf(CorruptObjectException.class);
    try (var files = Files.list(scratch)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void fetchesVerifiedFiles() throws IOException {
    Digest digest = blobs.put(MODEL);
    Path to = Files.write(scratch.resolve("model"), new byte[] {1});
    blobs.fetch(digest, to);
    assertThat(to).hasBinaryContent(MODEL);
    try (var files = Files.list(scratch)) {
      assertThat(files).containsExactly(to);
    }
  }

  @Test
  void saysWhatIsMissing() {
    Digest digest = Digest.of("nothing");
    assertThatThrownBy(() -> blobs.read(digest)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> blobs.fetch(digest, scratch.resolve("x")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aBlobOfAnotherLengthIsNotTakenForStored() throws IOException {
    store.overwrite(Blobs.key(Digest.of(MODEL)), new byte[3]);
    assertThatThrownBy(() -> blobs.put(MODEL))
        .isInstanceOf(CorruptObjectException.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void aLostAnswerIsReadBack() throws IOException {
    Blobs faulty =
        new Blobs(new FaultyStore(store, () -> Fault.COMMIT_THEN_THROW, () -> Fault.NONE));
    assertThat(faulty.put(MODEL)).isEqualTo(Digest.of(MODEL));
    Blobs refusing =
        new Blobs(
            new FaultyStore(new MemoryStore(), () -> Fault.THROW_BEFORE_COMMIT, () -> Fault.NONE));
    assertThatThrownBy(() -> refusing.put(MODEL)).hasMessageContaining("refused");
  }
}
