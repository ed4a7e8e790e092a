package dev.nightjar.jobs.duckdb;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads values as {@code expectation.Answer} wants them. */
final class CheckValues {

  private CheckValues() {}

  /** The value of a column, from 1; NaN is null. */
  static @Nullable Object read(ResultSet rows, int column) throws SQLException {
    String type = rows.getMetaData().getColumnTypeName(column);
    if (type.startsWith("TIMESTAMP")) {
      return rows.getObject(column, LocalDateTime.class);
    }
    if (type.equals("DATE")) {
      return rows.getObject(column, LocalDate.class);
    }
    Object value = rows.getObject(column);
    if (value instanceof BigInteger big) {
      return big.bitLength() < 64 ? (Object) big.longValue() : (Object) big.doubleValue();
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number && !(value instanceof Long)) {
      double real = number.doubleValue();
      return Double.isNaN(real) ? null : (Object) real;
    }
    return value == null || value instanceof Boolean || value instanceof Long
        ? value
        : value.toString();
  }

  /** A whole number; 0 for null. */
  static long count(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
