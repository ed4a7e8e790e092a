package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands a {@link Row} to Parquet, value by value. */
final class RowWriteSupport extends WriteSupport<Row> {

  private final Schema schema;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(Schema schema) {
    this.schema = schema;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract still
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer out = Objects.requireNonNull(consumer);
    out.startMessage();
    for (int i = 0; i < schema.columns().size(); i++) {
      if (!row.missing(i)) {
        String name = schema.columns().get(i).name();
        out.startField(name, i);
        value(out, schema.columns().get(i).type(), row, i);
        out.endField(name, i);
      }
    }
    out.endMessage();
  }

  private static void value(RecordConsumer out, ColumnType type, Row row, int i) {
    switch (type) {
      case BOOLEAN -> out.addBoolean(row.whole(i) != 0);
      case INTEGER, TIMESTAMP -> out.addLong(row.whole(i));
      case DATE -> out.addInteger(Math.toIntExact(row.whole(i)));
      case DOUBLE -> out.addDouble(row.number(i));
      case TEXT -> out.addBinary(Binary.fromString(row.text(i)));
    }
  }

  private WriteContext context() {
    return new WriteContext(ParquetTypes.message(schema), Map.of());
  }

  /** Parquet asks for a builder of one's own. */
  static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final Schema schema;

    Builder(OutputFile file, Schema schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract still
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(schema);
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport(schema);
    }
  }
}
