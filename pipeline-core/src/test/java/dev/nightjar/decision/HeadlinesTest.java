package dev.nightjar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.gate.Evidence;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeadlinesTest {

  private static final PromotionPolicy POLICY =
      new PromotionPolicy(
          0.95,
          List.of(
              new Gate.NoWorse("auc", "champion", 0.01, "fixed", null, 0),
              new Gate.Improves("auc", "champion", 0.002, "recent", null, 0)),
          PromotionPolicy.First.HOLD);

  private static Comparison on(String set, String slice, double low, double high) {
    return new Comparison(
        "auc", "champion", set, slice, (low + high) / 2, low, high, 0.95, 0.5, "delong", 812);
  }

  @Test
  void detailsSayWhatWouldHaveChangedItAndWhereItIsWorse() {
    List<Comparison> seen =
        List.of(
            on("fixed", "", 0, 0.001),
            on("recent", "", -0.0008, 0.0014),
            on("recent", "Origin=IAH", 0.001, 0.003),
            on("recent", "Carrier=EV", -0.041, -0.001),
            on("recent", "Carrier=CO", -0.004, 0.002));
    Judgement j =
        Gates.judge(POLICY, new Evidence("v11", null, List.of(), seen, List.of(), Set.of()));
    List<String> details = Headlines.details(POLICY, j, seen);
    assertThat(details.get(0))
        .startsWith("It would pass only as no_worse, with a margin of 0.0008.");
    assertThat(details.get(0)).endsWith("a true gain of 0.0037 passes on 80 % of nights.");
    assertThat(details.get(1)).isEqualTo("1 of 2 gates passed.");
    assertThat(details.get(2))
        .isEqualTo(
            "AUC on recent: better on 1 slice, worse on 2 (on 1 the whole interval is below zero);"
                + " worst: Carrier=EV, −0.021 [−0.041, −0.001], n 812.");
  }

  @Test
  void aReportLeadsWithWhatHasToImprove() {
    assertThat(Leading.of(POLICY)).isEqualTo(new Leading("auc", "recent"));
  }

  @Test
  void aBlockedNightSaysWhatFailed() {
    CheckReport check =
        new CheckReport(
            false,
            10,
            List.of(
                failed(Severity.WARNING, "late by a day"),
                failed(Severity.CRITICAL, "Dest is null in 31.0 % of rows"),
                failed(Severity.CRITICAL, "Origin has 4 unknown values")));
    assertThat(Headlines.blocked(check))
        .isEqualTo(
            "Blocked before training: 2 critical expectations failed."
                + " Dest is null in 31.0 % of rows.");
  }

  @Test
  void aBlockedNightNamesTheSegmentsOfTheBadRowsNotTheNewest() {
    ExpectationResult bad =
        new ExpectationResult(
            false,
            "expect_something",
            Map.of(),
            Severity.CRITICAL,
            Map.of(
                ExpectationResult.PLACES,
                List.of(
                    Map.of("segment", "2011-06-03", "row", 7),
                    Map.of("segment", "2011-06-03", "row", 9))),
            null,
            "Dest is null in 2 rows");
    assertThat(Headlines.blockedDetails(new CheckReport(false, 10, List.of(bad)), june()).get(0))
        .isEqualTo(
            "If the data of 2011-06-03 are broken, leave them out: `nightjar dataset retract flights"
                + " 2011-06-03 --reason …`, then run the night again.");
    CheckReport nowhere =
        new CheckReport(false, 10, List.of(failed(Severity.CRITICAL, "too few rows")));
    assertThat(Headlines.blockedDetails(nowhere, june()).get(0)).contains("the data of 2011-06-14");
  }

  private static Snapshot june() {
    LocalDateTime day = LocalDateTime.of(2011, 6, 14, 0, 0);
    Segment newest =
        new Segment(
            "2011-06-14",
            Segment.Kind.DELTA,
            Digest.of("bytes"),
            100,
            10,
            Digest.of("rows"),
            day,
            day);
    return new Snapshot(
        "id",
        "flights",
        1,
        Instant.parse("2011-06-15T07:30:00Z"),
        "UTC",
        new Expression("day"),
        new Schema(List.of(new Column("day", ColumnType.DATE))),
        List.of(newest),
        Map.of(),
        new TimeRange(day.minusDays(9), day),
        Map.of(),
        Map.of());
  }

  private static ExpectationResult failed(Severity severity, String sentence) {
    return new ExpectationResult(
        false, "expect_something", Map.of(), severity, Map.of(), null, sentence);
  }
}
