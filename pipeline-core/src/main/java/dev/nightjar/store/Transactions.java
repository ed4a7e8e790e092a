package dev.nightjar.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entry of a transaction among all that were ever committed. Of each it knows 8 bytes of
 * the id's SHA-256, by number; what looks like a hit is read. Not thread-safe.
 *
 * <p>Full blocks of {@value #BLOCK} are kept beside the checkpoints, and are loaded when the first
 * transaction is looked for. One that is missing or damaged is made again from the entries.
 */
final class Transactions {

  static final int BLOCK = 4096;

  private static final String FORM = "transactions-1";

  private final ObjectStore store;
  private final LogKeys keys;
  private final List<long[]> blocks = new ArrayList<>();
  private boolean loaded;
  private long begin;
  private long[] recent = new long[64];
  private int count;

  Transactions(ObjectStore store, LogKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Goes on behind {@code position}, with what {@link #recent()} was there. Throws {@link
   * IllegalArgumentException}, and changes nothing, when that is none.
   */
  void resume(long position, String text) {
    long[] those = decode(text);
    if (those.length != position % BLOCK) {
      throw new IllegalArgumentException(
          those.length + " transactions are not those of " + position);
    }
    begin = position - those.length;
    recent = those;
    count = those.length;
    blocks.clear();
    loaded = false;
  }

  /** Adds that of the next entry. */
  void add(StoredEntry stored) {
    if (count == recent.length) {
      recent = Arrays.copyOf(recent, 2 * count + 1);
    }
    recent[count++] = fingerprint(stored.entry().txnId());
  }

  /** Those since the last full block, as text. */
  String recent() {
    long position = begin + count;
    int from = count - (int) (position % BLOCK);
    return encode(Arrays.copyOfRange(recent, from, count));
  }

  /** The entry of this transaction; null when there is none. */
  @Nullable StoredEntry find(String txnId) throws IOException {
    load();
    long wanted = fingerprint(txnId);
    for (int i = count - 1; i >= 0; i--) {
      if (recent[i] == wanted) {
        StoredEntry hit = read(begin + i + 1, txnId);
        if (hit != null) {
          return hit;
        }
      }
    }
    for (int block = 0; block < blocks.size(); block++) {
      long[] those = blocks.get(block);
      for (int i = 0; i < BLOCK; i++) {
        if (those[i] == wanted) {
          StoredEntry hit = read((long) block * BLOCK + i + 1, txnId);
          if (hit != null) {
            return hit;
          }
        }
      }
    }
    return null;
  }

  private @Nullable StoredEntry read(long seq, String txnId) throws IOException {
    try {
      StoredEntry stored = StoredEntry.read(store, keys, seq);
      return stored.entry().txnId().equals(txnId) ? stored : null;
    } catch (NoSuchFileException e) {
      throw new BrokenLogException(
          keys.entry(seq), "the entry is missing, but later ones are there");
    }
  }

  private void load() throws IOException {
    while (!loaded && (long) blocks.size() * BLOCK < begin) {
      long end = (blocks.size() + 1L) * BLOCK;
      long[] kept = Blocks.read(store, keys, end);
      blocks.add(kept == null ? again(end) : kept);
    }
    loaded = true;
  }

  private long[] again(long end) throws IOException {
    long[] block = new long[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = fingerprint(StoredEntry.read(store, keys, end - BLOCK + i + 1).entry().txnId());
    }
    Blocks.write(store, keys, end, block);
    return block;
  }

  /** Keeps the last full block, when it ends here. Best effort. */
  void keep() {
    long position = begin + count;
    if (count >= BLOCK && position % BLOCK == 0) {
      Blocks.write(store, keys, position, Arrays.copyOfRange(recent, count - BLOCK, count));
    }
  }

  /** Whether the kept block says what the entries do, all of which were added here. */
  boolean agreesWith(ObjectKey key, long end) {
    Checkpoint<String> kept = Checkpoint.read(store, key, String.class);
    int to = (int) Math.min(end, count);
    return kept != null
        && kept.isOf(FORM, end)
        && end % BLOCK == 0
        && to == end
        && kept.state().equals(encode(Arrays.copyOfRange(recent, to - BLOCK, to)));
  }

  static long fingerprint(String txnId) {
    return Long.parseUnsignedLong(Digest.of(txnId).head(16), 16);
  }

  private static String encode(long[] those) {
    ByteBuffer bytes = ByteBuffer.allocate(those.length * Long.BYTES);
    bytes.asLongBuffer().put(those);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static long[] decode(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    long[] those = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(those);
    return those;
  }

  /** The full blocks beside the checkpoints. */
  static final class Blocks {

    private Blocks() {}

    /** That which ends at this position; null when there is none that can be used. */
    static long @Nullable [] read(ObjectStore store, LogKeys keys, long end) throws IOException {
      Checkpoint<String> kept = Checkpoint.read(store, keys.transactions(end), String.class);
      if (kept == null || !kept.isOf(FORM, end) || !kept.standsIn(store, keys)) {
        return null;
      }
      try {
        long[] block = decode(kept.state());
        return block.length == BLOCK ? block : null;
      } catch (IllegalArgumentException e) {
        return null;
      }
    }

    static void write(ObjectStore store, LogKeys keys, long end, long[] block) {
      try {
        Digest entry = StoredEntry.read(store, keys, end).digest();
        Checkpoint<String> kept = new Checkpoint<>(entry, FORM, end, encode(block), "");
        store.create(keys.transactions(end), kept.bytes());
      } catch (IOException e) {
        // It only saves time.
      }
    }
  }
}
