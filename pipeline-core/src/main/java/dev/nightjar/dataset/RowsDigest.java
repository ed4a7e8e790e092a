package dev.nightjar.dataset;

import dev.nightjar.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Digest of rows as a multiset: neither the order of the rows nor that of the columns matters, how
 * often a row stands does. Each row's SHA-256 is added up modulo 2<sup>256</sup>; the digest is
 * that of the sum, the number of rows and the names and types of the columns, where whole numbers
 * are the same as integers and as doubles.
 *
 * <p>Not thread-safe.
 */
public final class RowsDigest {

  private static final byte MISSING = 0;
  private static final byte PRESENT = 1;
  private static final byte FRACTION = 2;

  private final List<Column> columns;
  private final int[] order;
  private final MessageDigest sha = Digest.sha256();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final int[] sum = new int[8];
  private long rows;

  public RowsDigest(Schema schema) {
    columns = schema.columns();
    order =
        IntStream.range(0, columns.size())
            .boxed()
            .sorted(Comparator.comparing(i -> columns.get(i).name()))
            .mapToInt(i -> i)
            .toArray();
  }

  /** Adds a row. */
  public void add(Row row) {
    bytes.reset();
    try {
      for (int i : order) {
        append(row, i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    addToSum(sha.digest(bytes.toByteArray()));
    rows++;
  }

  /** The number of rows added. */
  public long rows() {
    return rows;
  }

  /** The digest of the rows so far. */
  public Digest digest() {
    ByteBuffer buffer = ByteBuffer.allocate(8 * Integer.BYTES + Long.BYTES);
    for (int word : sum) {
      buffer.putInt(word);
    }
    buffer.putLong(rows);
    MessageDigest all = Digest.sha256();
    all.update(buffer.array());
    for (int i : order) {
      Column column = columns.get(i);
      all.update(
          (column.name() + '\0' + kind(column.type()) + '\n').getBytes(StandardCharsets.UTF_8));
    }
    return Digest.finish(all);
  }

  private void append(Row row, int i) throws IOException {
    if (row.missing(i)) {
      out.writeByte(MISSING);
      return;
    }
    switch (columns.get(i).type()) {
      case BOOLEAN, INTEGER, DATE, TIMESTAMP -> {
        out.writeByte(PRESENT);
        out.writeLong(row.whole(i));
      }
      case DOUBLE -> append(row.number(i));
      case TEXT -> {
        byte[] text = row.text(i).getBytes(StandardCharsets.UTF_8);
        out.writeByte(PRESENT);
        out.writeInt(text.length);
        out.write(text);
      }
    }
  }

  private void append(double number) throws IOException {
    // The same rows stay the same when a dataset's integers have become doubles.
    if (number == (long) number) {
      out.writeByte(PRESENT);
      out.writeLong((long) number);
    } else {
      out.writeByte(FRACTION);
      out.writeLong(Double.doubleToLongBits(number));
    }
  }

  private static String kind(ColumnType type) {
    return type.isNumeric() ? "NUMBER" : type.name();
  }

  private void addToSum(byte[] hash) {
    ByteBuffer words = ByteBuffer.wrap(hash);
    long carry = 0;
    for (int i = sum.length - 1; i >= 0; i--) {
      long word =
          Integer.toUnsignedLong(sum[i])
              + Integer.toUnsignedLong(words.getInt(i * Integer.BYTES))
              + carry;
      sum[i] = (int) word;
      carry = word >>> Integer.SIZE;
    }
  }
}
