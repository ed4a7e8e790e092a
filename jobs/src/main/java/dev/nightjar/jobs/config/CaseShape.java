package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.EXPRESSION;
import static dev.nightjar.jobs.config.Values.NUMBER;
import static dev.nightjar.jobs.config.Values.TEXT;

import dev.nightjar.jobs.config.PipelineShape.Fields;

/** The shape of {@code cases} in a pipeline file. */
final class CaseShape {

  /** By name of the case. */
  static final Shape SHAPE = new Shape.MapOf(one(), 1);

  private CaseShape() {}

  private static Shape one() {
    return new Fields()
        .may("on", TEXT, "the test set; may be left out when there is one")
        .may("where", EXPRESSION, "which rows; all if left out")
        .may(
            "set",
            new Shape.MapOf(EXPRESSION, 1),
            "by feature the value that it gets, made of the row as it is; nothing is set if left out")
        .must(
            "expect",
            TEXT,
            "positive or negative, the decision; 0.2..0.4, a range of the score; same, not-lower or"
                + " not-higher, what becomes of the score when something is set")
        .may("tolerance", NUMBER, "how far the score may go the wrong way; 0 if left out")
        .build();
  }
}
