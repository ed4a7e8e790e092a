package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Bytes under the name of their SHA-256. What is read is verified. Thread-safe.
 *
 * @param store where they are
 */
public record Blobs(ObjectStore store) {

  private static final long LARGE = 1 << 20;

  /**
   * The key of a blob: {@code blobs/sha256/ab/<62 hex>}. One that was condemned, and was needed
   * again, lies under the same name followed by {@code ~1}.
   */
  public static ObjectKey key(Digest digest) {
    return BlobCopies.key(digest, 0);
  }

  /**
   * A stream of the bytes, not verified, that the caller closes; it throws as {@link #read} does.
   */
  public InputStream open(Digest digest) throws IOException {
    return copies().open(digest);
  }

  private BlobCopies copies() {
    return new BlobCopies(store);
  }

  /** Stores the bytes, unless they are there. */
  public Digest put(byte[] content) throws IOException {
    Digest digest = Digest.of(content);
    settle(digest, content.length, key -> store.create(key, content));
    return digest;
  }

  /**
   * Stores the file's bytes, unless they are there.
   *
   * @throws IOException also when the file is changed while it is read
   */
  public Digest put(Path file) throws IOException {
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    Digest digest = Digest.of(file);
    settle(digest, before.size(), key -> store.create(key, file));
    BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
    if (before.size() != after.size()
        || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
      throw new IOException(file + " was changed while it was stored: store it again");
    }
    return digest;
  }

  /**
   * Makes sure that a blob which is there stays: to be called before something is written that
   * names a blob which nobody stored just now. One that was condemned is stored once more.
   *
   * @throws NoSuchFileException when it is not there any more
   */
  public void keep(Digest digest) throws IOException {
    if (copies().isSafe(digest)) {
      return;
    }
    Path file = Files.createTempFile("nightjar", ".blob");
    try {
      fetch(digest, file);
      put(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private interface Creation {
    boolean run(ObjectKey key) throws IOException;
  }

  /** Stores the content under the first key that is not condemned. */
  private void settle(Digest digest, long size, Creation creation) throws IOException {
    for (int copy = 0; ; copy++) {
      ObjectKey key = BlobCopies.key(digest, copy);
      // Asked before only where it is likely, or where to store it in vain would take long.
      if ((copy > 0 || size > LARGE) && copies().isCondemned(key)) {
        continue;
      }
      create(digest, key, size, creation);
      // Asked after, for only that proves it: who is not condemned now has a whole grace period.
      if (!copies().isCondemned(key)) {
        return;
      }
    }
  }

  private void create(Digest digest, ObjectKey key, long size, Creation creation)
      throws IOException {
    try {
      if (creation.run(key)) {
        return;
      }
    } catch (NotWrittenException e) {
      throw e;
    } catch (IOException unknown) {
      try (InputStream in = store.open(key)) {
        check(digest, copy(in, OutputStream.nullOutputStream()));
        return;
      } catch (IOException e) {
        unknown.addSuppressed(e);
        throw unknown;
      }
    }
    OptionalLong there = store.size(key);
    if (there.isPresent() && there.getAsLong() != size) {
      throw new CorruptObjectException(
          key, size + " bytes", there.getAsLong() + " bytes of another content");
    }
  }

  /** The size of the blob in bytes, or empty when it is not there. */
  public OptionalLong size(Digest digest) throws IOException {
    return copies().size(digest);
  }

  /** Whether the blob is there; its bytes are not read. */
  public boolean exists(Digest digest) throws IOException {
    return size(digest).isPresent();
  }

  /**
   * The bytes of a blob, verified.
   *
   * @throws CorruptObjectException when they are not those that were stored
   * @throws NoSuchFileException when the blob is not there; a {@link RemovedObjectException} when
   *     housekeeping removed it
   */
  public byte[] read(Digest digest) throws IOException {
    byte[] content = copies().read(digest);
    check(digest, Digest.of(content));
    return content;
  }

  /** Reads the whole blob and throws as {@link #read} does. */
  public void verify(Digest digest) throws IOException {
    try (InputStream in = copies().open(digest)) {
      check(digest, copy(in, OutputStream.nullOutputStream()));
    }
  }

  /**
   * Copies a blob to a file, replacing what is there. The file appears only when all its bytes are
   * verified; it throws as {@link #read} does.
   */
  public void fetch(Digest digest, Path to) throws IOException {
    Path part = to.resolveSibling("." + to.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (InputStream in = copies().open(digest);
          OutputStream out = Files.newOutputStream(part)) {
        check(digest, copy(in, out));
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Digest copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha.update(buffer, 0, n);
      out.write(buffer, 0, n);
    }
    return Digest.finish(sha);
  }

  private static void check(Digest expected, Digest found) throws IOException {
    if (!expected.equals(found)) {
      throw new CorruptObjectException(key(expected), "SHA-256 " + expected, "SHA-256 " + found);
    }
  }
}
