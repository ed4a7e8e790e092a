package dev.nightjar.jobs.config;

import dev.nightjar.model.Feature;
import dev.nightjar.probe.Change;
import dev.nightjar.probe.Missing;
import dev.nightjar.probe.Noise;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.Unit;
import dev.nightjar.probe.Unseen;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the changes of test rows: each names features and a test set that are there. */
final class RobustnessBinder {

  /** Keys that are of one kind of change alone. */
  private static final Map<String, String> OF_KIND =
      Map.of("size", "noise", "amount", "noise", "factor", "unit", "offset", "unit");

  private final TestSetNames testSets;
  private final List<Feature> features;
  private final List<Problem> problems;

  RobustnessBinder(List<String> testSets, List<Feature> features, List<Problem> problems) {
    this.testSets = new TestSetNames(testSets, problems);
    this.features = features;
    this.problems = problems;
  }

  /** Null when the file asks for none. */
  @Nullable List<Probe> bind(Section file) {
    Section all = file.section("robustness");
    List<Probe> probes = new ArrayList<>();
    for (String name : all.node().entries().keySet()) {
      Section s = all.section(name);
      String on = testSets.on(s, all.line(name));
      Change change = change(s, name);
      List<String> columns = columns(s);
      if (on != null && change != null && !columns.isEmpty()) {
        try {
          probes.add(new Probe(name, on, columns, s.number("share", 1), change));
        } catch (IllegalArgumentException e) {
          problem(
              s.has("share") ? s.line("share") : all.line(name), String.valueOf(e.getMessage()));
        }
      }
    }
    return probes.isEmpty() ? null : List.copyOf(probes);
  }

  private @Nullable Change change(Section s, String name) {
    String kind = s.text("change");
    OF_KIND.forEach(
        (key, of) -> {
          if (s.has(key) && !kind.equals(of)) {
            problem(s.line(key), "%s is of %s, and %s is %s".formatted(key, of, name, kind));
          }
        });
    try {
      return switch (kind) {
        case "noise" -> noise(s);
        case "unit" -> new Unit(s.number("factor", 1), s.number("offset", 0));
        case "missing" -> new Missing();
        default -> new Unseen();
      };
    } catch (IllegalArgumentException e) {
      problem(s.line("change"), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static Noise noise(Section s) {
    if (s.has("size") == s.has("amount")) {
      throw new IllegalArgumentException(
          "noise needs a size, in standard deviations of the column, or an amount");
    }
    boolean absolute = s.has("amount");
    return new Noise(s.number(absolute ? "amount" : "size", 0), absolute);
  }

  private List<String> columns(Section s) {
    String kind = s.text("change");
    List<String> known = features.stream().map(Feature::name).toList();
    List<String> columns = new ArrayList<>();
    YamlNode written = s.node().get("columns");
    for (YamlNode item :
        written instanceof YamlNode.Sequence all ? all.items() : List.of(written)) {
      String column = ((YamlNode.Scalar) item).text();
      if (!known.contains(column)) {
        problem(
            item.line(),
            "what the models see is changed, and features.use has no %s%s (known: %s)"
                .formatted(column, Nearest.hint(column, known), String.join(", ", known)));
      } else if (!suits(kind, column)) {
        problem(
            item.line(),
            "%s is a %s, of which there is no %s"
                .formatted(
                    column,
                    kind.equals("unseen") ? "number" : "category",
                    kind.equals("unseen") ? "category never seen" : kind));
      } else if (columns.contains(column)) {
        problem(item.line(), "column " + column + " stands twice");
      } else {
        columns.add(column);
      }
    }
    return columns;
  }

  /** As far as the file tells what columns hold. */
  private boolean suits(String kind, String column) {
    Feature.Kind of =
        features.stream()
            .filter(f -> f.name().equals(column))
            .map(Feature::kind)
            .findFirst()
            .orElse(Feature.Kind.INFERRED);
    return switch (kind) {
      case "noise", "unit" -> of != Feature.Kind.CATEGORICAL;
      case "unseen" -> of != Feature.Kind.NUMERIC;
      default -> true;
    };
  }

  private void problem(int line, String text) {
    problems.add(new Problem(line, text));
  }
}
