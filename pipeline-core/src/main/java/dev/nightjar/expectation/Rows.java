package dev.nightjar.expectation;

import dev.nightjar.dataset.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a question is about.
 *
 * @param where only rows for which this is true; null: all
 * @param on all files, or the last one
 */
public record Rows(@Nullable Expression where, ExpectationSpec.Scope on) {

  /** Every row of every file. */
  public static final Rows ALL = new Rows(null, ExpectationSpec.Scope.ALL);

  /** The rows that an expectation is about. */
  public static Rows of(ExpectationSpec spec) {
    return new Rows(spec.where(), spec.on());
  }
}
