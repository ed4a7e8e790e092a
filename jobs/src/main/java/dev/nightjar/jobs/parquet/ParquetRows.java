package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.RowsDigest;
import dev.nightjar.dataset.Schema;
import dev.nightjar.store.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes rows into a Parquet file, zstd-compressed. The same rows in the same order give the same
 * bytes: nothing in the file tells when, where or by whom it was written.
 *
 * <p>Not thread-safe. A file that is closed before it was {@link #finish finished} is deleted.
 */
public final class ParquetRows implements Closeable {

  /** DuckDB reads one group per thread, and this many rows are its own group. */
  private static final int GROUP_ROWS = 122_880;

  private final Path file;
  private final ParquetWriter<Row> writer;
  private final RowsDigest digest;
  private boolean finished;

  private ParquetRows(Path file, Schema schema) throws IOException {
    this.file = file;
    this.digest = new RowsDigest(schema);
    this.writer =
        new RowWriteSupport.Builder(new LocalOutputFile(file), schema)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodecs())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupRowCountLimit(GROUP_ROWS)
            .withWriteMode(ParquetFileWriter.Mode.CREATE)
            .build();
  }

  /**
   * What was written.
   *
   * @param rowsDigest digest of the rows as a multiset
   */
  public record Written(Path file, long rows, Digest rowsDigest) {}

  /** Begins a new file; fails when there is one of that name. */
  public static ParquetRows create(Path file, Schema schema) throws IOException {
    return new ParquetRows(file, schema);
  }

  /** Appends a row. */
  public void write(Row row) throws IOException {
    writer.write(row);
    digest.add(row);
  }

  /** Writes the footer. Nothing can be appended afterwards. */
  public Written finish() throws IOException {
    writer.close();
    finished = true;
    return new Written(file, digest.rows(), digest.digest());
  }

  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    try {
      writer.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
