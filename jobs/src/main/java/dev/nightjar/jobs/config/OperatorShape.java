package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.HEAP;

import dev.nightjar.jobs.config.PipelineShape.Fields;
import dev.nightjar.run.OperatorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shape of {@code operators} in a pipeline file, and what it means. */
final class OperatorShape {

  private static final String NAME = "operator";
  private static final String DEFAULT = "default";

  /** All of them. */
  static final Shape OPERATORS = operators();

  private OperatorShape() {}

  private static Shape operators() {
    Map<String, Shape.Fields> kinds = new LinkedHashMap<>();
    kinds.put("in-process", kind("in-process").build());
    kinds.put(
        "child-process",
        kind("child-process")
            .may("heap", HEAP, "of its JVM; a quarter of the machine's memory if left out")
            .build());
    Shape operator =
        new Shape.Either(
            new Shape.Choice(List.copyOf(kinds.keySet())), new Shape.Variants(NAME, kinds));
    return new Fields()
        .may(DEFAULT, operator, "of every step that is not named; in-process if left out")
        .may("snapshot", operator, "freezes what is read")
        .may("check", operator, "asks the expectations")
        .may("train", operator, "trains the candidate")
        .may("evaluate", operator, "scores every model on every test set")
        .may("decide", operator, "lets the gates speak")
        .may("promote", operator, "writes into the registry")
        .build();
  }

  private static Fields kind(String name) {
    return new Fields().must(NAME, new Shape.Choice(List.of(name)), "how the step is executed");
  }

  /** What a file whose shape was checked says of the step. */
  static OperatorSpec bind(Section operators, String step) {
    String key = operators.has(step) ? step : DEFAULT;
    if (!operators.has(key)) {
      return OperatorSpec.IN_PROCESS;
    }
    if (!(operators.node().get(key) instanceof YamlNode.Mapping mapping)) {
      return new OperatorSpec(operators.text(key), Map.of());
    }
    Map<String, Object> parameters = new TreeMap<>();
    mapping
        .plain()
        .forEach(
            (name, value) -> {
              if (value != null && !name.equals(NAME)) {
                parameters.put(name, value);
              }
            });
    return new OperatorSpec(new Section(mapping).text(NAME), parameters);
  }
}
