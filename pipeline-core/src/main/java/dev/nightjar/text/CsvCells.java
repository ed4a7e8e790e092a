package dev.nightjar.text;

import java.util.regex.Pattern;

/** Writes cells of CSV files as RFC 4180 has them. */
public final class CsvCells {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private CsvCells() {}

  /**
   * A text that came from outside: quoted where it has to be. One that a spreadsheet would take for
   * a formula, because it begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line
   * break, gets an apostrophe before it; a plain number does not.
   */
  public static String text(String text) {
    boolean formula =
        !text.isEmpty()
            && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0
            && !NUMBER.matcher(text).matches();
    String safe = formula ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
