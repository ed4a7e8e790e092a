package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.CorruptObjectException;
import dev.nightjar.store.Digest;
import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/** Manifests of versions, and the blobs that they name. Thread-safe. */
final class Manifests {

  private final ObjectStore store;
  private final Blobs blobs;

  Manifests(ObjectStore store) {
    this.store = store;
    this.blobs = new Blobs(store);
  }

  private static ObjectKey key(String model, Digest manifest) {
    return ObjectKey.of("models", model, "manifests", manifest + ".json");
  }

  /** Stores the manifest of a candidate whose blobs are there, unless it is stored. */
  Digest put(String model, Candidate candidate) throws IOException {
    OptionalLong size = blobs.size(candidate.artifact());
    if (size.isEmpty() || !blobs.exists(candidate.encoder())) {
      throw new NoSuchFileException(
          "the candidate's "
              + (size.isEmpty()
                  ? "model " + candidate.artifact()
                  : "encoder " + candidate.encoder())
              + " is not in the store: store it before it is registered");
    }
    if (size.getAsLong() != candidate.artifactBytes()) {
      throw new CorruptObjectException(
          Blobs.key(candidate.artifact()),
          candidate.artifactBytes() + " bytes",
          size.getAsLong() + " bytes");
    }
    byte[] bytes = CanonicalJson.write(candidate);
    Digest manifest = Digest.of(bytes);
    try {
      store.create(key(model, manifest), bytes);
    } catch (NotWrittenException e) {
      throw e;
    } catch (IOException unknown) {
      try {
        read(model, manifest);
      } catch (IOException e) {
        unknown.addSuppressed(e);
        throw unknown;
      }
    }
    return manifest;
  }

  /** The bytes of a version's manifest, verified. */
  byte[] read(ModelVersion version) throws IOException {
    return read(version.origin(), version.manifest());
  }

  private byte[] read(String model, Digest manifest) throws IOException {
    byte[] bytes = store.read(key(model, manifest));
    Digest found = Digest.of(bytes);
    if (!found.equals(manifest)) {
      throw new CorruptObjectException(
          key(model, manifest), "SHA-256 " + manifest, "SHA-256 " + found);
    }
    return bytes;
  }

  Candidate candidate(ModelVersion version) throws IOException {
    return CanonicalJson.read(read(version), Candidate.class);
  }

  /**
   * Makes sure that housekeeping leaves a version alone which is about to be named anew, however
   * long ago it was refused.
   */
  void keep(ModelVersion version) throws IOException {
    for (Digest digest : candidate(version).blobs().values()) {
      blobs.keep(digest);
    }
  }

  /** Reads all that a version consists of, and throws when a byte is missing or changed. */
  void verify(ModelVersion version) throws IOException {
    Candidate candidate = candidate(version);
    blobs.verify(candidate.artifact());
    blobs.verify(candidate.encoder());
  }
}
