package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;

/**
 * The keys of a blob. A blob has one; only when housekeeping has condemned that one, and somebody
 * needs the same bytes after all, they are stored once more under the next key. A key that was
 * condemned is not relied on again: so a removal, however late it comes, takes nothing from anyone.
 */
record BlobCopies(ObjectStore store) {

  private interface Look<R> {
    R at(ObjectKey key) throws IOException;
  }

  /** {@code blobs/sha256/ab/<62 hex>}, and {@code …~1}, {@code …~2} for later copies. */
  static ObjectKey key(Digest digest, int copy) {
    String name = digest.hex().substring(2) + (copy == 0 ? "" : "~" + copy);
    return ObjectKey.of("blobs", "sha256", digest.head(2), name);
  }

  boolean isCondemned(ObjectKey key) throws IOException {
    return store.exists(Tombstones.condemnation(key));
  }

  /** The first copy that is there. */
  private <R> R first(Digest digest, Look<R> look) throws IOException {
    for (int copy = 0; ; copy++) {
      ObjectKey key = key(digest, copy);
      try {
        return look.at(key);
      } catch (NoSuchFileException e) {
        if (!isCondemned(key)) {
          throw copy == 0 ? e : new Tombstones(store).missing(digest);
        }
      }
    }
  }

  InputStream open(Digest digest) throws IOException {
    return first(digest, store::open);
  }

  byte[] read(Digest digest) throws IOException {
    return first(digest, store::read);
  }

  OptionalLong size(Digest digest) throws IOException {
    try {
      return OptionalLong.of(
          first(
              digest,
              key -> store.size(key).orElseThrow(() -> new NoSuchFileException(key.path()))));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether a copy is there that nobody will remove unseen. */
  boolean isSafe(Digest digest) throws IOException {
    for (int copy = 0; ; copy++) {
      ObjectKey key = key(digest, copy);
      if (!isCondemned(key)) {
        return store.exists(key);
      }
    }
  }
}
