package dev.nightjar.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a log's entries up to a position come to, so that they need not be read again. In the store
 * it is preceded by the digest of all the rest.
 *
 * @param entry digest of the entry that it stands on
 * @param form of the state
 * @param position number of that entry
 * @param transactions what {@link Transactions} knows since its last full block
 */
record Checkpoint<S>(Digest entry, String form, long position, S state, String transactions) {

  private static final byte[] BEGIN = "{\"digest\":\"".getBytes(US_ASCII);
  private static final int HEX = 64;
  private static final int BODY = BEGIN.length + HEX + 1;

  byte[] bytes() {
    byte[] body = CanonicalJson.write(this);
    byte[] digest = Digest.of(body).hex().getBytes(US_ASCII);
    byte[] all = Arrays.copyOf(BEGIN, BODY + body.length);
    System.arraycopy(digest, 0, all, BEGIN.length, HEX);
    System.arraycopy(body, 0, all, BODY, body.length);
    all[BODY - 1] = '"';
    all[BODY] = ',';
    return all;
  }

  /** The checkpoint of these bytes; null when they are damaged or of another type. */
  static <S> @Nullable Checkpoint<S> of(byte[] all, Class<S> type) {
    if (all.length <= BODY || !Arrays.equals(Arrays.copyOf(all, BEGIN.length), BEGIN)) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(all, BODY, all.length);
    body[0] = '{';
    String digest = new String(all, BEGIN.length, HEX, US_ASCII);
    if (!Digest.of(body).hex().equals(digest)) {
      return null;
    }
    try {
      return CanonicalJson.readGeneric(body, Checkpoint.class, type);
    } catch (IOException e) {
      return null;
    }
  }

  /** The checkpoint of that key; null when there is none that can be read. */
  static <S> @Nullable Checkpoint<S> read(ObjectStore store, ObjectKey key, Class<S> type) {
    try {
      return of(store.read(key), type);
    } catch (IOException e) {
      // It only saves time; that the store cannot be read, the entries will say.
      return null;
    }
  }

  boolean isOf(String wanted, long at) {
    return form.equals(wanted) && position == at;
  }

  /** Whether the entry that it stands on is in the store. */
  boolean standsIn(ObjectStore store, LogKeys keys) throws IOException {
    try {
      return Digest.of(store.read(keys.entry(position))).equals(entry);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
