package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.AppendLog;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.Workers;
import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes promote at once. */
@Timeout(300)
final class ModelRegistryIT {

  private static final int WORKERS = 16;
  private static final int CANDIDATES = 4;

  @TempDir Path scratch;

  @Test
  void sixteenProcessesPromoteAtOnce(TestReporter reporter) throws Exception {
    Path errors = scratch.resolve("errors.txt");
    Path directory = scratch.resolve("store");
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(
          Workers.start(
              PromotionWorker.class,
              errors,
              directory.toString(),
              "w" + i,
              String.valueOf(CANDIDATES)));
    }
    for (Worker worker : workers) {
      assertThat(worker.line()).as("errors: %s", errors).isEqualTo("ready");
    }
    long begin = System.nanoTime();
    for (Worker worker : workers) {
      worker.go();
    }
    for (Worker worker : workers) {
      assertThat(worker.end()).isZero();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    reporter.publishEntry(
        "promotions per second", String.valueOf(Math.round(WORKERS * CANDIDATES / seconds)));
    assertThat(errors).isEmptyFile();
    verify(DirectoryStore.open(directory));
  }

  private static void verify(DirectoryStore store) throws IOException {
    RegistryState state = new ModelRegistry(store, "m", InstantSource.system(), "test").state();
    int promotions = WORKERS * CANDIDATES;
    assertThat(state.versions()).hasSize(promotions);
    assertThat(state.versions()).extracting(ModelVersion::manifest).doesNotHaveDuplicates();
    assertThat(state.position()).isEqualTo(2L * promotions);
    List<String> promoted =
        state.history().stream()
            .filter(event -> event.kind() == EventKind.PROMOTED)
            .map(RegistryEvent::version)
            .toList();
    assertThat(promoted)
        .containsExactlyInAnyOrderElementsOf(
            state.versions().stream().map(ModelVersion::name).toList());

    List<LogEntry> entries = new AppendLog(store, "models/m", InstantSource.system()).entries();
    RegistryState prefix = RegistryState.empty("m");
    int champions = 0;
    for (LogEntry entry : entries) {
      String before = prefix.champion();
      prefix = prefix.after(List.of(entry));
      if (entry.type().equals("promoted")) {
        champions++;
        // The one that it was judged against is the one that it replaced.
        assertThat(Objects.requireNonNullElse(before, ""))
            .isEqualTo(entry.expect().path("champion").asText());
        assertThat(prefix.champion()).isEqualTo(entry.effect().get("champion").asText());
      }
      assertThat(prefix.champion() == null).isEqualTo(champions == 0);
    }
    assertThat(prefix).isEqualTo(state);
  }
}
