package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.drift.Drift;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Flips;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.ThresholdCurve;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An evaluation whose numbers hang together. */
final class SampleEvaluation {

  static final List<String> METRICS =
      List.of("accuracy", "auc", "log_loss", "brier", "ece", "precision", "recall", "f1", "mcc");

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final @Nullable String champion;
  private final String column;
  private final int slices;
  private final double gain;
  private final double error;

  SampleEvaluation(
      @Nullable String champion, String column, int slices, double gain, double error) {
    this.champion = champion;
    this.column = column;
    this.slices = slices;
    this.gain = gain;
    this.error = error;
  }

  Evaluation build() {
    for (String set : List.of("fixed", "recent")) {
      boolean recent = set.equals("recent");
      for (String metric : METRICS) {
        double d = recent && metric.equals("auc") ? gain : recent ? gain / 2 : -0.0002;
        scope(metric, set, "", d, recent ? error : 0.0039, 9_702);
        for (int i = 0; i < slices; i++) {
          double e = 0.006 + 0.02 * random.nextDouble();
          double shift = (random.nextDouble() - 0.42) * 0.03;
          scope(metric, set, slice(i), shift, e, Math.max(12, 3000 / (i + 1)));
        }
      }
      compare("log_loss", "majority", set, "", 0.031, 0.004, 9_702);
    }
    measures.add(
        new Measure("candidate", "model_bytes", "", "", 1_248_016, 1_248_016, 1_248_016, 1));
    Map<String, String> versions = new TreeMap<>();
    versions.put("candidate", "");
    if (champion != null) {
      versions.put("champion", champion);
      versions.put("baseline", "v1");
    }
    return new Evaluation(
        0.95,
        versions,
        List.of(set("fixed", null, 15_000), set("recent", "day", 9_702)),
        measures,
        comparisons,
        curves(),
        List.of(
            "the champion against itself differs by exactly 0",
            "the candidate with permuted scores is not promoted"),
        List.of(
            new Leakage.Finding(
                Leakage.Rule.FROZEN,
                "champion v1",
                "fixed",
                2,
                List.of(),
                false,
                "fixed test set fixed is not the one that champion v1 was judged on")),
        searches(),
        null,
        reuse(),
        List.of(),
        champion == null ? null : List.of(flips("fixed"), flips("recent")),
        thresholds(),
        drift(),
        SampleProbes.of(column, champion),
        latency());
  }

  private LatencyReport latency() {
    List<Measure> all = new ArrayList<>();
    List<Comparison> differences = new ArrayList<>();
    for (Latency latency : Latency.values()) {
      double slow = latency == Latency.P50 ? 0.0184 : 0.0932;
      all.add(
          new Measure(
              "candidate", latency.measure(), "", "", slow, slow - 0.001, slow + 0.002, 2000));
      if (champion != null) {
        all.add(new Measure("champion", latency.measure(), "", "", 0.0151, 0.0149, 0.0154, 2000));
        differences.add(
            new Comparison(
                latency.measure(),
                "champion",
                "",
                "",
                0.0151 - slow,
                0.0131 - slow,
                0.0162 - slow,
                0.95,
                Double.NaN,
                "bootstrap of rounds",
                2000));
      }
    }
    return new LatencyReport(
        0.95, "fixed", 2_000, 40, 2_000, Digest.of("timings"), all, differences);
  }

  private DriftReport drift() {
    List<Drift> all = new ArrayList<>();
    for (String set : List.of("fixed", "recent")) {
      boolean unit = set.equals("recent");
      for (int i = 0; i < 12; i++) {
        double psi = unit && i == 1 ? 0.31 : 0.002 * i;
        boolean number = i % 2 == 1;
        all.add(drift(set, i == 0 ? column : "column_" + i, false, psi, number));
      }
      all.add(drift(set, "score", true, 0.013, true));
    }
    return DriftReport.of(0.95, Digest.of("dev"), all);
  }

