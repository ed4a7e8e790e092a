package dev.nightjar.upkeep;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks the blobs that something names: every log, manifest, snapshot, attestation and document of
 * a run is a root, and every SHA-256 in it is taken for a blob's, also those in blobs that are JSON
 * themselves.
 */
final class Reachability {

  /** JSON blobs are small; a larger one is rows or a model. */
  private static final long LARGEST_DOCUMENT = 4 << 20;

  private final ObjectStore store;
  private final Exemptions exemptions;
  private final Set<Digest> marked = new HashSet<>();
  private final Deque<Digest> fresh = new ArrayDeque<>();
  private long documents;

  private Reachability(ObjectStore store, Exemptions exemptions) {
    this.store = store;
    this.exemptions = exemptions;
  }

  /** Reads all documents as they are now. */
  static Reachability of(ObjectStore store, BlobFiles blobs, Exemptions exemptions)
      throws IOException {
    Reachability reachability = new Reachability(store, exemptions);
    for (ObjectKey key : store.list("", "")) {
      if (isRoot(key)) {
        reachability.document(key);
      }
    }
    reachability.follow(blobs);
    return reachability;
  }

  /** Whether something names the blob. */
  boolean holds(Digest blob) {
    return marked.contains(blob);
  }

  /** How many documents were read. */
  long documents() {
    return documents;
  }

  /** Whether what the object names is needed. */
  static boolean isRoot(ObjectKey key) {
    String path = key.path();
    return path.endsWith(".json")
        && !path.startsWith(BlobFiles.FOLDER + "/")
        && !path.startsWith("tombstones/")
        && !Checkpoints.isBelow(key);
  }

  private void document(ObjectKey key) throws IOException {
    try {
      mark(key, store.read(key));
    } catch (NoSuchFileException e) {
      throw new IOException(key + " was removed while it was looked at: start again", e);
    }
  }

  private void mark(ObjectKey key, byte[] document) {
    documents++;
    for (Digest digest : DigestScan.of(document)) {
      if (!exemptions.isSilent(key, digest) && marked.add(digest)) {
        fresh.add(digest);
      }
    }
  }

  private void follow(BlobFiles blobs) throws IOException {
    Blobs content = new Blobs(store);
    while (!fresh.isEmpty()) {
      Digest digest = fresh.remove();
      List<Stored> copies = blobs.copies().getOrDefault(digest, List.of());
      if (!copies.isEmpty() && copies.get(0).bytes() <= LARGEST_DOCUMENT && isJson(digest)) {
        mark(Blobs.key(digest), content.read(digest));
      }
    }
  }

  private boolean isJson(Digest digest) throws IOException {
    try (java.io.InputStream in = new Blobs(store).open(digest)) {
      int first = in.read();
      return first == '{' || first == '[';
    }
  }
}
