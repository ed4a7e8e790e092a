package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;

/** Reads whole columns of numbers without missing values into arrays. */
final class ParquetColumns {

  private ParquetColumns() {}

  /** Fills the arrays, each of as many elements as the file has rows. */
  static void read(Path file, Map<String, long[]> longs, Map<String, double[]> doubles)
      throws IOException {
    try (ParquetFileReader reader = ParquetSchemas.open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      int from = 0;
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        int rows = Math.toIntExact(group.getRowCount());
        ColumnReadStoreImpl store =
            new ColumnReadStoreImpl(
                group, new Ignored(), schema, reader.getFileMetaData().getCreatedBy());
        for (ColumnDescriptor column : schema.getColumns()) {
          String name = column.getPath()[0];
          ColumnReader values = store.getColumnReader(column);
          int max = column.getMaxDefinitionLevel();
          for (int i = from; i < from + rows; i++) {
            if (values.getCurrentDefinitionLevel() != max) {
              throw new DataException(file + ": column " + name + " has no value in row " + i);
            }
            double[] numbers = doubles.get(name);
            long[] wholes = longs.get(name);
            if (numbers != null) {
              numbers[i] = values.getDouble();
            } else if (wholes != null) {
              wholes[i] = values.getLong();
            }
            values.consume();
          }
        }
        from += rows;
      }
    }
  }

  /** The store wants converters even where values are read directly. */
  private static final class Ignored extends GroupConverter {
    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
