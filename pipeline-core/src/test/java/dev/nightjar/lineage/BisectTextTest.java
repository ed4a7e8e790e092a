package dev.nightjar.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.lineage.BisectSearch.By;
import dev.nightjar.lineage.Bisection.Finding;
import dev.nightjar.lineage.Bisection.Placebo;
import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.statistics.Comparison;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BisectTextTest {

  private static final Comparison SEEN =
      new Comparison(
          "log_loss", "reference", "dev", "", 0.01, 0.004, 0.016, 0.95, 0.0061, "paired-t", 2400);

  private static Bisection of(Finding... findings) {
    return new Bisection(
        "parcels",
        LocalDate.of(2011, 5, 12),
        "r1",
        "s1",
        "parcels",
        By.ONE,
        List.of("bad", "good"),
        "the last",
        "log_loss",
        0.95,
        new Bisection.Jury(2400, 6000, true, "2,400 dev rows"),
        List.of(),
        List.of(),
        List.of(findings),
        Bisection.conclude(List.of(findings), 2));
  }

  private static Finding finding(@Nullable Standing standing) {
    return new Finding("bad", SEEN, standing, SEEN, true);
  }

  private static Standing among(String placebo) {
    return new Standing(
        List.of(
            new Placebo("old", 2000, -0.0002),
            new Placebo(placebo, 2000, 0.0001),
            new Placebo("older", 2000, -0.0001)),
        31.25,
        0.0005,
        0.001,
        0.0007);
  }

  @Test
  void theEvidenceIsToldOnATerminalAndOnAPage() {
    Bisection found = of(finding(among("oldest")));
    String terminal = String.join("\n", BisectText.lines(found));
    assertThat(terminal)
        .contains(
            "metric     log_loss, 95 % one-sided, for 2 suspects together",
            "✗ bad",
            "without it  +0.0100 [0.0040, 0.0160] (2,400 rows, p 0.0061)",
            "without another  −0.00020 to +0.00010 (3 deltas); more than +0.00070 stands out"
                + " (t 31.2, p 0.0010 for all suspects)",
            "The delta that hurt is bad.")
        .doesNotContain("lead", "hide");
    assertThat(BisectText.markdown(found))
        .contains(
            "| delta | without it | without another | none against it alone | hurts |",
            "| `bad` | +0.0100 [0.0040, 0.0160] (2,400 rows, p 0.0061) | −0.00020 to +0.00010");
  }

  @Test
  void whatTheEvidenceLacksIsSaid() {
    assertThat(String.join("\n", BisectText.lines(of(finding(null)))))
        .contains("too few deltas of its size to compare it with: this is a lead");
    assertThat(BisectText.markdown(of(finding(among("good")))))
        .contains("several that hurt may hide each other. Name fewer --suspects.");
    Finding sound = new Finding("good", SEEN, null, null, false);
    assertThat(String.join("\n", BisectText.lines(of(sound)))).doesNotContain("lead");
  }
}
