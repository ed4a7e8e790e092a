package dev.nightjar.store;

import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kinds of object store that this program knows: directories, and others by the scheme of their
 * address. Immutable; filled by the composition root.
 */
public final class Stores {

  private final Kind directories;
  private final Map<String, Kind> byScheme;

  /** A kind of store. */
  public interface Kind {

    /** Throws {@link IllegalArgumentException} that says why the text is no address of the kind. */
    void check(String address);

    /**
     * Opens the store at that address for writing.
     *
     * @throws UnusableStoreException when a setting must be changed first
     */
    ObjectStore open(String address) throws IOException;
  }

  /**
   * A catalogue.
   *
   * @param directories opens what has no scheme
   * @param byScheme such as {@code s3}
   */
  public Stores(Kind directories, Map<String, ? extends Kind> byScheme) {
    this.directories = directories;
    this.byScheme = Collections.unmodifiableMap(new LinkedHashMap<>(byScheme));
  }

  /** The schemes that are known. */
  public List<String> schemes() {
    return List.copyOf(byScheme.keySet());
  }

  /** Throws {@link IllegalArgumentException} that says what was expected. */
  public void check(String address) {
    kind(address).check(address);
  }

  /**
   * Opens the store at that address for writing.
   *
   * @throws IllegalArgumentException as {@link #check} does
   * @throws UnusableStoreException when a setting must be changed first
   */
  public ObjectStore open(String address) throws IOException {
    Kind kind = kind(address);
    kind.check(address);
    return kind.open(address);
  }

  private Kind kind(String address) {
    int at = address.indexOf("://");
    if (at >= 0) {
      Kind kind = byScheme.get(address.substring(0, at));
      if (kind == null) {
        throw unknown(address.substring(0, at));
      }
      return kind;
    }
    for (String scheme : byScheme.keySet()) {
      if (address.startsWith(scheme + ":") || address.startsWith(scheme + "//")) {
        throw new IllegalArgumentException(
            "expected " + scheme + "://… or a directory, found " + address);
      }
    }
    return directories;
  }

  private IllegalArgumentException unknown(String scheme) {
    List<String> known = new ArrayList<>();
    known.add("a directory");
    byScheme.keySet().forEach(s -> known.add(s + "://…"));
    return new IllegalArgumentException(
        "there is no store of the kind %s://%s (known: %s)"
            .formatted(scheme, Nearest.hint(scheme, byScheme.keySet()), String.join(", ", known)));
  }
}
