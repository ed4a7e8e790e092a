package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.text.Nearest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names that other tools give to our column types; upper and lower case are the same. */
final class TypeNames {

  private static final Map<String, ColumnType> TYPES = new TreeMap<>();

  static {
    put(ColumnType.BOOLEAN, "boolean bool bool_ booleantype bit logical");
    put(
        ColumnType.INTEGER,
        "integer int int2 int4 int8 int16 int32 int64 int_ uint8 uint16 uint32 uint64 bigint"
            + " smallint tinyint mediumint hugeint long short byte byteint serial bigserial"
            + " integertype inttype longtype shorttype bytetype bigintegertype int64dtype"
            + " int32dtype int16dtype int8dtype integral");
    put(
        ColumnType.DOUBLE,
        "double float float4 float8 float16 float32 float64 float_ real double_precision"
            + " doubleprecision decimal numeric number doubletype floattype decimaltype"
            + " float64dtype float32dtype bignumeric money");
    put(
        ColumnType.TEXT,
        "text string str string_ varchar char nvarchar nchar character clob object object_ category"
            + " stringtype chartype varchartype stringdtype bpchar ntext tinytext mediumtext"
            + " longtext name uuid");
    put(ColumnType.DATE, "date datetype date32 datetime.date");
    put(
        ColumnType.TIMESTAMP,
        "timestamp datetime datetime2 smalldatetime timestamptz timestamp_ntz timestamp_tz"
            + " timestamp_ltz timestamptype timestampntztype datetime64 datetime64[ns]"
            + " datetime64[us] datetime64[ms] datetime64[s] datetime.datetime timestamp_ns"
            + " timestamp_ms timestamp_s");
  }

  private TypeNames() {}

  private static void put(ColumnType type, String names) {
    for (String name : names.split(" ", -1)) {
      TYPES.put(name, type);
    }
  }

  /**
   * The type of that name, precision and scale left aside; throws {@link IllegalArgumentException}
   * with the nearest name.
   */
  static ColumnType of(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    int bracket = plain.indexOf('(');
    if (bracket > 0) {
      plain = plain.substring(0, bracket).strip();
    }
    plain = plain.replace(' ', '_');
    if (plain.startsWith("timestamp_with")) {
      plain = "timestamp";
    }
    ColumnType type = TYPES.get(plain);
    if (type == null) {
      throw new IllegalArgumentException(
          "no type " + name + Nearest.hint(plain, TYPES.keySet()) + " (such as INTEGER or TEXT)");
    }
    return type;
  }
}
