package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.WorkerArchive;
import dev.nightjar.store.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Storm} over a directory. */
final class DirectoryStorm {

  private static final int WORKERS = 4;
  private static final int WRITERS = 2;

  private DirectoryStorm() {}

  static Storm.Result rage(Path scratch, int kills, long seed) throws Exception {
    Path store = scratch.resolve("store");
    Path errors = scratch.resolve("errors.txt");
    String rehearsed = scratch.resolve("rehearsal").toString();
    WorkerArchive archive =
        WorkerArchive.rehearse(scratch, StormWorker.class, rehearsed, "w", "0", "8");
    Storm storm =
        new Storm(
            arguments -> {
              List<String> all = new ArrayList<>(List.of(store.toString()));
              all.addAll(arguments);
              return Workers.start(archive.jvm(), StormWorker.class, errors, all);
            },
            WORKERS,
            WRITERS,
            seed);
    Storm.Result result = storm.rage(kills, DirectoryStore.open(store));
    assertThat(errors).isEmptyFile();
    return result;
  }
}
