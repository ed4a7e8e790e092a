package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A folder that holds one version: {@code artifact}, {@code encoder.json}, {@code manifest.json}.
 */
final class ModelFolder {

  private static final String ARTIFACT = "artifact";
  private static final String ENCODER = "encoder.json";
  private static final String MANIFEST = "manifest.json";

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Writes the version; the folder appears only when all of it is verified. */
  void fill(byte[] manifest, Blobs blobs) throws IOException {
    Candidate candidate = CanonicalJson.read(manifest, Candidate.class);
    if (holds(manifest, candidate)) {
      return;
    }
    refuseOthers();
    Path above = folder.getParent();
    if (above == null) {
      throw new RegistryException("a model cannot be written to the root of a disk: " + folder);
    }
    Files.createDirectories(above);
    Path part = above.resolve("." + folder.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectory(part);
      blobs.fetch(candidate.artifact(), part.resolve(ARTIFACT));
      blobs.fetch(candidate.encoder(), part.resolve(ENCODER));
      Files.write(part.resolve(MANIFEST), manifest);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw occupied();
    } finally {
      remove(part);
    }
  }

  private boolean holds(byte[] manifest, Candidate candidate) throws IOException {
    Path artifact = folder.resolve(ARTIFACT);
    Path encoder = folder.resolve(ENCODER);
    return isFile(folder.resolve(MANIFEST))
        && Digest.of(folder.resolve(MANIFEST)).equals(Digest.of(manifest))
        && isFile(artifact)
        && Digest.of(artifact).equals(candidate.artifact())
        && isFile(encoder)
        && Digest.of(encoder).equals(candidate.encoder());
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file);
  }

  private void refuseOthers() throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        if (files.iterator().hasNext()) {
          throw occupied();
        }
      }
    } else if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new RegistryException("expected a folder, but " + folder + " is a file");
    }
  }

  private RegistryException occupied() {
    return new RegistryException(
        "the folder " + folder + " holds other files: name a new one or an empty one");
  }

  private static void remove(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(part);
    }
  }
}
