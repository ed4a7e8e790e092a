package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFormatTest {

  private static final ObjectKey KEY = new ObjectKey("format.json");

  @TempDir Path scratch;
  private final MemoryStore store = new MemoryStore();

  private void mark(String text) {
    store.overwrite(KEY, text.getBytes(UTF_8));
  }

  @Test
  void aNewStoreIsMarkedOnce() throws IOException {
    StoreFormat.require(store);
    byte[] mark = store.read(KEY);
    assertThat(new String(mark, UTF_8)).isEqualTo("{\"format\":1,\"layoutId\":\"blobs-and-logs\"}");
    StoreFormat.require(store);
    assertThat(store.read(KEY)).isEqualTo(mark);
  }

  @Test
  void aNewerFormatIsRefusedInWords() {
    mark("{\"format\":2,\"layoutId\":\"x\"}");
    assertThatThrownBy(() -> StoreFormat.require(store))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessage(
            "the store memory has format 2, and this program knows formats up to 1:"
                + " a newer nightjar has written it; use that one");
  }

  @Test
  void aDamagedMarkIsRefusedInWords() {
    mark("{\"format\":");
    assertThatThrownBy(() -> StoreFormat.require(store))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("format.json of the store memory is damaged");
  }

  @Test
  void aDiskThatCanOnlyBeReadNeedsNoMark() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(scratch, "size=512k")) {
      disk.remount("ro");
      DirectoryStore directory = DirectoryStore.open(disk.path());
      StoreFormat.require(directory);
      assertThat(directory.list("", "")).isEmpty();
    }
  }
}
