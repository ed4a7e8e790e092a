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

  /** The key of a blob: {@code blobs/sha256/ab/<62 hex>}. */
  public static ObjectKey key(Digest digest) {
    return ObjectKey.of("blobs", "sha256", digest.head(2), digest.hex().substring(2));
  }

  /** Stores the bytes, unless they are there. */
  public Digest put(byte[] content) throws IOException {
    Digest digest = Digest.of(content);
    return settle(digest, content.length, () -> store.create(key(digest), content));
  }

  /**
   * Stores the file's bytes, unless they are there.
   *
   * @throws IOException also when the file is changed while it is read
   */
  public Digest put(Path file) throws IOException {
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    Digest digest = Digest.of(file);
    settle(digest, before.size(), () -> store.create(key(digest), file));
    BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
    if (before.size() != after.size()
        || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
      throw new IOException(file + " was changed while it was stored: store it again");
    }
    return digest;
  }

  private interface Creation {
    boolean run() throws IOException;
  }

  private Digest settle(Digest digest, long size, Creation creation) throws IOException {
    try {
      if (creation.run()) {
        return digest;
      }
    } catch (NotWrittenException e) {
      throw e;
    } catch (IOException unknown) {
      try {
        verify(digest);
        return digest;
      } catch (IOException e) {
        unknown.addSuppressed(e);
        throw unknown;
      }
    }
    OptionalLong there = store.size(key(digest));
    if (there.isPresent() && there.getAsLong() != size) {
      throw new CorruptObjectException(
          key(digest), size + " bytes", there.getAsLong() + " bytes of another content");
    }
    return digest;
  }

  /** Whether the blob is there; its bytes are not read. */
  public boolean exists(Digest digest) throws IOException {
    return store.exists(key(digest));
  }

  /**
   * The bytes of a blob, verified.
   *
   * @throws CorruptObjectException when they are not those that were stored
   * @throws NoSuchFileException when the blob is not there
   */
  public byte[] read(Digest digest) throws IOException {
    byte[] content = store.read(key(digest));
    check(digest, Digest.of(content));
    return content;
  }

  /** Reads the whole blob and throws as {@link #read} does. */
  public void verify(Digest digest) throws IOException {
    check(digest, copy(digest, OutputStream.nullOutputStream()));
  }

  /**
   * Copies a blob to a file, replacing what is there. The file appears only when all its bytes are
   * verified; it throws as {@link #read} does.
   */
  public void fetch(Digest digest, Path to) throws IOException {
    Path part = to.resolveSibling("." + to.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part)) {
        check(digest, copy(digest, out));
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Digest copy(Digest digest, OutputStream out) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = store.open(key(digest))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return Digest.finish(sha);
  }

  private static void check(Digest expected, Digest found) throws IOException {
    if (!expected.equals(found)) {
      throw new CorruptObjectException(key(expected), "SHA-256 " + expected, "SHA-256 " + found);
    }
  }
}
