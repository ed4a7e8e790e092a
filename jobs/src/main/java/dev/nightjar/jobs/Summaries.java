package dev.nightjar.jobs;

import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a step, in a line. */
public final class Summaries {

  private Summaries() {}

  /** One line, or several where something needs attention. */
  public static String of(String step, StepOutput output) {
    if (output.outcome() instanceof Outcome.Fail fail) {
      return "✗ " + fail.message();
    }
    try {
      return switch (step) {
        case SnapshotStep.NAME ->
            output.outcome() instanceof Outcome.Block
                ? "✗ " + read(output, MissingDay.class).sentence()
                : snapshot(read(output, SnapshotOutput.class));
        case CheckStep.NAME -> check(read(output, CheckReport.class));
        case TrainStep.NAME -> train(read(output, Candidate.class));
        case EvaluateStep.NAME -> evaluate(read(output, Evaluation.class));
        case DecideStep.NAME -> String.valueOf(read(output, Decision.class).verdict());
        case PromoteStep.NAME -> promote(read(output, Promotion.class));
        default -> "";
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(StepOutput output, Class<T> type) throws IOException {
    return output.as(type);
  }

  private static String snapshot(SnapshotOutput s) {
    RowCounts c = s.counts();
    long out = c.unlabelled() + c.incomplete() + c.duplicates() + c.withoutReport();
    Snapshot.Labels labels = s.snapshot().labels();
    return String.format(
        Locale.ROOT,
        "%,d segments%s, %,d rows to train on%s%s",
        s.snapshot().read().size(),
        labels == null ? "" : " and %,d of labels".formatted(labels.segments().size()),
        s.training(),
        out == 0 ? "" : String.format(Locale.ROOT, " (%,d left out)", out),
        s.found().isEmpty() ? "" : "\n! " + String.join("\n! ", s.found()));
  }

  private static String check(CheckReport report) {
    List<String> lines = new ArrayList<>();
    long failed = report.results().size() - report.passed();
    lines.add(
        report.results().size()
            + " expectations: "
            + report.passed()
            + " passed"
            + (failed == 0 ? "" : ", " + failed + " failed"));
    for (ExpectationResult r : report.results()) {
      if (!r.success()) {
        lines.add((r.severity() == Severity.CRITICAL ? "✗ " : "! ") + r.sentence());
      }
    }
    return String.join("\n", lines);
  }

  private static String train(Candidate c) {
    return String.format(
        Locale.ROOT,
        "%s on %,d rows%s, model of %,d bytes",
        c.spec().trainer(),
        c.trainRows(),
        c.devRows() == 0 ? "" : String.format(Locale.ROOT, " and %,d dev rows", c.devRows()),
        c.artifactBytes());
  }

  private static String evaluate(Evaluation e) {
    List<String> models = new ArrayList<>();
    Map<String, String> rest = new LinkedHashMap<>(e.versions());
    for (String role : List.of("candidate", "champion", "baseline")) {
      String version = rest.remove(role);
      if (version != null) {
        models.add(named(role, version));
      }
    }
    rest.forEach((role, version) -> models.add(named(role, version)));
    long slices =
        e.measures().stream().map(m -> m.slice()).filter(s -> !s.isEmpty()).distinct().count();
    return String.join(", ", models)
        + " × "
        + e.testSets().size()
        + " test sets × "
        + slices
        + " slices";
  }

  private static String named(String role, String version) {
    return version.isEmpty() || version.equals(role) ? role : role + " " + version;
  }

  private static String promote(Promotion p) {
    String champion = p.championAfter() == null ? "no champion" : "champion " + p.championAfter();
    return p.outcome().name().toLowerCase(Locale.ROOT) + " " + p.version() + ", " + champion;
  }
}
