package dev.nightjar.expectation;

import dev.nightjar.dataset.Expression;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An expectation as a person wrote it.
 *
 * @param type Great Expectations' name, such as {@code expect_column_values_to_not_be_null}
 * @param kwargs its arguments, under their names
 * @param severity what failure does
 * @param where only these rows count; null: all
 * @param on all rows of the run, or the newest segment's only
 * @param meta carried along, never read
 */
public record ExpectationSpec(
    String type,
    Map<String, Object> kwargs,
    Severity severity,
    @Nullable Expression where,
    Scope on,
    Map<String, Object> meta) {

  /** Which rows are asked. */
  public enum Scope {
    ALL,
    NEWEST
  }
}
