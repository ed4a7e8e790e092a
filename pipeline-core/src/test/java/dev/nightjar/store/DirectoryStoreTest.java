package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class DirectoryStoreTest extends ObjectStoreContract {

  private static final byte[] X = "x".getBytes(UTF_8);

  @Override
  protected ObjectStore openEmpty() throws IOException {
    return DirectoryStore.open(root());
  }

  private Path root() {
    return scratch.resolve("store");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    store.create(new ObjectKey("a/b"), X);
    store.create(new ObjectKey("a/b"), X);
    try (var left = Files.list(root().resolve(".tmp"))) {
      assertThat(left).isEmpty();
    }
    assertThat(Files.readAllBytes(root().resolve("a/b"))).isEqualTo(X);
  }

  @Test
  void whatAKilledWriterLeftIsNoObjectAndIsSweptAfterADay() throws IOException {
    DirectoryStore.open(root()).create(new ObjectKey("a"), X);
    Instant now = Instant.parse("2026-11-22T06:00:00Z");
    Path old = Files.write(root().resolve(".tmp/old"), X);
    Path young = Files.write(root().resolve(".tmp/young"), X);
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(23))));
    DirectoryStore store = DirectoryStore.open(root(), InstantSource.fixed(now));
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(store.list("", "")).containsExactly(new ObjectKey("a"));
  }

  @Test
  void neverFollowsALinkOut() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Files.write(outside.resolve("secret"), X);
    DirectoryStore store = DirectoryStore.open(root());
    Files.createSymbolicLink(root().resolve("folder"), outside);
    Files.createSymbolicLink(root().resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(root().resolve("dangling"), outside.resolve("new"));

    for (String key : List.of("folder/secret", "folder/deep/er", "file", "dangling")) {
      assertThatThrownBy(() -> store.create(new ObjectKey(key), X))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("symbolic link");
      assertThatThrownBy(() -> store.read(new ObjectKey(key)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("symbolic link");
    }
    assertThatThrownBy(() -> store.list("folder", "")).hasMessageContaining("symbolic link");
    assertThat(store.list("", "")).isEmpty();
    try (var files = Files.list(outside)) {
      assertThat(files).containsExactly(outside.resolve("secret"));
    }
    assertThatThrownBy(() -> new ObjectKey("a/../../b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRootThatIsALinkIsTheUsersChoice() throws IOException {
    Path real = Files.createDirectory(scratch.resolve("real"));
    Path link = Files.createSymbolicLink(scratch.resolve("link"), real);
    assertThat(DirectoryStore.open(link).create(new ObjectKey("a"), X)).isTrue();
    assertThat(real.resolve("a")).exists();
  }

  @Test
  void noKeyIsAFolderOfAnother() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    store.create(new ObjectKey("a/b"), X);
    assertThatThrownBy(() -> store.create(new ObjectKey("a"), X))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("folder of other objects");
    assertThatThrownBy(() -> store.create(new ObjectKey("a/b/c"), X))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("expected a folder")
        .hasMessageContaining("is an object");
  }

  @Test
  void ignoresWhatIsNoObject() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    Files.write(root().resolve(".DS_Store"), X);
    Files.write(root().resolve("with space"), X);
    assertThat(store.list("", "")).isEmpty();
  }

  @Test
  void refusesAFileAsDirectory() throws IOException {
    Path file = Files.write(scratch.resolve("file"), X);
    assertThatThrownBy(() -> DirectoryStore.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a directory")
        .hasMessageContaining("file");
  }

  @Test
  void aFullDiskIsSaidInWordsAndShowsNothing() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(scratch, "size=512k")) {
      DirectoryStore store = DirectoryStore.open(disk.path());
      assertThat(store.create(new ObjectKey("a/small"), new byte[1000])).isTrue();
      ObjectKey key = new ObjectKey("a/large");
      assertThatThrownBy(() -> store.create(key, new byte[600_000]))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("a/large")
          .hasMessageContaining("the disk is full (600000 bytes needed");
      assertThat(store.exists(key)).isFalse();
      assertThat(store.list("", "")).containsExactly(new ObjectKey("a/small"));
      // What failed gave its room back.
      assertThat(store.create(new ObjectKey("a/fits"), new byte[300_000])).isTrue();
      AppendLog log = new AppendLog(store, "models/m", InstantSource.system());
      LogTesting.fill(store, "a/filler");
      assertThatThrownBy(() -> LogTesting.append(log, "t1"))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("the disk is full");
    }
  }

  @Test
  void aReadOnlyDiskIsSaidInWordsAndCanBeRead() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(scratch, "size=512k")) {
      DirectoryStore.open(disk.path()).create(new ObjectKey("a"), X);
      disk.remount("ro");
      DirectoryStore store = DirectoryStore.open(disk.path());
      assertThat(store.read(new ObjectKey("a"))).isEqualTo(X);
      assertThatThrownBy(() -> store.create(new ObjectKey("b"), X))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("could not write b in " + disk.path())
          .hasMessageContaining("Read-only");
    }
  }

  @Test
  void aForbiddenDirectoryIsSaidInWords() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    Path folder = Files.createDirectory(root().resolve("a"));
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      Assumptions.assumeFalse(Files.isWritable(folder), "the super-user may write everywhere");
      assertThatThrownBy(() -> store.create(new ObjectKey("a/b/c"), X))
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("permission denied");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }
}
