package dev.nightjar.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An expression over a row's columns, in the one grammar that pipeline files use. */
public record Expression(@JsonValue String text) {

  /** Throws {@link IllegalArgumentException} that names the place of the mistake. */
  @JsonCreator
  public Expression {
    if (text.isBlank()) {
      throw new IllegalArgumentException("an expression is not empty");
    }
  }
}
