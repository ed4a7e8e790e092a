package dev.nightjar.upkeep;

import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The objects below {@code blobs/}.
 *
 * @param copies of each blob, the first first
 * @param others what lies there and is no blob
 */
record BlobFiles(Map<Digest, List<Stored>> copies, List<Stored> others) {

  static final String FOLDER = "blobs";

  private static final Pattern KEY =
      Pattern.compile("blobs/sha256/([0-9a-f]{2})/([0-9a-f]{62})(~[1-9][0-9]*)?");

  static BlobFiles of(List<Stored> objects) {
    Map<Digest, List<Stored>> copies = new TreeMap<>();
    List<Stored> others = new ArrayList<>();
    for (Stored object : objects) {
      Digest digest = digest(object.key());
      if (digest == null) {
        others.add(object);
      } else {
        copies.computeIfAbsent(digest, d -> new ArrayList<>()).add(object);
      }
    }
    return new BlobFiles(copies, others);
  }

  /** The digest that a blob's key names; null: it is no blob's key. */
  static @Nullable Digest digest(ObjectKey key) {
    Matcher m = KEY.matcher(key.path());
    return m.matches() ? new Digest(m.group(1) + m.group(2)) : null;
  }
}
