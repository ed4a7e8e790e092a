package dev.nightjar.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.registry.Storm;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.WorkerArchive;
import dev.nightjar.store.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Storm} over a bucket of a real server that keeps its objects as files. Starting the SDK
 * costs seconds of processor time, so that each process has several writers.
 */
final class S3Storm {

  private static final int WORKERS = 3;
  private static final int WRITERS = 3;

  private S3Storm() {}

  static Storm.Result rage(Path scratch, int kills, long seed) throws Exception {
    Path errors = scratch.resolve("errors.txt");
    try (S3Proxy server = S3Proxy.onDisk(scratch.resolve("objects"), scratch)) {
      String bucket = server.freshBucket();
      String endpoint = server.endpoint().toString();
      WorkerArchive archive =
          WorkerArchive.rehearse(
              scratch, S3StormWorker.class, endpoint, server.freshBucket(), "w", "0", "8");
      Storm storm =
          new Storm(
              arguments -> {
                List<String> all = new ArrayList<>(List.of(endpoint, bucket));
                all.addAll(arguments);
                return Workers.start(archive.jvm(), S3StormWorker.class, errors, all);
              },
              WORKERS,
              WRITERS,
              seed);
      try (ObjectStore store = S3Proxy.open(server.endpoint(), bucket)) {
        Storm.Result result = storm.rage(kills, store);
        assertThat(errors).isEmptyFile();
        return result;
      }
    }
  }
}
