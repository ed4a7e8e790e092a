package dev.nightjar.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a dataset, in order. Names are unique. */
public record Schema(@JsonValue List<Column> columns) {

  /** Throws {@link IllegalArgumentException} when a name stands twice. */
  @JsonCreator
  public Schema {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("column " + column.name() + " stands twice");
      }
    }
  }

  /** The column of that name. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** The names, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }
}
