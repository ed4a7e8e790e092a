package dev.nightjar.lineage;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns came, left and changed their type, each in the order of its schema.
 *
 * @param added only the second has
 * @param removed only the first has
 * @param retyped both have, with other types
 */
public record ColumnChanges(List<Column> added, List<Column> removed, List<Retyped> retyped) {

  public ColumnChanges {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    retyped = List.copyOf(retyped);
  }

  /** A column with another type. */
  public record Retyped(String column, ColumnType before, ColumnType after) {}

  /** What leads from one to the other. */
  public static ColumnChanges between(Schema before, Schema after) {
    List<Retyped> retyped = new ArrayList<>();
    for (Column column : before.columns()) {
      after
          .column(column.name())
          .filter(c -> c.type() != column.type())
          .ifPresent(c -> retyped.add(new Retyped(column.name(), column.type(), c.type())));
    }
    return new ColumnChanges(missing(after, before), missing(before, after), retyped);
  }

  private static List<Column> missing(Schema of, Schema in) {
    return of.columns().stream().filter(c -> in.column(c.name()).isEmpty()).toList();
  }

  /** Whether the columns are the same. */
  public boolean none() {
    return added.isEmpty() && removed.isEmpty() && retyped.isEmpty();
  }
}
