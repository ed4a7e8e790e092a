package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.Workers;
import java.io.IOException;
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
    Storm storm = new Storm(arguments -> start(store, errors, arguments), WORKERS, WRITERS, seed);
    Storm.Result result = storm.rage(kills, DirectoryStore.open(store));
    assertThat(errors).isEmptyFile();
    return result;
  }

  private static Workers.Worker start(Path store, Path errors, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(store.toString()));
    all.addAll(arguments);
    return Workers.start(StormWorker.class, errors, all.toArray(new String[0]));
  }
}
