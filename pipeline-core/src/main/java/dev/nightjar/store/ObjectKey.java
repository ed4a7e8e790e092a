package dev.nightjar.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of an object in a store: parts joined by {@code /}, each of letters, digits, {@code .},
 * {@code _}, {@code =}, {@code ~} and {@code -}, none beginning with a dot. So a key can never
 * climb out of the store.
 *
 * @param path the whole key, without a leading slash
 */
public record ObjectKey(@JsonValue String path) implements Comparable<ObjectKey> {

  private static final String PART = "[A-Za-z0-9_=~-][A-Za-z0-9._=~-]*";
  private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + ")*");

  /** Throws {@link IllegalArgumentException} when {@code path} is no key. */
  @JsonCreator
  public ObjectKey {
    if (!isKey(path)) {
      throw new IllegalArgumentException(
          "not an object key (letters, digits and ._=~- in parts joined by /): " + path);
    }
  }

  /** Whether the text is a key. */
  public static boolean isKey(String path) {
    return path.length() <= 900 && KEY.matcher(path).matches();
  }

  /** The key of these parts. */
  public static ObjectKey of(String... parts) {
    return new ObjectKey(String.join("/", parts));
  }

  /** The last part. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
