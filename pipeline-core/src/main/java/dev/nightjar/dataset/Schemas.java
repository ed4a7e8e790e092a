package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Decides whether the columns of new segments fit those of their dataset. */
final class Schemas {

  private Schemas() {}

  /**
   * The dataset's columns after segments with the columns {@code added} have joined: integers may
   * widen to doubles, and columns may be new, at the end, null in older segments.
   *
   * @param required columns that must be there
   * @throws DataException in words that name the column
   */
  static Schema merge(String dataset, Schema present, Schema added, Set<String> required) {
    Map<String, Column> merged = new LinkedHashMap<>();
    for (Column column : present.columns()) {
      merged.put(column.name(), fitting(dataset, column, added));
      if (added.column(column.name()).isEmpty() && required.contains(column.name())) {
        throw new DataException(
            "column "
                + column.name()
                + " of dataset "
                + dataset
                + " is missing"
                + near(column, added));
      }
    }
    for (Column column : added.columns()) {
      merged.putIfAbsent(column.name(), column);
    }
    Schema schema = new Schema(new ArrayList<>(merged.values()));
    requireDistinct(schema);
    return schema;
  }

  /** Throws {@link DataException} when two names differ in nothing but upper and lower case. */
  static void requireDistinct(Schema schema) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String name : schema.names()) {
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new DataException(
            "columns " + other + " and " + name + " differ only in upper and lower case");
      }
    }
  }

  private static Column fitting(String dataset, Column present, Schema added) {
    ColumnType type = added.column(present.name()).map(Column::type).orElse(present.type());
    if (type == present.type()) {
      return present;
    }
    if (type.isNumeric() && present.type().isNumeric()) {
      return new Column(present.name(), ColumnType.DOUBLE);
    }
    throw new DataException(
        "column "
            + present.name()
            + " of dataset "
            + dataset
            + " is "
            + words(present.type())
            + ", but here it is "
            + words(type));
  }

  private static String near(Column column, Schema added) {
    List<String> same =
        added.names().stream().filter(n -> n.equalsIgnoreCase(column.name())).toList();
    return same.isEmpty() ? "" : "; there is " + same.get(0);
  }

  private static String words(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
