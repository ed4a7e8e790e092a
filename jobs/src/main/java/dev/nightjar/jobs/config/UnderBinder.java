package dev.nightjar.jobs.config;

import dev.nightjar.probe.Probe;
import dev.nightjar.statistics.Gap;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import dev.nightjar.text.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what gates say of changed rows: {@code under} names a change that there is. */
final class UnderBinder {

  private final @Nullable List<Probe> probes;
  private final List<Problem> problems;

  /** Null changes: models were made elsewhere, and cannot be asked. */
  UnderBinder(@Nullable List<Probe> probes, List<Problem> problems) {
    this.probes = probes;
    this.problems = problems;
  }

  /** Whether the measure is of changed rows, and nothing else knows it. */
  static boolean knows(String measure) {
    return measure.equals(Measure.FLIPS);
  }

  /** The name of the gate's metric as the night's numbers have it. */
  String name(Section gate, String metric) {
    String under = gate.textOrNull("under");
    if (under == null) {
      if (knows(metric)) {
        problem(gate, "measure", "flips are of changed rows: say under which of robustness");
      }
      for (String reference : List.of("than", "over")) {
        if (gate.has(reference) && gate.text(reference).equals(Under.UNCHANGED)) {
          problem(
              gate, reference, "unchanged rows are compared with changed ones: say under which");
        }
      }
      return metric;
    }
    if (probes == null) {
      problem(gate, "under", "under asks models about changed rows, and these were made elsewhere");
    } else if (probe(under) == null) {
      List<String> known = probes.stream().map(Probe::name).toList();
      problem(
          gate,
          "under",
          "robustness has no %s%s%s"
              .formatted(
                  under,
                  Nearest.hint(under, known),
                  known.isEmpty() ? "" : " (known: " + String.join(", ", known) + ")"));
    } else if (gate.has("measure") && !knows(metric)) {
      problem(gate, "under", metric + " is not measured on changed rows: flips and metrics are");
    } else if (Gap.names().contains(metric)) {
      problem(gate, "under", "gaps are not measured on changed rows: " + metric + " is one");
    }
    return new Under(metric, under).name();
  }

  /** The test set of the change that the gate names; null when it names none. */
  @Nullable String testSet(Section gate) {
    Probe probe = gate.has("under") ? probe(gate.text("under")) : null;
    if (probe == null) {
      return null;
    }
    if (gate.has("on") && !gate.text("on").equals(probe.on())) {
      problem(
          gate,
          "on",
          "%s changes rows of %s, and not of %s"
              .formatted(probe.name(), probe.on(), gate.text("on")));
    }
    return probe.on();
  }

  private @Nullable Probe probe(String name) {
    List<Probe> known = probes;
    return known == null
        ? null
        : known.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  private void problem(Section gate, String key, String text) {
    problems.add(new Problem(gate.line(key), text));
  }
}
