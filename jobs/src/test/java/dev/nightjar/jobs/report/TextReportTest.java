package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.decision.Decision;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private static String text(Decision d, int width) {
    return TextReport.render(
        d, d.verdict() == null ? null : Decisions.promotion(d), new Terminal(width, false));
  }

  @Test
  void theNightOfTheSketch() {
    assertThat(text(Decisions.rejected(), 100))
        .startsWith(
            """
            flight-delays · 2011-06-15 · run 7f3a

              snapshot   60 segments, 42,120 rows, 1 left out
              check      4 expectations: 3 passed, 1 warning
                         ! Distance between 50 and 5000: 0.2 % outside (73 rows; 0.1 % allowed)
              train      xgboost, 34,561 rows
              evaluate   candidate, champion v11, baseline v1 × 2 test sets × 31 slices
              decide     ✗ REJECT

              Not promoted: AUC on recent rose by 0.0003 [−0.0008, 0.0014] over v11; it had to rise by 0.002
                            (95 %).
                            It would pass only as no_worse, with a margin of 0.0008.""")
        .contains(
            "  ✗ improves auc over champion on recent: +0.0003 [−0.0008, 0.0014], needed > +0.002, failed")
        .contains(
            "per UniqueCarrier: 12 slices: 10 passed, 2 too few rows,\n    needed each ≥ −0.05")
        .contains("  champion   stays v11");
  }

  @Test
  void linesFitTheTerminal() {
    for (Decision d : Pages.all().values()) {
      if (d.pipeline().equals("flight-delays")) {
        for (int width : new int[] {40, 60, 80, 200}) {
          assertThat(text(d, width).lines().mapToInt(String::length).max().orElse(0))
              .isLessThanOrEqualTo(Math.max(width, 58));
        }
      }
    }
  }

  @Test
  void aBlockedNightSaysHowToGoOn() {
    assertThat(text(Decisions.blocked(), 120).replaceAll("\\s+", " "))
        .contains("Blocked before training: 2 critical expectations failed.")
        .contains("nightjar dataset retract hflights 2011-06-14 --reason …");
  }

  @Test
  void colourIsOnlyColour() {
    Decision d = Decisions.promoted();
    String coloured = TextReport.render(d, null, new Terminal(90, true));
    assertThat(coloured).contains("\u001B[1;32m✓ PROMOTE\u001B[0m");
    assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", ""))
        .isEqualTo(TextReport.render(d, null, new Terminal(90, false)));
  }

  @Test
  void nothingFromOutsideSteersTheTerminal() {
    assertThat(text(Decisions.hostile("a\u001B[2Jb\r\nc\u202E"), 90))
        .doesNotContain("\u001B")
        .doesNotContain("\r")
        .doesNotContain("\u202E");
  }
}
