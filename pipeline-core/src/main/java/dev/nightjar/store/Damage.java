package dev.nightjar.store;

/**
 * An object that is not what it was when it was written, or not there.
 *
 * @param key which
 * @param what it is, such as {@code the model of v3}
 * @param expected what should be there: a digest, or words
 * @param found what is there: a digest, or words
 */
public record Damage(ObjectKey key, String what, String expected, String found) {

  /** In one sentence. */
  public String sentence() {
    return "%s (%s) is damaged: expected %s, but found %s".formatted(key, what, expected, found);
  }
}
