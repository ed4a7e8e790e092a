package dev.nightjar.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.dataset.Expression;

/** A way to cut a test set. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SliceSpec.ByColumn.class, name = "column"),
  @JsonSubTypes.Type(value = SliceSpec.Where.class, name = "where")
})
public sealed interface SliceSpec {

  /** What a pipeline file calls it. */
  String text();

  /** The name of a column, or any other expression: a condition. */
  static SliceSpec of(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*")
        ? new ByColumn(text)
        : new Where(new Expression(text));
  }

  /** One slice for each value of a column. */
  record ByColumn(String column) implements SliceSpec {
    @Override
    public String text() {
      return column;
    }
  }

  /** The rows for which the condition holds. */
  record Where(Expression condition) implements SliceSpec {
    @Override
    public String text() {
      return condition.text();
    }
  }
}
