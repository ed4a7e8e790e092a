package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A declared property of the data: a typed view of an {@link ExpectationSpec}. It says what must be
 * known and judges the answers; it never reads data itself, so that every engine gives the same
 * verdict.
 *
 * <p>To add one: a record that implements this and holds its {@link Kind}, one line in {@link
 * Expectations}, and one line in {@code ExpectationContract}'s examples. Implementations validate
 * their arguments in the compact constructor and are immutable.
 */
public interface Expectation {

  /** As it was written. */
  ExpectationSpec spec();

  /** The columns that must be there. */
  List<String> columns();

  /**
   * What must be known. Asked only when all of {@link #columns()} are there; a question that
   * another expectation asks too is answered once.
   *
   * @param cutoff local logical time of the run
   * @throws IllegalArgumentException when an argument does not fit the type of a column
   */
  List<Question<?>> questions(Schema schema, LocalDateTime cutoff);

  /** What to show people, asked when the first answers are known; nothing by default. */
  default List<Question<?>> evidence(Answers answers) {
    return List.of();
  }

  /** Judges. Pure: the same answers give the same result. */
  ExpectationResult judge(Answers answers);
}
