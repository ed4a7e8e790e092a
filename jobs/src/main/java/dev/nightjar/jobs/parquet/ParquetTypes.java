package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Our column types and Parquet's. */
final class ParquetTypes {

  private ParquetTypes() {}

  static MessageType message(Schema schema) {
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (Column column : schema.columns()) {
      builder.addField(field(column));
    }
    return builder.named("rows");
  }

  private static Type field(Column column) {
    return switch (column.type()) {
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
              .named(column.name());
    };
  }

  /** Empty for nested, repeated and raw binary columns. */
  static Optional<ColumnType> type(Type type) {
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    PrimitiveType primitive = type.asPrimitiveType();
    LogicalTypeAnnotation meaning = primitive.getLogicalTypeAnnotation();
    if (meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation) {
      return Optional.of(ColumnType.DOUBLE);
    }
    return Optional.ofNullable(
        switch (primitive.getPrimitiveTypeName()) {
          case BOOLEAN -> ColumnType.BOOLEAN;
          case FLOAT, DOUBLE -> ColumnType.DOUBLE;
          case INT96 -> ColumnType.TIMESTAMP;
          case INT32, INT64 -> whole(meaning);
          case BINARY -> meaning == null ? null : ColumnType.TEXT;
          case FIXED_LEN_BYTE_ARRAY -> null;
        });
  }

  private static @Nullable ColumnType whole(@Nullable LogicalTypeAnnotation meaning) {
    if (meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
      return ColumnType.DATE;
    }
    if (meaning instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) {
      return ColumnType.TIMESTAMP;
    }
    return meaning == null || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation
        ? ColumnType.INTEGER
        : null;
  }
}
