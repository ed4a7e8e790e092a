package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.decision.Decision;
import dev.nightjar.gate.GateResult.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private static String page(Decision d) {
    return HtmlReport.render(d, d.verdict() == null ? null : Decisions.promotion(d));
  }

  @Test
  void thePageNeedsNothingButItself() {
    String html = page(Decisions.promoted());
    assertThat(html).doesNotContain("http:").doesNotContain("https:").doesNotContain("<script");
    assertThat(html).doesNotContain("url(").doesNotContain("@import").doesNotContain(" style=");
    assertThat(html).contains("default-src 'none'").contains("<html lang=\"en\">");
    assertThat(html).contains("<main>").contains("<header>").contains("<footer>");
  }

  @Test
  void theStyleIsTheOneThatThePolicyAllows() throws Exception {
    String html = page(Decisions.rejected());
    Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(html);
    assertThat(style.find()).isTrue();
    byte[] sha =
        java.security.MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(html).contains("sha256-" + java.util.Base64.getEncoder().encodeToString(sha));
  }

  @Test
  void theFirstScreenSaysWhatAndWhy() {
    String html = page(Decisions.rejected());
    assertThat(html)
        .containsSubsequence(
            "<h1>flight-delays</h1>",
            "15 June 2011",
            "REJECT",
            "champion stays v11",
            "AUC on recent rose by 0.0003 [−0.0008, 0.0014] over v11",
            "improves auc over champion on recent",
            "+0.0003 [−0.0008, 0.0014]",
            "&gt; +0.002",
            "9,702",
            "failed",
            "With this many rows a true gain of 0.0037 passes on 80 % of nights.",
            "What would have changed it",
            "Where it is better, where worse",
            "Slices that were searched for",
            "at most 5 % is expected to be chance",
            "Worse than the champion on recent",
            "2 of 3 slices found on 4,880 rows are confirmed on 4,822 others. Intervals of 99.32 %.",
            "UniqueCarrier=EV",
            "−0.041 [−0.060, −0.022]",
            "1 slice found and not confirmed",
            "too few rows",
            "Worse than the champion on fixed",
            "No slice stands out on 7,512 rows",
            "Can the data be trusted",
            "How to reproduce it",
            "nightjar run flight-delays.yaml --date 2011-06-15");
  }

  @Test
  void underTheHistoryStandsWhatTheChampionLoses() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "over the nights", "The champion v11 ", ": AUC on recent ", "in 30 days, over ");
  }

  @Test
  void driftIsToldTheWorstFirst() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "Can the data be trusted",
            "<h2>Drift</h2>",
            "intervals of 90 %",
            "over all 26 rows of these tables",
            "on fixed: none of 13 columns drifted",
            "32,711 training rows, 3,612 dev rows; 9,702 rows of the set.",
            "column_11",
            "3 more columns",
            "on recent: 1 of 13 columns drifted",
            "which come by day and count for fewer; tests exchange whole days",
            "column_1",
            "0.310 [0.155, 0.465]",
            "0.006",
            "0.080 [0.050, 0.110]",
            "0.04 % → 11.3 %",
            "&lt;\u00a00.001",
            "drifted",
            "column_11",
            "the candidate’s scores",
            "Ranking and calibration");
  }

  @Test
  void changedRowsAndWhatScoresRestOnAreTold() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "Rows that flipped",
            "<h2>Robustness</h2>",
            "Intervals of 90 %",
            "noisy distance on fixed",
            "0.0312 [0.0291, 0.0333]",
            "0.0204 [0.0186, 0.0222]",
            "↳ AUC",
            "0.7512 [0.7452, 0.7572]",
            "−0.0102 [−0.0133, −0.0071]",
            "−0.0013 [−0.0044, 0.0018]",
            "no carrier on fixed",
            "not measured",
            "noisy distance: column_1 noise of 0.1 standard deviations; 14,870 of 15,000 rows have"
                + " another value.",
            "missing in 30 % of the rows; not measured. The candidate does not read ",
            "<h2>Cases</h2>",
            "later is never better on fixed",
            "13,950",
            "0.0200 [0.0179, 0.0221]",
            "+0.0016 [−0.0015, 0.0047]",
            "61",
            "very late is late on fixed",
            "not measured",
            "later is never better: where distance &gt; 0, with delay = delay + 30: a score that is no"
                + " lower by more than 0.01. Fails on 279 of 13,950 rows: flight 17 (0.6123 →"
                + " 0.4871, new), flight 29 (0.8123 → 0.7871), …",
            "Not measured. No row of fixed is where delay &gt; 900.",
            "The models",
            "What the candidate’s scores rest on",
            "Brier score (0.1732)",
            "by day. On 4,000 rows of recent, drawn from 9,702.",
            "+0.0412 [0.0391, 0.0433]",
            "98 %",
            "column_19",
            "5 more columns, each worth less than these, are in the JSON. Not read, for there was one"
                + " value in the training rows: column_25.");
    assertThat(page(Decisions.rejected())).doesNotContain("<td class=\"name\"><span>column_20<");
  }

  @Test
  void howLongModelsTakeIsComparedWithinTheNight() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "<h2>Latency</h2>",
            "Each model was asked about 2,000 rows of fixed one at a time",
            "40 rounds; intervals of 90 %",
            "median latency in ms",
            "p99 latency in ms",
            "candidate",
            "0.0184 [0.0174, 0.0204]",
            "champion",
            "0.01510 [0.01490, 0.01540]",
            "−0.0033 [−0.0053, −0.0022]");
    assertThat(page(Decisions.blocked())).doesNotContain("<h2>Latency</h2>");
  }

  @Test
  void rowsThatFlippedAreToldTheWorstFirst() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "Rows that flipped",
            "nightjar report flight-delays --date 2011-06-15 --flips flips.csv",
            "on fixed: 31 rows became worse, 44 better",
            "Became worse: the champion is right; the first 2 of 31",
            "UniqueCarrier=EV row 17",
            "0.021",
            "0.874",
            "+3.728",
            "Became better: the candidate is right; the first 1 of 44",
            "−1.498");
    assertThat(page(Decisions.firstNight())).doesNotContain("Rows that flipped");
  }

  @Test
  void besidesTheCalibrationItSaysWhatTheBrierScoreIsMadeOf() {
    assertThat(page(Decisions.rejected()))
        .containsSubsequence(
            "Ranking and calibration",
            "What the Brier score is made of",
            "reliability",
            "candidate",
            "9,700",
            "champion",
            "How to reproduce it");
  }

  @Test
  void otherThresholdsAreDrawnWithTheFrozenOnes() {
    String html = page(Decisions.rejected());
    assertThat(html)
        .containsSubsequence(
            "Ranking and calibration",
            "With another threshold on fixed",
            "Recall by threshold",
            "class=\"band candidate\"",
            "class=\"band champion\"",
            "candidate frozen at 0.310",
            "champion frozen at 0.410",
            "Precision by threshold",
            "F1 by threshold",
            "intervals of 90 %; F1 has none",
            "candidate: from 0.310 (frozen) recall is",
            "With another threshold on recent",
            "intervals of 90 %, for rows that come by day");
    assertThat(page(Decisions.firstNight()))
        .contains("candidate frozen at 0.310")
        .doesNotContain("champion frozen at");
  }

  @Test
  void everyKindOfNightSaysItsOutcome() {
    assertThat(page(Decisions.promoted())).contains("PROMOTE").contains("champion v11 → v12");
    assertThat(page(Decisions.inconclusive())).contains("INCONCLUSIVE");
    assertThat(page(Decisions.firstNight())).contains("first champion v12");
    assertThat(page(Decisions.failed())).contains("FAILED").contains("one class only");
    assertThat(page(Decisions.blocked()))
        .contains("BLOCKED")
        .contains("<code>nightjar dataset retract hflights 2011-06-14 --reason …</code>")
        .contains("“&lt;b&gt;IAH&lt;/b&gt;”")
        .contains("there is no column TaxiOut");
  }

  @Test
  void textFromOutsideStaysText() {
    String html = page(Decisions.hostile(Pages.HOSTILE));
    assertThat(html).doesNotContain("<script").doesNotContain("<img").doesNotContain("onerror=\"");
    assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(page(Decisions.hostile("a\u202Eb\u0000\uD800c"))).contains("a�b��c");
  }

  @Test
  void everythingThatIsOpenedIsClosed() {
    for (Map.Entry<String, Decision> e : Pages.all().entrySet()) {
      java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>();
      String html = page(e.getValue()).replaceAll("(?s)<style>.*?</style>", "");
      Matcher tag = Pattern.compile("<(/?)([a-z0-9]+)([^>]*)>").matcher(html);
      while (tag.find()) {
        String name = tag.group(2);
        if (name.equals("meta") || tag.group(3).endsWith("/")) {
          continue;
        }
        if (tag.group(1).isEmpty()) {
          open.push(name);
        } else {
          assertThat(open.pop()).as(e.getKey() + " at " + tag.start()).isEqualTo(name);
        }
      }
      assertThat(open).as(e.getKey()).isEmpty();
      assertThat(html).as(e.getKey()).doesNotContain("NaN").doesNotContain(">null<");
    }
  }

  @Test
  void fiveHundredSlicesStaySmall() {
    String html = page(Decisions.slices(500));
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(html).contains("<details");
  }

  @Test
  void thousandsOfGatesStaySmallToo() {
    Decision d = Decisions.gated(500);
    assertThat(d.gates().size()).isGreaterThan(8_000);
    String html = page(d);
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(html).contains(" more, which the JSON report has.");
    assertThat(d.gates())
        .filteredOn(r -> r.outcome() == Outcome.FAILED)
        .isNotEmpty()
        .allSatisfy(r -> assertThat(html).contains(Html.escape(r.sentence())));
  }

  @Test
  void theSameDecisionIsTheSamePage() {
    assertThat(page(Decisions.promoted())).isEqualTo(page(Decisions.promoted()));
  }
}
