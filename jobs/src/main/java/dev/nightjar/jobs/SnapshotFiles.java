package dev.nightjar.jobs;

import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Segment;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run's own folder with the verified files of its segments: the only folder that its engine may
 * read. Files are downloaded once into a cache, hashed again at every use, and hard-linked.
 *
 * <p>Thread-safe between runs: each has its own folder.
 */
final class SnapshotFiles {

  private final Blobs blobs;
  private final Path cache;

  /**
   * @param cache a folder of this machine; it may be deleted at any time between runs
   */
  SnapshotFiles(Blobs blobs, Path cache) {
    this.blobs = blobs;
    this.cache = cache;
  }

  /**
   * Lays the segments into {@code folder}, in their order.
   *
   * @throws IOException when bytes are missing or are not those that the digest names
   */
  List<RowSource.LocalFile> lay(List<Segment> segments, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(cache);
    List<RowSource.LocalFile> files = new ArrayList<>();
    for (Segment segment : segments) {
      Path file = folder.resolve(segment.digest().hex() + ".parquet");
      link(verified(segment.digest()), file);
      files.add(new RowSource.LocalFile(segment, file));
    }
    return files;
  }

  private Path verified(Digest digest) throws IOException {
    Path cached = cache.resolve(digest.hex() + ".parquet");
    if (Files.exists(cached) && !Digest.of(cached).equals(digest)) {
      Files.delete(cached);
    }
    if (!Files.exists(cached)) {
      blobs.fetch(digest, cached);
    }
    return cached;
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      Files.delete(to);
      Files.createLink(to, from);
    } catch (UnsupportedOperationException e) {
      Files.copy(from, to);
    }
  }
}
