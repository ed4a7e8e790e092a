package dev.nightjar.jobs.config;

import dev.nightjar.probe.Case;
import dev.nightjar.statistics.Failures;
import dev.nightjar.text.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what gates say of cases: failures are {@code of} one that there is. */
final class FailureBinder {

  private final @Nullable List<Case> cases;
  private final List<Problem> problems;

  /** Null cases: models were made elsewhere, and cannot be asked. */
  FailureBinder(@Nullable List<Case> cases, List<Problem> problems) {
    this.cases = cases;
    this.problems = problems;
  }

  /** Whether the measure is of a case, and nothing else knows it. */
  static boolean knows(String measure) {
    return measure.equals(Failures.MEASURE);
  }

  /** The name of the gate's metric as the night's numbers have it. */
  String name(String kind, Section gate, String metric) {
    if (!metric.equals(Failures.MEASURE)) {
      if (gate.has("of")) {
        problem(
            gate, "of", "of is of failures: say {measure: failures, of: " + gate.text("of") + "}");
      }
      return metric;
    }
    if (gate.has("metric")) {
      problem(gate, "metric", "failures are a measure and no metric");
    }
    if (gate.has("per")) {
      problem(gate, "per", "a case is not cut by slices: say in its where which rows are meant");
    }
    if (kind.equals("at_most") && !(gate.number("value", 1) > 0)) {
      problem(
          gate,
          "value",
          "no number of rows proves that none fails: give a share above 0, such as 1%");
    }
    String of = gate.textOrNull("of");
    if (of == null) {
      problem(gate, "measure", "failures are of one of cases: say of which");
      return metric;
    }
    if (cases == null) {
      problem(gate, "of", "cases ask models about rows, and these were made elsewhere");
    } else if (one(of) == null) {
      List<String> known = cases.stream().map(Case::name).toList();
      problem(
          gate,
          "of",
          "cases has no %s%s%s"
              .formatted(
                  of,
                  Nearest.hint(of, known),
                  known.isEmpty() ? "" : " (known: " + String.join(", ", known) + ")"));
    }
    return new Failures(of).name();
  }

  /** How many rows it takes: of failures any number, as their interval is exact. */
  long minN(String metric, long otherwise) {
    return Failures.named(metric) == null ? otherwise : 1;
  }

  /** The test set of the case that the gate names; null when it names none. */
  @Nullable String testSet(Section gate) {
    Case asked = gate.has("of") ? one(gate.text("of")) : null;
    if (asked == null) {
      return null;
    }
    if (gate.has("on") && !gate.text("on").equals(asked.on())) {
      problem(
          gate,
          "on",
          "%s is about rows of %s, and not of %s"
              .formatted(asked.name(), asked.on(), gate.text("on")));
    }
    return asked.on();
  }

  private @Nullable Case one(String name) {
    List<Case> known = cases;
    return known == null
        ? null
        : known.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
  }

  private void problem(Section gate, String key, String text) {
    problems.add(new Problem(gate.line(key), text));
  }
}