  private static Drift drift(String set, String name, boolean score, double psi, boolean number) {
    List<Drift.Distance> distances =
        new ArrayList<>(
            List.of(
                new Drift.Distance("psi", psi, psi / 2, psi * 1.5),
                new Drift.Distance("js", Math.sqrt(psi / 8), Math.sqrt(psi / 16), 0.2)));
    if (number) {
      distances.add(new Drift.Distance("ks", 0.08, 0.05, 0.11));
      distances.add(new Drift.Distance("wasserstein", Double.NaN, Double.NaN, Double.NaN));
    }
    return new Drift(
        set,
        name,
        score,
        score ? 3_612 : 32_711,
        9_702,
        32_711,
        set.equals("recent") ? 1_204.5 : 9_702,
        0.0004,
        psi > 0.3 ? 0.113 : 0,
        distances,
        0.0061,
        List.of(new Drift.Trial(number ? "ks" : "chi-square", 12.5, psi > 0.3 ? 1e-9 : 0.4)),
        Double.NaN);
  }

  private Flips flips(String set) {
    return new Flips(
        set,
        31,
        44,
        List.of(
            new Flips.Row(column + "=EV row 17", 1, 0.021, 0.874, 3.7284),
            new Flips.Row("2011-06-02 row 4,312", 0, 0.661, 0.182, 0.8808)),
        List.of(new Flips.Row("-5", 1, 0.913, 0.204, -1.4985)));
  }

  private List<SliceSearch> searches() {
    SliceSearch weak =
        new SliceSearch(
            "recent",
            SliceSearch.Kind.WEAK,
            null,
            4_880,
            4_822,
            49,
            3,
            0.9966,
            null,
            List.of(
                finding(
                    column + "=EV & scheduled_hour in [17, 19)",
                    0.094,
                    SliceSearch.Outcome.CONFIRMED),
                finding("Distance >= 1379", 0.012, SliceSearch.Outcome.NOT_CONFIRMED)));
    return champion == null
        ? List.of(weak)
        : List.of(
            new SliceSearch(
                "recent",
                SliceSearch.Kind.REGRESSION,
                null,
                4_880,
                4_822,
                49,
                3,
                0.9966,
                null,
                List.of(
                    finding(column + "=EV", 0.041, SliceSearch.Outcome.CONFIRMED),
                    finding(
                        "Dest=D7 & Distance in [224, 781)", 0.03, SliceSearch.Outcome.CONFIRMED),
                    finding("DayOfWeek=6", Double.NaN, SliceSearch.Outcome.TOO_SMALL))),
            weak,
            new SliceSearch(
                "fixed",
                SliceSearch.Kind.REGRESSION,
                null,
                7_512,
                7_488,
                76,
                3,
                0.95,
                null,
                List.of()));
  }

  private static SliceSearch.Finding finding(
      String slice, double worse, SliceSearch.Outcome outcome) {
    boolean sure = outcome == SliceSearch.Outcome.CONFIRMED;
    return new SliceSearch.Finding(
        slice,
        431,
        1.7,
        outcome == SliceSearch.Outcome.TOO_SMALL ? 12 : 412,
        0.19 + worse,
        0.19,
        -worse,
        -worse - 0.019,
        -worse + 0.019,
        sure ? 1e-6 : 0.2,
        sure ? 3e-5 : 1,
        outcome);
  }

  private static List<Reuse> reuse() {
    return List.of(
        new Reuse(
            "fixed",
            "hflights.2011-01-01.2011-01-31.3f9a0c5b7d21",
            131,
            0,
            new TestSet.Budget(365, 0.02, 0.05),
            240,
            new Reuse.Tightest("accuracy", 15_000, 16_120, 16_120),
            List.of("auc"),
            3,
            true,
            "fixed: decision 131 of the 240 that its rows bear, of 365 that it declares."),
        new Reuse(
            "recent",
            "hflights.last-14d.77aa0c5b7d21",
            131,
            0,
            null,
            0,
            null,
            List.of("auc", "recall"),
            0,
            false,
            "recent rolls with the nights: decision number 131."));
  }

