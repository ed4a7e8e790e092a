package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Expression;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.CaseResult;
import dev.nightjar.probe.CaseResult.Example;
import dev.nightjar.probe.Decides;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.Importances.Importance;
import dev.nightjar.probe.Missing;
import dev.nightjar.probe.Moves;
import dev.nightjar.probe.Noise;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.probe.ProbeResult;
import dev.nightjar.probe.ProbeResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of changed rows. */
final class SampleProbes {

  private SampleProbes() {}

  static ProbeReport of(String column, @Nullable String champion) {
    Probe noise =
        new Probe("noisy distance", "fixed", List.of("column_1"), 1, new Noise(0.1, false));
    Probe missing = new Probe("no carrier", "fixed", List.of(column), 0.3, new Missing());
    return new ProbeReport(
        0.95,
        List.of(
            new ProbeResult(
                noise,
                15_000,
                14_870,
                Outcome.MEASURED,
                "",
                Map.of(),
                Digest.of("noise"),
                measures("noisy distance", champion),
                comparisons("noisy distance", champion)),
            new ProbeResult(
                missing,
                15_000,
                0,
                Outcome.NOT_READ,
                "The candidate does not read " + column + ".",
                Map.of("candidate", List.of(column)),
                null,
                List.of(),
                List.of())),
        importance(column),
        cases(champion));
  }

  private static List<CaseResult> cases(@Nullable String champion) {
    Case later =
        new Case(
            "later is never better",
            "fixed",
            new Expression("distance > 0"),
            Map.of("delay", new Expression("delay + 30")),
            new Moves(true, 0.01));
    Case late =
        new Case(
            "very late is late",
            "fixed",
            new Expression("delay > 900"),
            Map.of(),
            new Decides(true));
    String name = "failures of later is never better";
    return List.of(
        new CaseResult(
            later,
            15_000,
            14_000,
            13_950,
            CaseResult.Outcome.MEASURED,
            "",
            Map.of(),
            Map.of(),
            Digest.of("later"),
            champion == null
                ? Map.of("candidate", 279L)
                : Map.of("candidate", 279L, "champion", 301L),
            champion == null ? null : 61L,
            List.of(measure("candidate", name, 0.02, 0.0021)),
            champion == null ? List.of() : List.of(comparison(name, "champion", 0.0016)),
            List.of(
                new Example("flight 17", 0.6123, 0.4871, champion == null ? null : true),
                new Example("flight 29", 0.8123, 0.7871, champion == null ? null : false))),
        new CaseResult(
            late,
            15_000,
            0,
            0,
            CaseResult.Outcome.NO_ROWS,
            "No row of fixed is where delay > 900.",
            Map.of(),
            Map.of(),
            null,
            Map.of(),
            null,
            List.of(),
            List.of(),
            List.of()));
  }

  private static List<Measure> measures(String change, @Nullable String champion) {
    List<Measure> all = new ArrayList<>();
    all.add(measure("candidate", "flips under " + change, 0.0312, 0.0021));
    all.add(measure("candidate", "auc under " + change, 0.741, 0.006));
    all.add(measure("unchanged", "auc under " + change, 0.7512, 0.006));
    if (champion != null) {
      all.add(measure("champion", "flips under " + change, 0.0204, 0.0018));
    }
    return all;
  }

  private static Measure measure(String model, String metric, double value, double half) {
    return new Measure(model, metric, "fixed", "", value, value - half, value + half, 15_000);
  }

  private static List<Comparison> comparisons(String change, @Nullable String champion) {
    List<Comparison> all = new ArrayList<>();
    all.add(comparison("auc under " + change, "unchanged", -0.0102));
    if (champion != null) {
      all.add(comparison("auc under " + change, "champion", -0.0013));
    }
    return all;
  }

  private static Comparison comparison(String metric, String against, double difference) {
    return new Comparison(
        metric,
        against,
        "fixed",
        "",
        difference,
        difference - 0.0031,
        difference + 0.0031,
        0.95,
        0.01,
        "delong",
        15_000);
  }

  private static Importances importance(String column) {
    List<Importance> all = new ArrayList<>();
    all.add(new Importance(column, 0.0412, 0.0391, 0.0433, 0.98));
    for (int i = 1; i < 24; i++) {
      all.add(new Importance("column_" + i, 0.02 / i, 0.019 / i, 0.021 / i, 0.9));
    }
    all.add(new Importance("column_24", 0, 0, 0, 0));
    return new Importances(
        "recent",
        "brier",
        0.1732,
        4_000,
        9_702,
        "day",
        Digest.of("permuted"),
        all,
        List.of("column_25"));
  }
}
