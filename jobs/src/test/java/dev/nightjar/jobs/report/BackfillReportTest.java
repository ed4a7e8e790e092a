package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.report.BackfillReport.Entry;
import dev.nightjar.statistics.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackfillReportTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final String EVIL = "<script>alert(1)</script> | \u001b[31m";

  static BackfillReport report(boolean promotes) {
    return new BackfillReport(
        7,
        "deliveries",
        "2026-03-02 to 2026-03-06",
        promotes,
        "FAILED",
        "1 night failed",
        "carol@" + EVIL,
        Instant.parse("2026-03-20T10:00:00Z"),
        List.of(
            judged(0, "PROMOTE", 0.71, 0.70, "v2"),
            judged(1, "REJECT", 0.69, 0.71, "v2"),
            judged(2, "INCONCLUSIVE", 0.715, 0.71, "v2"),
            new Entry(
                FIRST.plusDays(3),
                Instant.parse("2026-03-05T02:30:00Z"),
                "0a1b2c3d",
                "BLOCKED",
                "Blocked before training: " + EVIL,
                null,
                null,
                null,
                null,
                null,
                "v2"),
            new Entry(
                FIRST.plusDays(4),
                Instant.parse("2026-03-06T02:30:00Z"),
                null,
                "SKIPPED",
                "calendar us-holidays",
                null,
                null,
                null,
                null,
                null,
                "v2")));
  }

  private static Entry judged(
      int day, String outcome, double candidate, double champion, @Nullable String after) {
    return new Entry(
        FIRST.plusDays(day),
        Instant.parse("2026-03-02T02:30:00Z").plusSeconds(86_400L * day),
        "0a1b2c3" + day,
        outcome,
        "AUC on recent rose by " + day,
        "auc",
        "recent",
        measure("candidate", candidate),
        measure("champion", champion),
        "v" + (day + 2),
        after);
  }

  private static Measure measure(String model, double value) {
    return new Measure(model, "auc", "recent", "", value, value - 0.01, value + 0.01, 1200);
  }

  @Test
  void thePageHasEachNightAndNothingFromOutsideInItsMarkup() {
    String page = BackfillPage.render(report(false));
    assertThat(page)
        .contains("Content-Security-Policy", "default-src 'none'", "champion that would have been")
        .contains("2026-03-05", "0.710", "1200", "<svg", "1 PROMOTE, 1 REJECT, 1 INCONCLUSIVE")
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "\u001b", "http://", "https://");
  }

  @Test
  void aPromotingBackfillSaysWhoWasChampion() {
    assertThat(BackfillPage.render(report(true)))
        .contains("champion after", "its nights promote")
        .doesNotContain("would have been");
  }

  @Test
  void markdownIsATableThatNoTextLeaves() {
    String markdown = BackfillText.markdown(report(false));
    assertThat(markdown)
        .contains(
            "| 2026-03-02 | AUC on recent | 0.710 \\[0.700, 0.720\\] |", "✓ PROMOTE", "■ BLOCKED")
        .doesNotContain("<script", "\u001b");
    assertThat(markdown.lines().filter(l -> l.startsWith("| 2026"))).hasSize(5);
  }

  @Test
  void theTerminalHasALineForEachNightAndTheChampionAtTheEnd() {
    String text = BackfillText.render(report(false), new Terminal(100, false));
    assertThat(text)
        .contains("deliveries · backfill 7", "2026-03-03  ✗ REJECT", "calendar us-holidays")
        .contains("v2 would have been; the real one stays", "1 night failed")
        .doesNotContain("\u001b");
  }

  @Test
  void aBackfillOfWhichNothingRanYetIsAReportToo() {
    BackfillReport whole = report(false);
    BackfillReport none =
        new BackfillReport(
            8, "p", "x", false, "RUNNING", "", "carol", whole.createdAt(), List.of());
    assertThat(BackfillPage.render(none)).contains("RUNNING").doesNotContain("<svg");
    assertThat(BackfillText.markdown(none)).contains("RUNNING");
    assertThat(BackfillText.render(none, new Terminal(80, false))).contains("RUNNING");
  }
}
