package dev.nightjar.expectation;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an engine can find out about rows. Equal questions have equal answers, so each is
 * answered once per check.
 *
 * @param <A> what the answer looks like
 */
public sealed interface Question<A extends Answer> {

  /** The rows that it is about. */
  Rows rows();

  /** What the answer looks like. */
  Class<A> answer();

  /** How many rows there are: a Long. */
  record RowCount(Rows rows) implements Question<Answer.Value> {
    @Override
    public Class<Answer.Value> answer() {
      return Answer.Value.class;
    }
  }

  /**
   * Questions that count rows: missing ones, and unexpected ones among the others. An engine can
   * show the unexpected rows too.
   */
  sealed interface Counting extends Question<Answer.Counts> {

    /** The rows that do not take part. */
    Condition missing();

    /** The columns to show of an unexpected row. */
    List<String> columns();

    @Override
    default Class<Answer.Counts> answer() {
      return Answer.Counts.class;
    }
  }

  /** Rows that are not missing and for which {@code expected} is not true are unexpected. */
  record MapCount(Rows rows, Condition missing, Condition expected, List<String> columns)
      implements Counting {
    public MapCount {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Rows that are not missing and share their values of the columns with another row are
   * unexpected. Missing values are equal to each other.
   */
  record Duplicates(Rows rows, Condition missing, List<String> columns) implements Counting {
    public Duplicates {
      columns = List.copyOf(columns);
    }
  }

  /** The first unexpected rows: by file, then by place in the file. */
  record Unexpected(Counting of, int limit) implements Question<Answer.Sample> {
    @Override
    public Rows rows() {
      return of.rows();
    }

    @Override
    public Class<Answer.Sample> answer() {
      return Answer.Sample.class;
    }
  }

  /** A number, or another value, made of a column's values that are not missing. */
  record Aggregate(Rows rows, String column, Function function) implements Question<Answer.Value> {

    /** What is made of them. */
    public enum Function {
      MIN,
      MAX,
      /** Arithmetic mean: a Double. */
      MEAN,
      /** Mean of the two middle values when their number is even: a Double. */
      MEDIAN,
      /** Sample deviation (n − 1): a Double, null for fewer than two values. */
      STDEV,
      SUM,
      /** Number of different values: a Long. */
      DISTINCT
    }

    @Override
    public Class<Answer.Value> answer() {
      return Answer.Value.class;
    }
  }

  /**
   * Discrete quantiles of a column: the smallest value such that at least that share of the values
   * is not greater. One value for each, all null without values.
   */
  record Quantiles(Rows rows, String column, List<Double> quantiles)
      implements Question<Answer.Values> {
    public Quantiles {
      quantiles = List.copyOf(quantiles);
    }

    @Override
    public Class<Answer.Values> answer() {
      return Answer.Values.class;
    }
  }

  /**
   * The different values of a column: those of {@code asked} that occur, and the first {@code
   * limit} of the others.
   */
  record Distinct(Rows rows, String column, List<Object> asked, int limit)
      implements Question<Answer.Distincts> {
    public Distinct {
      asked = List.copyOf(asked);
    }

    @Override
    public Class<Answer.Distincts> answer() {
      return Answer.Distincts.class;
    }
  }

  /**
   * The newest time that is not after {@code upTo}: a LocalDateTime, null without one.
   *
   * @param column a date or timestamp; null: the event time of the rows
   */
  record NewestTime(Rows rows, @Nullable String column, LocalDateTime upTo)
      implements Question<Answer.Value> {
    @Override
    public Class<Answer.Value> answer() {
      return Answer.Value.class;
    }
  }
}
