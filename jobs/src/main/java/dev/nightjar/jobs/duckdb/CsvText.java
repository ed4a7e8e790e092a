package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header line of a CSV file, and the lines of its rows. Fields may stand in double quotes.
 *
 * @param names of the columns, in order
 * @param delimiter the one of comma, semicolon, tab and bar that stands most often in the header
 */
record CsvText(List<String> names, char delimiter) {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int LONGEST_HEADER = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  CsvText {
    names = List.copyOf(names);
  }

  /** Reads the header. Throws {@link DataException} when it cannot name columns. */
  static CsvText read(ForeignFile file) throws IOException {
    String header = header(file);
    char delimiter = delimiter(header);
    List<String> names = split(header, delimiter);
    Map<String, String> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank()) {
        throw new DataException(file.path() + ":1: column " + (i + 1) + " has no name");
      }
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new DataException(
            file.path() + ":1: two columns are called " + other + " and " + name);
      }
    }
    return new CsvText(names, delimiter);
  }

  /** The line, counted from 1, on which the row of that number (from 0) begins. */
  static long lineOf(ForeignFile file, long row) throws IOException {
    long line = 1;
    long records = 0;
    boolean quoted = false;
    boolean blank = true;
    long began = 1;
    try (InputStream in = file.open()) {
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          line++;
        }
        if (c == '\n' && !quoted) {
          // The header is a record too.
          if (!blank && records++ == row + 1) {
            return began;
          }
          blank = true;
          began = line;
        } else if (c != '\r') {
          blank = false;
          quoted ^= c == '"';
        }
      }
    }
    return began;
  }

  private static String header(ForeignFile file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean quoted = false;
    try (InputStream in = file.open()) {
      for (int c = in.read(); c >= 0 && bytes.size() < LONGEST_HEADER; c = in.read()) {
        if (!quoted && (c == '\n' || c == '\r')) {
          if (bytes.size() > 0) {
            break;
          }
        } else {
          quoted ^= c == '"';
          bytes.write(c);
        }
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new DataException(file.path() + ":1: expected text, found a binary file");
      }
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new DataException(file.path() + ":1: expected text in UTF-8", e);
    }
  }

  private static char delimiter(String header) {
    char best = DELIMITERS.get(0);
    int most = 0;
    for (char candidate : DELIMITERS) {
      int fields = split(header, candidate).size();
      if (fields > most) {
        most = fields;
        best = candidate;
      }
    }
    return best;
  }

  private static List<String> split(String header, char delimiter) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < header.length() && header.charAt(i + 1) == '"') {
          name.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == delimiter && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
