package dev.nightjar.jobs.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the public data sets that lie beside the project. */
final class SharedData {

  private SharedData() {}

  /** The file; the test is skipped when it is not there. */
  static Path file(String name) {
    Path dir = Path.of("").toAbsolutePath();
    while (dir != null) {
      Path found = dir.resolve("shared/data").resolve(name);
      if (Files.exists(found)) {
        return found;
      }
      dir = dir.getParent();
    }
    Assumptions.abort("skipped: there is no shared/data/" + name + " above the project");
    throw new IllegalStateException("unreachable");
  }
}
