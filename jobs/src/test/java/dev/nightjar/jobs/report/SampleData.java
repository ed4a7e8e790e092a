package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.decision.Decision;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A snapshot, a candidate and forty nights of history. */
final class SampleData {

  private SampleData() {}

  static Snapshot snapshot(LocalDate date) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 60; i > 0; i--) {
      LocalDate day = date.minusDays(i);
      segments.add(
          new Segment(
              day.toString(),
              Segment.Kind.DELTA,
              Digest.of(day.toString()),
              31_000 + i,
              702,
              Digest.of("rows" + day),
              day.atTime(5, 30),
              day.atTime(23, 45)));
    }
    LocalDate recent = date.minusDays(14);
    return new Snapshot(
        Digest.of("snapshot").hex(),
        "hflights",
        166,
        Instant.parse("2011-06-15T07:30:00Z"),
        "America/Chicago",
        new Expression("Date"),
        new Schema(List.of(new Column("Origin", ColumnType.TEXT))),
        segments,
        Map.of("2011-05-02", "retracted: file was cut in half"),
        new TimeRange(recent.minusDays(60).atStartOfDay(), recent.atStartOfDay()),
        Map.of(
            "recent",
            new TimeRange(recent.atStartOfDay(), date.atStartOfDay()),
            "fixed",
            january()),
        Map.of());
  }

  static TimeRange january() {
    return new TimeRange(
        LocalDate.of(2011, 1, 1).atStartOfDay(), LocalDate.of(2011, 2, 1).atStartOfDay());
  }

  static Candidate candidate(String model) {
    return new Candidate(
        model,
        Digest.of("artifact"),
        1_248_016,
        Digest.of("encoder"),
        Digest.of("fingerprint"),
        0.2415,
        Digest.of("snapshot").hex(),
        Digest.of("pipeline"),
        new CodeId("0.1.0", Digest.of("jar").hex(), "4dd3df5c0ffee", true),
        new TrainingSpec(
            "xgboost",
            Map.of("rounds", 200, "depth", 6, "learning_rate", 0.1),
            42,
            new Threshold.Maximise("f1")),
        Map.of("tribuo", "4.3.2", "xgboost4j", "3.0.4", "java", "17.0.13", "arch", "amd64"),
        january(),
        Digest.of("keys"),
        Digest.of("contents"),
        34_561,
        3_851,
        7_344,
        Map.of("auc", 0.7188, "f1", 0.4312),
        new Label("late", new Expression("ArrDelay >= 15"), null, Span.ofDays(1)));
  }

  static List<Decision.Night> history(LocalDate last, String outcome, double gain) {
    SplittableRandom random = new SplittableRandom(3);
    List<Decision.Night> nights = new ArrayList<>();
    double champion = 0.695;
    for (int i = 40; i > 0; i--) {
      LocalDate date = last.minusDays(i);
      if (i == 23 || i == 9) {
        String state = i == 23 ? "BLOCKED" : "FAILED";
        nights.add(new Decision.Night(date, "r" + i, "auc", "recent", null, null, state));
        continue;
      }
      double drift = 0.004 * Math.sin(i / 4.0);
      double candidate = champion + drift + (random.nextDouble() - 0.4) * 0.01;
      boolean better = candidate - champion - drift > 0.004;
      String said = better ? "PROMOTE" : i % 7 == 0 ? "INCONCLUSIVE" : "REJECT";
      nights.add(
          new Decision.Night(
              date,
              "r" + i,
              "auc",
              "recent",
              candidate,
              champion + drift,
              said,
              i < 15 ? "v11" : "v10"));
      if (better) {
        champion += 0.0022;
      }
    }
    boolean measured = !outcome.equals("BLOCKED") && !outcome.equals("FAILED");
    nights.add(
        new Decision.Night(
            last,
            "7f3a",
            "auc",
            "recent",
            measured ? 0.7121 + gain : null,
            measured ? 0.7121 : null,
            outcome,
            "v11"));
    return nights;
  }
}
