package dev.nightjar.jobs.duckdb;

import java.nio.file.Path;

/**
 * What a {@link DuckDbSession} may use of the machine.
 *
 * @param threads at least 1
 * @param memoryBytes beyond it rows are spilled to {@code scratch}; native memory, besides the
 *     heap. At least 64 MiB
 * @param scratch folder for spilled rows, inside the run's own; made when needed
 */
public record DuckDbLimits(int threads, long memoryBytes, Path scratch) {

  private static final long LEAST = 64L << 20;

  public DuckDbLimits {
    if (threads < 1 || memoryBytes < LEAST) {
      throw new IllegalArgumentException(
          "expected at least 1 thread and 64 MiB, but found " + threads + " and " + memoryBytes);
    }
  }

  /** All processors and 1 GiB. */
  public static DuckDbLimits standard(Path scratch) {
    return new DuckDbLimits(Runtime.getRuntime().availableProcessors(), 1L << 30, scratch);
  }
}
