package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Schema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;

/** Reads what a Parquet file's footer says, without touching its rows. */
public final class ParquetSchemas {

  private ParquetSchemas() {}

  /** The columns and the number of rows. */
  public record Footer(Schema schema, long rows) {}

  /**
   * Reads the footer.
   *
   * @throws DataException that names the file when it is not there, a folder, empty, cut short or
   *     not Parquet, or has a column of a type that a dataset cannot hold
   */
  public static Footer read(Path file) throws IOException {
    try (ParquetFileReader reader = open(file)) {
      List<Column> columns = new ArrayList<>();
      for (Type field : reader.getFileMetaData().getSchema().getFields()) {
        columns.add(new Column(field.getName(), type(file, field)));
      }
      return new Footer(new Schema(columns), reader.getRecordCount());
    }
  }

  /** Opens a file that is checked to be whole. */
  static ParquetFileReader open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": expected a Parquet file, found a folder");
    }
    try {
      ParquetReadOptions options =
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ZstdCodecs())
              .build();
      return ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new DataException(file + ": there is no such file", e);
    } catch (IOException | RuntimeException e) {
      // Parquet's reader answers broken bytes with whatever its decoders throw.
      throw new DataException(
          file + ": expected a whole Parquet file, found " + found(file) + " (cut short?)", e);
    }
  }

  private static String found(Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      return "an empty file";
    }
    byte[] head = new byte[4];
    try (InputStream in = Files.newInputStream(file)) {
      int n = in.readNBytes(head, 0, head.length);
      boolean magic =
          n == 4 && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1';
      return size + " bytes " + (magic ? "without a readable footer" : "of something else");
    }
  }

  private static ColumnType type(Path file, Type field) {
    return ParquetTypes.type(field)
        .orElseThrow(
            () ->
                new DataException(
                    file
                        + ": column "
                        + field.getName()
                        + " has the type \""
                        + field
                        + "\"; expected a boolean, a number, a text, a date or a timestamp"));
  }
}
