package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.CorruptObjectException;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFolderTest {

  private static final Instant NIGHT = Instant.parse("2011-06-15T00:00:00Z");

  @TempDir Path scratch;
  private final MemoryStore store = new MemoryStore();
  private final ModelRegistry registry =
      new ModelRegistry(store, "flight-delays", InstantSource.fixed(NIGHT), "runner");

  @BeforeEach
  void promote() throws IOException {
    String version = registry.register(CandidateFake.stored(store, "a"), NIGHT);
    registry.promote(PromotionRequest.judged(version, NIGHT, null, Map.of(), ""));
    registry.register(CandidateFake.stored(store, "b"), NIGHT);
  }

  @Test
  void holdsAVerifiedVersion() throws IOException {
    Path to = scratch.resolve("deep/model");
    assertThat(registry.fetch("champion", to).name()).isEqualTo("v1");
    assertThat(Files.readString(to.resolve("artifact"))).isEqualTo("model a");
    assertThat(Files.readString(to.resolve("encoder.json"))).isEqualTo("{\"encoder\":\"a\"}");
    assertThat(CanonicalJson.read(Files.readAllBytes(to.resolve("manifest.json")), Candidate.class))
        .isEqualTo(registry.candidate("v1"));
    assertThat(names(to)).containsExactly("artifact", "encoder.json", "manifest.json");
    assertThat(names(scratch.resolve("deep"))).containsExactly("model");
  }

  @Test
  void anEmptyFolderIsFilledAndTheSameVersionIsLeftAlone() throws IOException {
    registry.fetch("v1", scratch);
    registry.fetch("champion", scratch);
    assertThat(names(scratch)).containsExactly("artifact", "encoder.json", "manifest.json");
  }

  @Test
  void otherFilesAreNeverReplaced() throws IOException {
    registry.fetch("v1", scratch);
    assertThatThrownBy(() -> registry.fetch("v2", scratch))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("holds other files");
    assertThat(Files.readString(scratch.resolve("artifact"))).isEqualTo("model a");
    assertThatThrownBy(() -> registry.fetch("v1", scratch.resolve("artifact")))
        .hasMessageContaining("is a file");
    Files.writeString(scratch.resolve("artifact"), "changed");
    assertThatThrownBy(() -> registry.fetch("v1", scratch)).hasMessageContaining("other files");
  }

  @Test
  void damagedBytesLeaveNothing() throws IOException {
    store.overwrite(Blobs.key(registry.candidate("v1").encoder()), "{}".getBytes(UTF_8));
    assertThatThrownBy(() -> registry.fetch("v1", scratch.resolve("model")))
        .isInstanceOf(CorruptObjectException.class);
    assertThat(names(scratch)).isEmpty();
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
