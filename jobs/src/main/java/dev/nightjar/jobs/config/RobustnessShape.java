package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.NUMBER;
import static dev.nightjar.jobs.config.Values.TEXT;

import dev.nightjar.jobs.config.PipelineShape.Fields;
import java.util.List;

/** The shape of {@code robustness} in a pipeline file. */
final class RobustnessShape {

  /** By name of the change. */
  static final Shape SHAPE = new Shape.MapOf(change(), 1);

  private RobustnessShape() {}

  private static Shape change() {
    return new Fields()
        .must(
            "change",
            new Shape.Choice(List.of("noise", "missing", "unit", "unseen")),
            "what happens to values: noise is added, they are not there, they come in another unit,"
                + " or are a category never seen")
        .must("columns", new Shape.OneOrMore(TEXT), "features that change, in the same rows")
        .may("on", TEXT, "the test set; may be left out when there is one")
        .may("share", NUMBER, "of the rows that change; all if left out")
        .may("size", NUMBER, "of noise, in standard deviations of the column on the test set")
        .may("amount", NUMBER, "of noise, as it is: in place of size")
        .may("factor", NUMBER, "of another unit; 1 if left out")
        .may("offset", NUMBER, "of another unit, added after the factor; 0 if left out")
        .build();
  }
}
