package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * What {@code format.json} of a store says: how its objects are laid out. Written once, when a
 * store is first opened.
 *
 * @param format number of the format; grows when older programs cannot read what is written
 * @param layoutId name of the layout
 */
public record StoreFormat(int format, String layoutId) {

  /** What this program writes. */
  public static final StoreFormat CURRENT = new StoreFormat(1, "blobs-and-logs");

  private static final ObjectKey KEY = new ObjectKey("format.json");

  /**
   * Makes sure that this program can read the store, and marks one that is new. One that can only
   * be read, and has no mark, is taken for one of this format.
   *
   * @throws UnusableStoreException when a newer program has written it, or the mark is none
   */
  public static void require(ObjectStore store) throws IOException {
    byte[] mark;
    try {
      mark = store.read(KEY);
    } catch (NoSuchFileException e) {
      create(store);
      return;
    }
    StoreFormat found;
    try {
      found = CanonicalJson.read(mark, StoreFormat.class);
    } catch (IOException e) {
      throw new UnusableStoreException(
          "%s of the store %s is damaged: expected a number and a name such as %s, but %s"
              .formatted(KEY, store.location(), CanonicalJson.text(CURRENT), e.getMessage()),
          e);
    }
    if (found.format() > CURRENT.format()) {
      throw new UnusableStoreException(
          "the store %s has format %d, and this program knows formats up to %d: a newer nightjar has written it; use that one"
              .formatted(store.location(), found.format(), CURRENT.format()),
          null);
    }
  }

  private static void create(ObjectStore store) {
    try {
      store.create(KEY, CanonicalJson.write(CURRENT));
    } catch (IOException e) {
      // Who only reads need not mark the store; who writes hears from the store why it cannot.
    }
  }
}
