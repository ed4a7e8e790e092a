package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.EXPRESSION;
import static dev.nightjar.jobs.config.Values.NUMBER;
import static dev.nightjar.jobs.config.Values.TEXT;
import static dev.nightjar.jobs.config.Values.whole;

import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.jobs.config.PipelineShape.Fields;
import dev.nightjar.model.Feature;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shape of {@code weak_slices} in a pipeline file, and what it means. */
final class SliceSearchShape {

  /** All of it. */
  static final Shape SHAPE =
      new Shape.Either(
          new Shape.Choice(List.of("off")),
          new Fields()
              .may("on", new Shape.OneOrMore(TEXT), "test sets; every one if left out")
              .may(
                  "columns",
                  new Shape.ListOf(EXPRESSION, 1),
                  "columns, or conditions, that a slice may name; slices and features if left out, or in a"
                      + " file of gates its slices, or all columns where it has none")
              .may("level", whole(1, 6), "most of them that one slice may name; 3 if left out")
              .may("support", NUMBER, "share of rows that a slice has at least; 1% if left out")
              .may("top", whole(1, 100), "how many are found and confirmed; 10 if left out")
              .build());

  private SliceSearchShape() {}

  /**
   * Of a file whose shape was checked.
   *
   * @param features columns that slices may name unless the file says otherwise, with {@code
   *     slices}
   */
  static SliceSearchSpec bind(
      Section file,
      List<String> sets,
      List<SliceSpec> slices,
      List<Feature> features,
      List<Problem> problems) {
    Section s = file.section("weak_slices");
    Set<SliceSpec> columns = new LinkedHashSet<>(slices);
    features.forEach(f -> columns.add(new SliceSpec.ByColumn(f.name())));
    if (s.has("columns")) {
      columns.clear();
      s.items("columns").forEach(item -> columns.add(PipelineBinder.slice(item)));
    }
    double support = s.number("support", SliceSearchSpec.SUPPORT);
    if (!(support > 0 && support <= 1)) {
      problems.add(
          new Problem(
              s.line("support"),
              "expected a share of rows above 0% and up to 100%, found " + s.text("support")));
      support = SliceSearchSpec.SUPPORT;
    }
    boolean off = file.node().get("weak_slices") instanceof YamlNode.Scalar;
    return new SliceSearchSpec(
        off ? List.of() : on(s, sets, problems),
        List.copyOf(columns),
        (int) s.whole("level", SliceSearchSpec.LEVEL),
        support,
        (int) s.whole("top", SliceSearchSpec.TOP));
  }

  private static List<String> on(Section s, List<String> sets, List<Problem> problems) {
    YamlNode on = s.node().get("on");
    if (on == null) {
      return sets;
    }
    TestSetNames known = new TestSetNames(sets, problems);
    List<String> named = new ArrayList<>();
    for (YamlNode item : on instanceof YamlNode.Sequence all ? all.items() : List.of(on)) {
      String name = ((YamlNode.Scalar) item).text();
      known.require(name, item.line());
      named.add(name);
    }
    return named;
  }
}
