package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.StoreUpkeep.Capability;
import dev.nightjar.store.StoreUpkeep.Unfinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DirectoryUpkeepTest extends StoreUpkeepContract {

  private static final byte[] X = "x".getBytes(UTF_8);

  @Override
  protected ObjectStore openEmpty() throws IOException {
    return DirectoryStore.open(root());
  }

  private Path root() {
    return scratch.resolve("store");
  }

  @Test
  void neverReachesThroughALink() throws IOException {
    Path outside = Files.createDirectory(scratch.resolve("outside"));
    Path secret = Files.write(outside.resolve("secret"), X);
    DirectoryStore store = DirectoryStore.open(root());
    Files.createSymbolicLink(root().resolve("folder"), outside);
    Files.createSymbolicLink(root().resolve("file"), secret);
    for (String key : List.of("folder/secret", "file")) {
      assertThatThrownBy(() -> store.upkeep().remove(new ObjectKey(key)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("symbolic link");
    }
    assertThat(secret).exists();
    assertThat(store.upkeep().objects("")).isEmpty();
    assertThat(store.upkeep().strangers()).containsExactly("file", "folder");
  }

  @Test
  void knowsAndAbandonsWhatKilledWritersLeft() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    store.create(new ObjectKey("a"), X);
    Instant since = Instant.parse("2026-11-22T06:00:00Z");
    Path left = Files.write(root().resolve(".tmp/left"), X);
    Files.setLastModifiedTime(left, FileTime.from(since));
    StoreUpkeep upkeep = store.upkeep();
    assertThat(upkeep.unfinished()).containsExactly(new Unfinished("left", since, 1));
    for (String other : List.of("../a", "..", "", "x/../../a", root().resolve("a").toString())) {
      assertThatThrownBy(() -> upkeep.abandon(new Unfinished(other, since, 1)))
          .as(other)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no name of a temporary file");
    }
    upkeep.abandon(upkeep.unfinished().get(0));
    upkeep.abandon(new Unfinished("left", since, 1));
    assertThat(left).doesNotExist();
    assertThat(root().resolve("a")).exists();
  }

  @Test
  void namesWhatIsNoObject() throws IOException {
    DirectoryStore store = DirectoryStore.open(root());
    store.create(new ObjectKey("a/b"), X);
    Files.write(root().resolve(".DS_Store"), X);
    Files.write(root().resolve("a/with space"), X);
    Files.createDirectories(root().resolve("a/.git/deep"));
    assertThat(store.upkeep().strangers()).containsExactly(".DS_Store", "a/.git", "a/with space");
  }

  @Test
  void saysWhatAReadOnlyDiskCannotDo() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(scratch, "size=512k")) {
      DirectoryStore.open(disk.path()).create(new ObjectKey("a"), X);
      disk.remount("ro");
      StoreUpkeep upkeep = DirectoryStore.open(disk.path()).upkeep();
      assertThat(upkeep.probe())
          .singleElement()
          .satisfies(c -> assertThat(c.ok()).isFalse())
          .extracting(Capability::sentence)
          .asString()
          .contains("Read-only", "let this user write to");
      assertThatThrownBy(() -> upkeep.remove(new ObjectKey("a")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("could not remove a from")
          .hasMessageContaining("Read-only");
      assertThatThrownBy(upkeep::now).hasMessageContaining("Read-only");
      assertThat(upkeep.free().getAsLong()).isBetween(0L, 512L * 1024);
    }
  }
}
