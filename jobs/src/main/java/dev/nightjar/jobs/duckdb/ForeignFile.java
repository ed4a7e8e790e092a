package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that somebody else wrote, looked at from outside: what it is, and whether it can be read.
 *
 * @param gzip whether its bytes are compressed
 */
record ForeignFile(Path path, Format format, boolean gzip) {

  /** What can be read. */
  enum Format {
    CSV,
    JSON,
    PARQUET
  }

  private static final int HEAD = 4;

  /**
   * Looks at a file. Parquet is known by its first bytes, JSON by its name, all else is CSV.
   *
   * @throws DataException when it is not there, a folder, empty, or in another encoding than UTF-8
   */
  static ForeignFile inspect(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new DataException(path + ": expected a file, found a folder: name the files in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new DataException(path + ": there is no such file");
    }
    if (!Files.isReadable(path)) {
      throw new DataException(path + ": may not be read by this user");
    }
    byte[] head = head(path, false);
    if (head.length == 0) {
      throw new DataException(path + ": the file is empty; expected a header line and rows");
    }
    boolean gzip = head.length > 1 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    byte[] plain = gzip ? head(path, true) : head;
    if (plain.length == 0) {
      throw new DataException(path + ": nothing is compressed in it; expected a header line");
    }
    if (plain.length > 1 && (plain[0] & 0xff) + (plain[1] & 0xff) == 0xff + 0xfe) {
      throw new DataException(path + ": expected text in UTF-8, found UTF-16: convert it first");
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    Format format =
        Arrays.equals(plain, new byte[] {'P', 'A', 'R', '1'}) || name.endsWith(".parquet")
            ? Format.PARQUET
            : List.of(".json", ".jsonl", ".ndjson").stream().anyMatch(name::endsWith)
                ? Format.JSON
                : Format.CSV;
    if (gzip && format == Format.PARQUET) {
      throw new DataException(path + ": Parquet is compressed inside: unpack the file first");
    }
    return new ForeignFile(path, format, gzip);
  }

  /** The plain bytes. */
  InputStream open() throws IOException {
    return open(path, gzip);
  }

  private static byte[] head(Path path, boolean gzip) throws IOException {
    try (InputStream in = open(path, gzip)) {
      return in.readNBytes(HEAD);
    } catch (EOFException | ZipException e) {
      throw new DataException(path + ": the gzip file is broken (cut short?)", e);
    }
  }

  private static InputStream open(Path path, boolean gzip) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    return gzip ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** The name of DuckDB's compression. */
  String compression() {
    return gzip ? "gzip" : "none";
  }
}
