package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that names rows by hashes. All of it rests on a canonical text of a row, which no version of
 * an engine should change:
 *
 * <ul>
 *   <li>each column that is not null (NaN is null), in the order of the characters of its name,
 *       gives {@code <n>:<name><m>:<value>}, n and m being lengths in characters; so a column that
 *       joins later, null in older rows, changes no older row's name;
 *   <li>numbers are printed as C's {@code %.17g}, so that an integer column that widens keeps its
 *       rows' names; booleans as true and false; dates as ISO 8601; timestamps as microseconds
 *       since 1970.
 * </ul>
 *
 * A row's key is the first 16 hexadecimal digits of the MD5 of that text, an unsigned number, less
 * 2<sup>63</sup>: all 64 bits are used and the order is kept.
 */
final class RowHashes {

  private RowHashes() {}

  /** The canonical text of these columns of a row. */
  static String text(List<Column> columns) {
    return columns.stream()
        .sorted(Comparator.comparing(Column::name))
        .map(RowHashes::part)
        .collect(Collectors.joining(", ", "concat('', ", ")"));
  }

  private static String part(Column column) {
    String name = column.name();
    String head = DuckDbSession.literal(name.codePointCount(0, name.length()) + ":" + name);
    String value = value(column, DuckDbSession.quoted(name));
    // A null makes the whole of || null, and concat passes over it.
    return head + " || length(" + value + ") || ':' || " + value;
  }

  private static String value(Column column, String name) {
    return switch (column.type()) {
      case TEXT -> name;
      case BOOLEAN, DATE, INTEGER -> "CAST(" + name + " AS VARCHAR)";
      case TIMESTAMP -> "CAST(epoch_us(" + name + ") AS VARCHAR)";
      // Adding zero turns minus zero into zero.
      case DOUBLE -> "CASE WHEN NOT isnan(" + name + ") THEN printf('%.17g', " + name + " + 0) END";
    };
  }

  /** The MD5 of a text, 32 hexadecimal digits. */
  static String md5(String text) {
    return "md5(" + text + ")";
  }

  /** The key that an MD5 gives. */
  static String key(String md5) {
    return "CAST(CAST(CAST('0x' || substr("
        + md5
        + ", 1, 16) AS UBIGINT) AS HUGEINT) - 9223372036854775808 AS BIGINT)";
  }

  /**
   * The bucket of a text, 0 to 9999: the first 8 hexadecimal digits of SHA-256(salt, U+001F, text),
   * modulo 10000.
   */
  static String bucket(String salt, String text) {
    String salted = DuckDbSession.literal(salt + '\u001f') + " || " + text;
    return "CAST(CAST('0x' || substr(sha256(" + salted + "), 1, 8) AS UBIGINT) % 10000 AS INTEGER)";
  }

  /** What rows are ordered by when a sample is drawn: MD5(salt, U+001F, key as a number). */
  static String draw(String salt, String key) {
    return "md5(" + DuckDbSession.literal(salt + '\u001f') + " || CAST(" + key + " AS VARCHAR))";
  }
}
