package dev.nightjar.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A set of 64-bit row keys, such as those that a model was trained on. Immutable. */
public final class RowKeys {

  private static final byte[] HEAD = "NJKEYS1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WITNESSES = 20;

  private final long[] sorted;

  private RowKeys(long[] sorted) {
    this.sorted = sorted;
  }

  /** The keys in any order; a key that stands several times counts once. */
  public static RowKeys of(long[] keys) {
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    int n = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[n++] = sorted[i];
      }
    }
    return new RowKeys(Arrays.copyOf(sorted, n));
  }

  /** The keys of a frame's rows. */
  public static RowKeys of(Frame frame) {
    return of(inOrder(frame, DataEngine.Rows.KEY));
  }

  /** The keys of the contents of a frame's rows. */
  public static RowKeys contents(Frame frame) {
    return of(inOrder(frame, DataEngine.Rows.CONTENT));
  }

  /**
   * A key for each value of a column; rows without a value have none. It is made of the values that
   * were read and not of the hashes that an engine splits by.
   */
  public static RowKeys groups(Frame frame, String column) {
    return of(GroupSizes.of(frame, column).keys());
  }

  /** All keys of both. */
  public RowKeys and(RowKeys other) {
    long[] all = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
    System.arraycopy(other.sorted, 0, all, sorted.length, other.sorted.length);
    return of(all);
  }

  /** The keys in the order of the frame's rows. */
  static long[] inOrder(Frame frame, String column) {
    if (frame.column(column) instanceof FrameColumn.Longs keys) {
      return keys.values();
    }
    throw new IllegalArgumentException("the frame's keys are not whole numbers");
  }

  /** The number of different keys. */
  public int size() {
    return sorted.length;
  }

  /** Whether the key is among them. */
  public boolean contains(long key) {
    return Arrays.binarySearch(sorted, key) >= 0;
  }

  /** Bytes for a blob: the same set has the same bytes. A head, then each key, big-endian. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(HEAD.length + 8 * sorted.length).put(HEAD);
    out.asLongBuffer().put(sorted);
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when it is something else, or was cut short
   */
  public static RowKeys decode(byte[] bytes) throws IOException {
    boolean head =
        bytes.length >= HEAD.length && Arrays.equals(bytes, 0, HEAD.length, HEAD, 0, HEAD.length);
    if (!head || bytes.length % 8 != 0) {
      throw new IOException("expected row keys, but found " + bytes.length + " other bytes");
    }
    long[] keys = new long[(bytes.length - HEAD.length) / 8];
    ByteBuffer.wrap(bytes, HEAD.length, bytes.length - HEAD.length).asLongBuffer().get(keys);
    for (int i = 1; i < keys.length; i++) {
      if (keys[i] <= keys[i - 1]) {
        throw new IOException("row keys are out of order at place " + i);
      }
    }
    return new RowKeys(keys);
  }

  /**
   * Keys that two sets share.
   *
   * @param count how many
   * @param witnesses the first 20, as 16 hexadecimal digits
   */
  public record Overlap(int count, List<String> witnesses) {
    public Overlap {
      witnesses = List.copyOf(witnesses);
    }
  }

  /** The keys that both have, found in one pass over both. */
  public Overlap overlap(RowKeys other) {
    List<String> witnesses = new ArrayList<>();
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length && j < other.sorted.length) {
      int order = Long.compare(sorted[i], other.sorted[j]);
      if (order == 0) {
        if (count++ < WITNESSES) {
          witnesses.add(HexFormat.of().toHexDigits(sorted[i]));
        }
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return new Overlap(count, witnesses);
  }

  /** The keys that only one of both has, the first 20 as witnesses. */
  public Overlap difference(RowKeys other) {
    RowKeys all = and(other);
    List<String> witnesses = new ArrayList<>();
    int count = 0;
    for (long key : all.sorted) {
      if (contains(key) != other.contains(key) && count++ < WITNESSES) {
        witnesses.add(HexFormat.of().toHexDigits(key));
      }
    }
    return new Overlap(count, witnesses);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKeys keys && Arrays.equals(sorted, keys.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " row keys";
  }
}
