package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Segment;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** Segments of files that a test wrote. */
final class DatasetFixtures {

  private DatasetFixtures() {}

  /** A segment of unknown rows; engines look at the file alone. */
  static Segment segment(Path file) throws IOException {
    LocalDateTime time = LocalDateTime.of(2011, 1, 1, 0, 0);
    Digest digest = Digest.of(file);
    String name = file.getFileName().toString().replace(".parquet", "");
    return new Segment(name, Segment.Kind.DELTA, digest, Files.size(file), 1, digest, time, time);
  }
}
