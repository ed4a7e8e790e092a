package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;

/**
 * What texts of a foreign file can be read as, strictest first. What loses a character that may
 * matter stays text: {@code 007} is no number, {@code 01/02/2011} no date.
 */
enum TextType {
  BOOLEAN(ColumnType.BOOLEAN),
  INTEGER(ColumnType.INTEGER),
  DOUBLE(ColumnType.DOUBLE),
  DATE(ColumnType.DATE),
  TIMESTAMP(ColumnType.TIMESTAMP),
  /** A time with an offset, which is moved to the dataset's zone. */
  INSTANT(ColumnType.TIMESTAMP),
  TEXT(ColumnType.TEXT);

  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String TIME = "[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?";
  private static final String OFFSET = " ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)";

  final ColumnType type;

  TextType(ColumnType type) {
    this.type = type;
  }

  /** A condition that is true where the text {@code c} certainly means a value of this type. */
  String fits(String c) {
    return switch (this) {
      case BOOLEAN -> "lower(" + c + ") IN ('true', 'false')";
      case INTEGER -> "CAST(TRY_CAST(" + c + " AS BIGINT) AS VARCHAR) = trim(" + c + ")";
      case DOUBLE ->
          "(TRY_CAST("
              + c
              + " AS DOUBLE) IS NOT NULL AND NOT regexp_matches("
              + c
              + ", '^[-+]?0[0-9]'))";
      case DATE ->
          "(regexp_full_match("
              + c
              + ", '"
              + DAY
              + "') AND TRY_CAST("
              + c
              + " AS DATE) IS NOT NULL)";
      case TIMESTAMP ->
          "(regexp_full_match("
              + c
              + ", '"
              + DAY
              + TIME
              + "') AND TRY_CAST("
              + c
              + " AS TIMESTAMP) IS NOT NULL)";
      case INSTANT ->
          "(regexp_full_match("
              + c
              + ", '"
              + DAY
              + TIME
              + OFFSET
              + "') AND TRY_CAST("
              + c
              + " AS TIMESTAMPTZ) IS NOT NULL)";
      case TEXT -> "true";
    };
  }

  /** The value of the text {@code c}, null where it is none; {@code zone} is a literal. */
  static String value(ColumnType type, String c, String zone) {
    return switch (type) {
      case BOOLEAN ->
          "CASE lower("
              + c
              + ") WHEN 'true' THEN true WHEN '1' THEN true WHEN 'false' THEN false"
              + " WHEN '0' THEN false END";
      // DuckDB would round 1.5 to 2.
      case INTEGER ->
          "CASE WHEN TRY_CAST("
              + c
              + " AS BIGINT) = TRY_CAST("
              + c
              + " AS DOUBLE) THEN TRY_CAST("
              + c
              + " AS BIGINT) END";
      case DOUBLE -> "TRY_CAST(" + c + " AS DOUBLE)";
      case DATE -> "CASE WHEN " + DATE.fits(c) + " THEN TRY_CAST(" + c + " AS DATE) END";
      case TIMESTAMP ->
          "CASE WHEN "
              + INSTANT.fits(c)
              + " THEN timezone("
              + zone
              + ", TRY_CAST("
              + c
              + " AS TIMESTAMPTZ)) ELSE TRY_CAST("
              + c
              + " AS TIMESTAMP) END";
      case TEXT -> c;
    };
  }
}
