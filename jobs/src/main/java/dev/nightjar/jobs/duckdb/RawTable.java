package dev.nightjar.jobs.duckdb;

import static dev.nightjar.jobs.duckdb.DuckDbSession.literal;
import static dev.nightjar.jobs.duckdb.DuckDbSession.quoted;

import dev.nightjar.dataset.DataException;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All rows of foreign files in one table, read once: a CSV file's values as texts, others in their
 * own types. Row numbers count through the files in order.
 */
final class RawTable {

  static final String NAME = "__raw";
  private static final String FILE = "__file";
  private static final Pattern CSV_ERROR = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern JSON_ERROR = Pattern.compile("in line (\\d+): ([^\n]*)");

  private final DuckDbSession session;
  private final List<ForeignFile> files;
  private final Map<String, String> columns;

  private RawTable(DuckDbSession session, List<ForeignFile> files, Map<String, String> columns) {
    this.session = session;
    this.files = files;
    this.columns = columns;
  }

  /** Reads the files, all of one format and with the same columns. */
  static RawTable load(DuckDbSession session, List<ForeignFile> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      try {
        if (files.get(0).format() == ForeignFile.Format.CSV) {
          loadCsv(session, files, i);
        } else {
          loadTyped(session, files, i);
        }
      } catch (SQLException e) {
        throw broken(files.get(i), e);
      }
    }
    try {
      RawTable table = new RawTable(session, files, describe(session, NAME));
      table.requireRows();
      return table;
    } catch (SQLException e) {
      throw new DataException("the files cannot be read: " + DuckDbSession.reason(e), e);
    }
  }

  /** The columns with DuckDB's types. */
  Map<String, String> columns() {
    return columns;
  }

  /** Whether all values are texts that nobody has given a type yet. */
  boolean untyped() {
    return files.get(0).format() == ForeignFile.Format.CSV;
  }

  /** Where the row stands, for people: file and line, or file and row. */
  String place(long row) throws SQLException, IOException {
    String before =
        "SELECT f.%s, %d - min(r.rowid) FROM %s r, (SELECT %s FROM %s WHERE rowid = %d) f"
            .formatted(FILE, row, NAME, FILE, NAME, row);
    long[] at =
        session.query(
            before + " WHERE r." + FILE + " = f." + FILE + " GROUP BY f." + FILE,
            r -> r.next() ? new long[] {r.getLong(1), r.getLong(2)} : new long[2]);
    ForeignFile file = files.get((int) at[0]);
    return switch (file.format()) {
      case CSV -> file.path() + ":" + CsvText.lineOf(file, at[1]);
      case JSON -> file.path() + ":" + (at[1] + 1);
      case PARQUET -> file.path() + ", row " + (at[1] + 1);
    };
  }

  private static void loadCsv(DuckDbSession session, List<ForeignFile> files, int i)
      throws SQLException, IOException {
    ForeignFile file = files.get(i);
    CsvText csv = CsvText.read(file);
    if (i == 0) {
      requireFree(file, csv.names());
      String columns =
          csv.names().stream().map(n -> quoted(n) + " VARCHAR").collect(Collectors.joining(", "));
      session.execute("CREATE TABLE " + NAME + " (" + columns + ", " + FILE + " INTEGER)");
    } else {
      requireSame(describe(session, NAME), files, i, csv.names());
    }
    String types =
        csv.names().stream().map(n -> literal(n) + ": 'VARCHAR'").collect(Collectors.joining(", "));
    session.execute(
        ("INSERT INTO %s BY NAME SELECT *, %d AS %s FROM read_csv(%s, delim = %s, quote = '\"',"
                + " escape = '\"', header = true, auto_detect = false, strict_mode = true,"
                + " compression = %s, columns = {%s})")
            .formatted(
                NAME,
                i,
                FILE,
                literal(absolute(file)),
                literal(String.valueOf(csv.delimiter())),
                literal(file.compression()),
                types));
  }

  private static void loadTyped(DuckDbSession session, List<ForeignFile> files, int i)
      throws SQLException {
    ForeignFile file = files.get(i);
    String part = "__part" + i;
    String from =
        file.format() == ForeignFile.Format.PARQUET
            ? "read_parquet(" + literal(absolute(file)) + ")"
            : "read_json(%s, sample_size = -1, compression = %s)"
                .formatted(literal(absolute(file)), literal(file.compression()));
    session.execute(
        "CREATE TABLE " + part + " AS SELECT *, " + i + " AS " + FILE + " FROM " + from);
    Map<String, String> columns = describe(session, part);
    if (i == 0) {
      requireFree(file, columns.keySet());
    } else {
      requireSame(describe(session, "__part0"), files, i, columns.keySet());
    }
    if (i == files.size() - 1) {
      session.execute(
          "CREATE TABLE "
              + NAME
              + " AS "
              + IntStream.rangeClosed(0, i)
                  .mapToObj(n -> "SELECT * FROM __part" + n)
                  .collect(Collectors.joining(" UNION ALL BY NAME ")));
      for (int n = 0; n <= i; n++) {
        session.execute("DROP TABLE __part" + n);
      }
    }
  }

  private void requireRows() throws SQLException {
    long[] rows = new long[files.size()];
    session.query(
        "SELECT " + FILE + ", count(*) FROM " + NAME + " GROUP BY ALL",
        r -> {
          while (r.next()) {
            rows[r.getInt(1)] = r.getLong(2);
          }
          return rows;
        });
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == 0) {
        throw new DataException(files.get(i).path() + ": has columns and no rows");
      }
    }
  }

  private static void requireFree(ForeignFile file, Iterable<String> names) {
    for (String name : names) {
      if (name.startsWith("__") && !name.equals(FILE)) {
        throw new DataException(
            file.path() + ": column " + name + ": names that begin with __ are our own");
      }
    }
  }

  private static void requireSame(
      Map<String, String> expected, List<ForeignFile> files, int i, Iterable<String> found) {
    List<String> names = new ArrayList<>();
    found.forEach(names::add);
    for (String name : expected.keySet()) {
      if (!name.equals(FILE) && !names.contains(name)) {
        throw new DataException(
            "%s: column %s of %s is not there%s"
                .formatted(
                    files.get(i).path(), name, files.get(0).path(), Nearest.hint(name, names)));
      }
    }
    for (String name : names) {
      if (!expected.containsKey(name)) {
        throw new DataException(
            "%s: column %s is not in %s%s"
                .formatted(
                    files.get(i).path(),
                    name,
                    files.get(0).path(),
                    Nearest.hint(name, expected.keySet())));
      }
    }
  }

  private static Map<String, String> describe(DuckDbSession session, String table)
      throws SQLException {
    return session.query(
        "DESCRIBE " + table,
        r -> {
          Map<String, String> columns = new LinkedHashMap<>();
          while (r.next()) {
            if (!r.getString(1).equals(FILE)) {
              columns.put(r.getString(1), r.getString(2));
            }
          }
          return columns;
        });
  }

  private static DataException broken(ForeignFile file, SQLException e) {
    String message = String.valueOf(e.getMessage());
    Matcher csv = CSV_ERROR.matcher(message);
    Matcher json = JSON_ERROR.matcher(message);
    if (csv.find()) {
      return new DataException(file.path() + ":" + csv.group(1) + ": " + csvCause(message), e);
    }
    if (json.find()) {
      return new DataException(file.path() + ":" + json.group(1) + ": " + json.group(2), e);
    }
    String expected =
        switch (file.format()) {
          case CSV -> "expected whole CSV";
          case JSON -> "expected JSON, one object in each line";
          case PARQUET -> "expected a whole Parquet file (cut short?)";
        };
    return new DataException(
        file.path() + ": " + expected + ", found: " + DuckDbSession.reason(e), e);
  }

  private static String csvCause(String message) {
    Matcher count = Pattern.compile("Number of Columns: (\\d+) Found: (\\d+)").matcher(message);
    if (count.find()) {
      return "expected " + count.group(1) + " fields, found " + count.group(2);
    }
    if (message.contains("unterminated quote")) {
      return "a quoted field does not end";
    }
    if (message.contains("Invalid unicode")) {
      return "expected text in UTF-8";
    }
    return message.lines().skip(1).filter(l -> !l.startsWith("Original")).findFirst().orElse("");
  }

  private static String absolute(ForeignFile file) {
    return file.path().toAbsolutePath().normalize().toString();
  }
}
