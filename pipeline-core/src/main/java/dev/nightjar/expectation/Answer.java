package dev.nightjar.expectation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine found. Values are Long, Double (never NaN for one that is not missing), String,
 * Boolean, LocalDate, LocalDateTime or null.
 */
public sealed interface Answer {

  /** One value; null: there is none. */
  record Value(@Nullable Object value) implements Answer {}

  /** A fixed number of values, each may be null. */
  record Values(List<@Nullable Object> values) implements Answer {
    public Values {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /**
   * Counts of rows.
   *
   * @param elements all of them
   * @param missing those that do not take part
   * @param unexpected those of the others that are not as expected
   */
  record Counts(long elements, long missing, long unexpected) implements Answer {

    /** The rows that take part. */
    public long present() {
      return elements - missing;
    }
  }

  /**
   * The different values of a column.
   *
   * @param distinct how many there are
   * @param values some of them, in order of value
   */
  record Distincts(long distinct, List<ValueCount> values) implements Answer {
    public Distincts {
      values = List.copyOf(values);
    }
  }

  /** A value and the number of rows that have it. */
  record ValueCount(Object value, long count) {}

  /** Rows to show. */
  record Sample(List<Row> rows) implements Answer {
    public Sample {
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row to show.
   *
   * @param file name of its segment
   * @param row its place in the file, from 0
   * @param values of the columns asked for, in their order
   */
  record Row(String file, long row, List<@Nullable Object> values) {
    public Row {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /** There is no answer, and why; for people. */
  record Unknown(String why) implements Answer {}
}
