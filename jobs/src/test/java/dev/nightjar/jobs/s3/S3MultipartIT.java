package dev.nightjar.jobs.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are large enough to be uploaded in parts. */
final class S3MultipartIT {

  private static final long SIZE = S3Multipart.THRESHOLD + 12_345;

  @TempDir Path dir;
  private S3Store store;

  @BeforeEach
  void open() throws IOException {
    store = S3Proxy.shared().freshStore();
  }

  @AfterEach
  void close() throws IOException {
    assertThat(store.upkeep().unfinished()).as("nothing is left half done").isEmpty();
    store.close();
  }

  private Path file(String name, long size, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] piece = new byte[1 << 16];
    Path file = dir.resolve(name);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long left = size; left > 0; left -= piece.length) {
        random.nextBytes(piece);
        out.write(piece, 0, (int) Math.min(piece.length, left));
      }
    }
    return file;
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Blobs blobs = new Blobs(store);
    Path file = file("model", SIZE, 1);
    Digest digest = blobs.put(file);
    assertThat(store.size(Blobs.key(digest))).hasValue(SIZE);
    assertThat(blobs.put(file)).as("a second time").isEqualTo(digest);
    blobs.fetch(digest, dir.resolve("copy"));
    assertThat(Files.mismatch(file, dir.resolve("copy"))).isEqualTo(-1);
  }

  @Test
  void neverReplacesAnObject() throws IOException {
    ObjectKey key = new ObjectKey("a");
    byte[] small = "small".getBytes(US_ASCII);
    assertThat(store.create(key, small)).isTrue();
    assertThat(store.create(key, file("large", SIZE, 2))).isFalse();
    assertThat(store.read(key)).isEqualTo(small);
  }

  @Test
  void ofTwoUploadsOneWins() throws Exception {
    ObjectKey key = new ObjectKey("race");
    List<Path> files = List.of(file("one", SIZE, 3), file("two", SIZE, 4));
    ExecutorService pool = Executors.newFixedThreadPool(files.size());
    try {
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (Path file : files) {
        outcomes.add(pool.submit(() -> store.create(key, file)));
      }
      boolean first = outcomes.get(0).get();
      assertThat(outcomes.get(1).get()).isEqualTo(!first);
      try (InputStream in = store.open(key)) {
        Path there = dir.resolve("there");
        Files.copy(in, there);
        assertThat(Files.mismatch(there, files.get(first ? 0 : 1))).isEqualTo(-1);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
