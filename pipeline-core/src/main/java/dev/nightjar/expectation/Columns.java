package dev.nightjar.expectation;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.Locale;
import java.util.stream.Stream;

/** Columns that must have a type. */
final class Columns {

  private Columns() {}

  /**
   * The column; throws {@link IllegalArgumentException} when it has none of the types.
   *
   * @param reason what needs the type, such as {@code a pattern is for text}
   */
  static Column ofType(Schema schema, String name, String reason, ColumnType... types) {
    Column column = schema.column(name).orElseThrow();
    if (Stream.of(types).noneMatch(t -> t == column.type())) {
      throw new IllegalArgumentException(
          "column "
              + name
              + " is "
              + column.type().name().toLowerCase(Locale.ROOT)
              + ", but "
              + reason);
    }
    return column;
  }
}
