package dev.nightjar.upkeep;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.CorruptObjectException;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds objects against the digests that their names promise. */
final class ObjectDoctor {

  private static final Pattern MANIFEST =
      Pattern.compile("models/[^/]+/manifests/([0-9a-f]{64})\\.json");

  private ObjectDoctor() {}

  /**
   * Examines. Manifests are always read; blobs, which may be many and large, only in depth.
   *
   * @param references is told what the manifests name
   */
  static void examine(
      ObjectStore store,
      List<Stored> objects,
      References references,
      boolean deep,
      List<Finding> findings)
      throws IOException {
    long read = 0;
    long bytes = 0;
    boolean sound = true;
    for (Stored object : objects) {
      Digest promised = promised(object.key(), deep);
      if (promised == null) {
        continue;
      }
      Digest found =
          isManifest(object.key())
              ? manifest(store, object.key(), references)
              : digest(store, object.key());
      if (found != null && !found.equals(promised)) {
        sound = false;
        findings.add(changed(object.key(), promised, found));
      }
      read++;
      bytes += object.bytes();
    }
    if (sound) {
      String what = deep ? "%s are what their names say, %s read" : "%s are what their names say";
      findings.add(
          Finding.ok(
              "objects",
              what.formatted(
                  Figures.count(read) + (deep ? " manifests and blobs" : " manifests"),
                  Figures.bytes((double) bytes))));
    }
  }

  private static Finding changed(ObjectKey key, Digest promised, Digest found) {
    return Finding.error(
        "objects",
        String.valueOf(
            new CorruptObjectException(key, "SHA-256 " + promised, "SHA-256 " + found)
                .getMessage()),
        "somebody changed it behind our back: put it back from a copy of the store");
  }

  private static boolean isManifest(ObjectKey key) {
    return MANIFEST.matcher(key.path()).matches();
  }

  private static Digest manifest(ObjectStore store, ObjectKey key, References references)
      throws IOException {
    byte[] content = store.read(key);
    try {
      references.add(key, CanonicalJson.parse(content));
    } catch (IOException e) {
      // That it is no JSON any more, its digest says.
    }
    return Digest.of(content);
  }

  private static @Nullable Digest promised(ObjectKey key, boolean deep) {
    Matcher m = MANIFEST.matcher(key.path());
    if (m.matches()) {
      return new Digest(m.group(1));
    }
    return deep ? BlobFiles.digest(key) : null;
  }

  /** Null: it was removed meanwhile. */
  private static @Nullable Digest digest(ObjectStore store, ObjectKey key) throws IOException {
    MessageDigest sha = Digest.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = store.open(key)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    } catch (NoSuchFileException e) {
      return null;
    }
    return Digest.finish(sha);
  }
}
