package dev.nightjar.jobs.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A data set of a reference case as a table. */
final class CheckCase {

  private static final DateTimeFormatter WORDY =
      DateTimeFormatter.ofPattern("MMM dd yyyy HH:mm:ss", Locale.ENGLISH);

  private CheckCase() {}

  static CheckFixture table(Path folder, JsonNode dataset) throws SQLException {
    JsonNode data = dataset.get("data");
    List<Column> columns = new ArrayList<>();
    int rows = 0;
    for (var field : data.properties()) {
      columns.add(new Column(field.getKey(), type(dataset, field.getKey(), field.getValue())));
      rows = field.getValue().size();
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int row = i;
      lines.add(
          columns.stream()
              .map(c -> literal(data.get(c.name()).get(row), c.type()))
              .collect(Collectors.joining(", ", "(", ")")));
    }
    boolean empty = rows == 0;
    String select =
        columns.stream()
            .map(c -> column(c, empty))
            .collect(Collectors.joining(", ", "SELECT ", ""));
    String names =
        columns.stream()
            .map(c -> DuckDbSession.quoted(c.name()))
            .collect(Collectors.joining(", ", "(", ")"));
    String query =
        empty
            ? select + " WHERE false"
            : select + " FROM (VALUES " + String.join(", ", lines) + ") t" + names;
    return new CheckFixture(folder, new Schema(columns), "TIMESTAMP '2011-06-15 00:00:00'")
        .file(query, rows);
  }

  private static String column(Column column, boolean empty) {
    String name = DuckDbSession.quoted(column.name());
    String type = DuckDbSession.sqlType(column.type());
    return "CAST(" + (empty ? "NULL" : name) + " AS " + type + ") AS " + name;
  }

  private static ColumnType type(JsonNode dataset, String column, JsonNode values) {
    for (String engine : List.of("postgresql", "spark", "sqlite")) {
      String declared = dataset.path("schemas").path(engine).path(column).asText("");
      ColumnType type = declared(declared);
      if (type == ColumnType.TIMESTAMP && !times(values)) {
        return ColumnType.TEXT;
      }
      if (type != null) {
        return type;
      }
    }
    return inferred(values);
  }

  private static @Nullable ColumnType declared(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "INTEGER", "BIGINT", "SMALLINT", "INTEGERTYPE", "LONGTYPE" -> ColumnType.INTEGER;
      case "DOUBLE_PRECISION", "NUMERIC", "FLOATTYPE", "DOUBLETYPE", "DECIMALTYPE", "FLOAT" ->
          ColumnType.DOUBLE;
      case "BOOLEAN", "BOOLEANTYPE" -> ColumnType.BOOLEAN;
      case "TEXT", "VARCHAR", "STRINGTYPE", "NULLTYPE", "CHAR" -> ColumnType.TEXT;
      case "DATE", "DATETYPE" -> ColumnType.DATE;
      case "TIMESTAMP", "TIMESTAMPTYPE", "DATETIME" -> ColumnType.TIMESTAMP;
      default -> null;
    };
  }

  private static ColumnType inferred(JsonNode values) {
    boolean numbers = true;
    boolean whole = true;
    boolean flags = true;
    boolean any = false;
    for (JsonNode value : values) {
      if (!value.isNull()) {
        any = true;
        numbers &= value.isNumber();
        whole &= value.isIntegralNumber();
        flags &= value.isBoolean();
      }
    }
    if (!any) {
      return values.isEmpty() ? ColumnType.INTEGER : ColumnType.TEXT;
    }
    return flags
        ? ColumnType.BOOLEAN
        : whole ? ColumnType.INTEGER : numbers ? ColumnType.DOUBLE : ColumnType.TEXT;
  }

  private static boolean times(JsonNode values) {
    for (JsonNode value : values) {
      if (!value.isNull() && !value.asText().contains(":")) {
        return false;
      }
    }
    return true;
  }

  private static String literal(JsonNode value, ColumnType type) {
    if (value.isNull()) {
      return "NULL";
    }
    String text = value.asText();
    if (type == ColumnType.TIMESTAMP && !Character.isDigit(text.charAt(0))) {
      text = LocalDateTime.parse(text, WORDY).toString();
    }
    return DuckDbSession.literal(text);
  }
}