  private String slice(int i) {
    String[] carriers = {"CO", "XE", "WN", "OO", "MQ", "US", "AA", "DL", "EV", "F9", "UA", "FL"};
    if (i < carriers.length) {
      return column + "=" + carriers[i];
    }
    return i == carriers.length
        ? "scheduled_hour >= 18"
        : i < 20 ? "DayOfWeek=" + (i - carriers.length) : "Dest=D" + i;
  }

  private void scope(String metric, String set, String slice, double d, double e, long n) {
    double value = 0.70 + (slice.isEmpty() ? 0.0121 : 0.08 * (random.nextDouble() - 0.5));
    double half = 0.9 / Math.sqrt((double) n);
    measures.add(measure("candidate", metric, set, slice, value + d, half, n));
    if (champion == null) {
      return;
    }
    measures.add(measure("champion", metric, set, slice, value, half, n));
    measures.add(measure("baseline", metric, set, slice, value - 0.014, half, n));
    compare(metric, "champion", set, slice, d, e, n);
    compare(metric, "baseline", set, slice, d + 0.014, e, n);
  }

  private static Measure measure(
      String model, String metric, String set, String slice, double v, double half, long n) {
    return new Measure(model, metric, set, slice, v, v - half, v + half, n);
  }

  private void compare(
      String metric, String against, String set, String slice, double d, double e, long n) {
    comparisons.add(
        new Comparison(
            metric, against, set, slice, d, d - e, d + e, 0.95, Math.min(1, e), "delong", n));
  }

  private static Evaluation.SetSummary set(String name, @Nullable String unit, long rows) {
    return new Evaluation.SetSummary(
        name,
        Objects.requireNonNull(SampleData.snapshot(Decisions.DATE).testSets().get(name)),
        rows,
        rows / 5,
        Digest.of(name),
        unit,
        unit == null ? rows : 14,
        Digest.of("keys" + name),
        Digest.of("scores" + name));
  }

  private List<ThresholdCurve> thresholds() {
    List<ThresholdCurve> out = new ArrayList<>();
    List<String> models =
        champion == null ? List.of("candidate") : List.of("candidate", "champion");
    for (String set : List.of("fixed", "recent")) {
      for (int m = 0; m < models.size(); m++) {
        List<ThresholdCurve.Point> points = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
          double at = 0.02 + 0.8 * Math.pow(i / 40.0, 1.5);
          double recall = 1 - Math.pow(i / 40.0, 1.6 - 0.3 * m);
          double precision = 0.2 + 0.6 * Math.pow(i / 40.0, 1.1 + 0.2 * m);
          double f1 = 2 * recall * precision / (recall + precision);
          points.add(
              new ThresholdCurve.Point(
                  at,
                  recall,
                  Math.max(0, recall - 0.02),
                  Math.min(1, recall + 0.02),
                  precision,
                  precision - 0.01 - i / 900.0,
                  precision + 0.01 + i / 900.0,
                  f1,
                  0.8));
        }
        out.add(new ThresholdCurve(models.get(m), set, 0.31 + 0.1 * m, points));
      }
    }
    return out;
  }

  private List<Evaluation.Curves> curves() {
    List<Evaluation.Curves> out = new ArrayList<>();
    List<String> models =
        champion == null ? List.of("candidate") : List.of("candidate", "champion", "baseline");
    for (String set : List.of("fixed", "recent")) {
      for (int m = 0; m < models.size(); m++) {
        List<Evaluation.Point> roc = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
          roc.add(new Evaluation.Point(i / 100.0, Math.pow(i / 100.0, 0.42 + 0.05 * m)));
        }
        List<Evaluation.Bin> bins = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          double p = 0.04 + i * 0.07;
          double share = p + (random.nextDouble() - 0.5) * 0.05;
          bins.add(new Evaluation.Bin(p, share, share - 0.03, share + 0.03, 970));
        }
        out.add(new Evaluation.Curves(models.get(m), set, roc, bins));
      }
    }
    return out;
  }
}
