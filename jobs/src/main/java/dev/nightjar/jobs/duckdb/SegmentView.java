package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A view over segment files: the dataset's columns, cast to their types and null where an older
 * file does not have them, then the derived columns. Rows come in the order of the files, and in a
 * file in its own order.
 */
public final class SegmentView {

  /** Column with the path of a row's file, beside those of the schema, where it is asked for. */
  static final String FILE = "__file";

  private final DuckDbSession session;
  private final String name;
  private final List<Path> files;
  private final boolean tellsFiles;
  private Schema schema;
  private String sql;

  private SegmentView(
      DuckDbSession session, String name, List<Path> files, boolean tellsFiles, Schema schema)
      throws SQLException {
    this.session = session;
    this.name = name;
    this.files = List.copyOf(files);
    this.tellsFiles = tellsFiles;
    this.schema = schema;
    this.sql = base();
  }

  /**
   * Makes the view.
   *
   * @param name of the view, any text
   * @param derived further columns, each over those before it
   * @throws DataException when a file is broken, or a derived column cannot be made; says which
   */
  public static SegmentView create(
      DuckDbSession session,
      String name,
      List<Path> files,
      Schema schema,
      Map<String, Expression> derived) {
    return create(session, name, files, false, schema, derived);
  }

  /** As the other, and with the column {@link #FILE} when {@code tellsFiles}. */
  static SegmentView create(
      DuckDbSession session,
      String name,
      List<Path> files,
      boolean tellsFiles,
      Schema schema,
      Map<String, Expression> derived) {
    requireDistinct(schema.names());
    try {
      SegmentView view = new SegmentView(session, name, files, tellsFiles, schema);
      view.publish();
      for (Map.Entry<String, Expression> column : derived.entrySet()) {
        view.derive(column.getKey(), column.getValue());
      }
      return view;
    } catch (SQLException e) {
      throw new DataException(
          brokenFile(session, files)
              .orElseGet(() -> "the segments cannot be read: " + DuckDbSession.reason(e)),
          e);
    }
  }

  /** The dataset's and the derived columns with their types. */
  public Schema schema() {
    return schema;
  }

  /** The view's name, quoted, for SQL. */
  public String sqlName() {
    return DuckDbSession.quoted(name);
  }

  /** As {@link ExpressionCheck#type}. */
  public ColumnType check(String what, Expression expression) {
    return expressions().type(what, expression);
  }

  /** As {@link ExpressionCheck#condition}. */
  public void checkCondition(String what, Expression expression) {
    expressions().condition(what, expression);
  }

  /** As {@link ExpressionCheck#number}. */
  void checkNumber(String what, Expression expression) {
    expressions().number(what, expression);
  }

  /** As {@link ExpressionCheck#of}. */
  void check(String what, Expression expression, ColumnType type) {
    expressions().of(what, expression, type);
  }

  /** As {@link ExpressionCheck#time}. */
  void checkTime(String what, Expression expression) {
    expressions().time(what, expression);
  }

  private ExpressionCheck expressions() {
    return new ExpressionCheck(session, sqlName(), schema);
  }

  /**
   * What was asked of the rows.
   *
   * @param what where the expression stands, such as {@code label.when}
   * @param expression as written
   * @param sql as asked
   */
  record Asked(String what, Expression expression, String sql) {
    Asked(String what, Expression expression) {
      this(what, expression, expression.toSql());
    }
  }

  /**
   * Finds who is to blame for an error while rows were read: a broken file first, then what was
   * asked, in order.
   *
   * @return an {@link UncheckedIOException} when it is neither: memory or disk ran out
   */
  RuntimeException blame(SQLException error, List<Asked> asked) {
    Optional<String> broken = brokenFile(session, files);
    if (broken.isPresent()) {
      return new DataException(broken.get(), error);
    }
    for (Asked one : asked) {
      try {
        session.number("SELECT count(" + one.sql() + ") FROM " + sqlName());
      } catch (SQLException own) {
        return new DataException(
            ExpressionCheck.about(one.what(), one.expression()) + DuckDbSession.reason(own), error);
      }
    }
    return new UncheckedIOException(
        new IOException("the rows cannot be read: " + DuckDbSession.reason(error), error));
  }

  private void derive(String column, Expression expression) throws SQLException {
    String what = "derived column " + column;
    ColumnType type = check(what, expression);
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.add(new Column(column, type));
    requireDistinct(columns.stream().map(Column::name).toList());
    schema = new Schema(columns);
    String value = "CAST(" + expression.toSql() + " AS " + DuckDbSession.sqlType(type) + ")";
    sql = "SELECT *, " + value + " AS " + DuckDbSession.quoted(column) + " FROM (" + sql + ")";
    publish();
  }

  private void publish() throws SQLException {
    session.execute("CREATE OR REPLACE VIEW " + sqlName() + " AS " + sql);
  }

  private String base() throws SQLException {
    if (files.isEmpty()) {
      String file = tellsFiles ? ", NULL::VARCHAR AS " + FILE : "";
      return "SELECT " + values(Set.of()) + file + " WHERE false";
    }
    String from = " FROM " + DuckDbSession.parquet(files);
    if (!tellsFiles) {
      return "SELECT " + values(names(from)) + from;
    }
    return "SELECT "
        + values(names(from))
        + ", "
        + FILE
        + " FROM "
        + DuckDbSession.named(files, FILE);
  }

  private String values(Set<String> present) {
    return schema.columns().stream()
        .map(
            c -> {
              String quoted = DuckDbSession.quoted(c.name());
              String value = present.contains(c.name()) ? quoted : "NULL";
              return "CAST(" + value + " AS " + DuckDbSession.sqlType(c.type()) + ") AS " + quoted;
            })
        .collect(Collectors.joining(", "));
  }

  private Set<String> names(String from) throws SQLException {
    return session.query(
        "DESCRIBE SELECT *" + from,
        rows -> {
          Set<String> names = new HashSet<>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return names;
        });
  }

  // DuckDB compares names without regard to case and would silently take another column.
  private static void requireDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new DataException("two columns are called " + name + " but for upper and lower case");
      }
    }
  }

  /** The first file that cannot be read whole, in words. */
  private static Optional<String> brokenFile(DuckDbSession session, List<Path> files) {
    for (Path file : files) {
      String all = "SELECT bit_xor(hash(COLUMNS(*))) FROM " + DuckDbSession.parquet(List.of(file));
      try {
        session.execute(all);
      } catch (SQLException e) {
        return Optional.of(
            file + ": expected a whole Parquet file (cut short?): " + DuckDbSession.reason(e));
      }
    }
    return Optional.empty();
  }

  static Optional<ColumnType> type(String duckdb) {
    String name = duckdb.replaceFirst("\\(.*", "");
    return switch (name) {
      case "BOOLEAN" -> Optional.of(ColumnType.BOOLEAN);
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" -> Optional.of(ColumnType.INTEGER);
      case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT" -> Optional.of(ColumnType.INTEGER);
      case "HUGEINT", "UHUGEINT", "INTEGER_LITERAL" -> Optional.of(ColumnType.INTEGER);
      case "FLOAT", "DOUBLE", "DECIMAL" -> Optional.of(ColumnType.DOUBLE);
      case "VARCHAR", "STRING_LITERAL", "ENUM", "UUID" -> Optional.of(ColumnType.TEXT);
      case "DATE" -> Optional.of(ColumnType.DATE);
      default ->
          name.startsWith("TIMESTAMP") ? Optional.of(ColumnType.TIMESTAMP) : Optional.empty();
    };
  }
}
