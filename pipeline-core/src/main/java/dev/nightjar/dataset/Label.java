package dev.nightjar.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted, and when it is known.
 *
 * @param name what people call it
 * @param when true for the positive class; rows where it is null have no label
 * @param knownAt when a row's label became known; null: with the row
 * @param completeAfter how long after its event time a row's label is known for every class
 * @param source where labels come from when they are no columns of the rows: {@code when} and
 *     {@code knownAt} are then over its columns, and its rows are known at their event time where
 *     {@code knownAt} is null; null: from the rows
 */
public record Label(
    String name,
    Expression when,
    @Nullable Expression knownAt,
    Span completeAfter,
    @Nullable Source source) {

  /** A label made of a row's own columns. */
  public Label(String name, Expression when, @Nullable Expression knownAt, Span completeAfter) {
    this(name, when, knownAt, completeAfter, null);
  }

  /**
   * A dataset whose rows are labels. Of those that have a row's key, and were known by the logical
   * time, the one that became known last is the row's label.
   *
   * @param dataset its name
   * @param key the columns that have the same values on both sides; a row that lacks one has none
   * @param window how long before the logical time the event time of a label row may lie; null: any
   *     time
   * @param at tag or number of entries of its log; null: all
   * @param absent what a complete row is that no label names
   */
  public record Source(
      String dataset, List<Key> key, @Nullable Span window, @Nullable String at, Absent absent) {

    public Source {
      key = List.copyOf(key);
      if (key.isEmpty()) {
        throw new IllegalArgumentException("a key has at least one column");
      }
    }
  }

  /**
   * A part of a key.
   *
   * @param row column of the rows, derived ones included
   * @param label column of the label dataset, of the same type
   */
  public record Key(String row, String label) {}

  /** What a row is that is complete, and that no label names by the logical time. */
  public enum Absent {
    /** It is left out and counted. */
    UNLABELLED,
    /** It is of the negative class: labels of the positive class alone are reported. */
    NEGATIVE
  }
}
