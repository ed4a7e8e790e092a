package dev.nightjar.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TestSet.Budget;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReuseBudgetTest {

  private static final Budget YEAR = new Budget(365, 0.02, 0.05);
  private static final TestSet FIXED = set(YEAR);

  private static TestSet set(Budget budget) {
    LocalDate day = LocalDate.of(2025, 1, 1);
    return new TestSet("fixed", new TestSet.Fixed(day, day.plusDays(30)), 0, null, budget);
  }

  private static Use use(String model, String design, int moving, int fixed) {
    return new Use(model, "run", Instant.EPOCH, Digest.of(design), moving, fixed, 0.1);
  }

  private static ReuseState seen(int decisions) {
    ReuseState state = ReuseState.empty();
    for (int i = 0; i < decisions; i++) {
      state = state.after(use("m", "a", 1, 0));
    }
    return state;
  }

  private static Reuse reuse(ReuseState state, int rows) {
    Gated accuracy = new Gated.Decided("accuracy", "", rows, rows / 10);
    return Reuse.of(FIXED, "id", "m", state, List.of(accuracy), List.of("auc"), rows);
  }

  @Test
  void aYearOfOneMetricTakesSomeThousandsOfLabels() {
    Reuse.Tightest tightest = Objects.requireNonNull(reuse(seen(1), 10_000).tightest());
    // ln(365 * 366 / 2) = 11.1, and what is known of a disagreement of 10 % of 10,000 rows.
    assertThat(tightest.needed()).isBetween(8_243L, 9_999L);
    assertThat(tightest.fresh()).isEqualTo(tightest.needed());
    assertThat(reuse(seen(1), 10_000).allowed()).isEqualTo(365);
  }

  @Test
  void fewerRowsBearFewerNights() {
    Reuse first = reuse(seen(1), 7_000);
    assertThat(first.allowed()).isBetween(10, 200);
    assertThat(first.warning()).isTrue();
    assertThat(first.isSpent()).isFalse();
    assertThat(first.sentence())
        .startsWith("fixed: decision 1 of the " + first.allowed() + " that its rows bear, of 365")
        .contains("accuracy has 7,000 rows, and needs ", "a new set of ", "serves 365 nights")
        .contains("within 0.02 of the truth, all nights together, with 95 % certainty")
        .contains("No bound is known for auc, which is not counted.");
    Reuse last = reuse(seen(first.allowed()), 7_000);
    assertThat(last.isSpent()).isFalse();
    Reuse over = reuse(seen(first.allowed() + 1), 7_000);
    assertThat(over.isSpent()).isTrue();
    assertThat(over.sentence()).contains("; it is spent;").doesNotContain("within 0.02");
  }

  @Test
  void whatIsDeclaredIsNotExceeded() {
    Reuse over = reuse(seen(366), 1_000_000);
    assertThat(over.allowed()).isEqualTo(365);
    assertThat(over.isSpent()).isTrue();
    assertThat(over.sentence())
        .startsWith("fixed: decision 366 of 365 that it declares; its budget is spent; a new set");
    assertThat(reuse(seen(365), 1_000_000).isSpent()).isFalse();
    assertThat(reuse(seen(365), 1_000_000).warning()).isFalse();
  }

  @Test
  void withoutAnyBoundTheDeclaredNightsCount() {
    Reuse only = Reuse.of(FIXED, "id", "m", seen(366), List.of(), List.of("auc"), 500);
    assertThat(only.isSpent()).isTrue();
    assertThat(only.tightest()).isNull();
    assertThat(only.sentence())
        .isEqualTo(
            "fixed: decision 366 of 365 that it declares; its budget is spent."
                + " No bound is known for auc, which is not counted.");
  }

  @Test
  void whereNothingIsGuaranteedNothingEnds() {
    ReuseState state = seen(12).after(use("m", "edited", 1, 0));
    Reuse only = Reuse.of(FIXED, "id", "m", state, List.of(), List.of("auc"), 500);
    assertThat(only.before()).isEqualTo(12);
    assertThat(only.warning()).isFalse();
  }

  @Test
  void aChangeOfThePipelineEndsTheGuarantee() {
    ReuseState state = seen(12).after(use("m", "edited", 1, 0)).after(use("m", "edited", 1, 0));
    Reuse reuse = reuse(state, 10_000);
    assertThat(reuse.decisions()).isEqualTo(14);
    assertThat(reuse.before()).isEqualTo(12);
    assertThat(reuse.warning()).isTrue();
    assertThat(reuse.sentence())
        .contains(
            "changed, or a night bisected, after 12 of them had been seen: since then nothing is guaranteed");
  }

  private static Use sealed(String design) {
    return new Use("m", "run", Instant.EPOCH, Digest.of(design), 1, 0, 0.1, true);
  }

  @Test
  void aChangeAfterVerdictsOfASealedSetIsCharged() {
    ReuseState same = ReuseState.empty();
    ReuseState edited = ReuseState.empty();
    for (int i = 0; i < 13; i++) {
      same = same.after(sealed("a"));
      edited = edited.after(sealed(i < 12 ? "a" : "edited"));
    }
    Reuse.Tightest before = Objects.requireNonNull(reuse(same, 10_000).tightest());
    Reuse.Tightest after = Objects.requireNonNull(reuse(edited, 10_000).tightest());
    // 12 verdicts of three values: ln 3 of each beside the ln(365 · 366 / 2) of a year.
    double more = (Math.log(365.0 * 366 / 2) + 12 * Math.log(3) - Math.log(0.05 / 4));
    double plain = Math.log(365.0 * 366 / 2) - Math.log(0.05 / 4);
    assertThat((double) after.needed() / before.needed()).isBetween(1.0, more / plain + 0.2);
    assertThat(after.needed()).isGreaterThan(before.needed() * 3 / 2);
    assertThat(after.fresh()).as("new rows know of no verdict").isEqualTo(before.fresh());
    assertThat(reuse(edited, 100_000).sentence())
        .contains("12 verdicts of which no more was seen before pipeline or data were changed")
        .contains("within 0.02 of the truth")
        .doesNotContain("nothing is guaranteed");
    assertThat(reuse(edited, 100_000).warning()).isFalse();
  }

  @Test
  void whatWasShownOnceCannotBeSealedAfterwards() {
    ReuseState state = seen(1).after(sealed("b")).after(sealed("b"));
    assertThat(reuse(state, 100_000).sentence())
        .contains("after 1 of them had been seen: since then nothing is guaranteed");
    ReuseState opened = ReuseState.empty().after(sealed("a")).after(use("m", "b", 1, 0));
    assertThat(reuse(opened, 100_000).sentence()).contains("1 verdict of which no more was seen");
    assertThat(reuse(opened.after(sealed("c")), 100_000).sentence())
        .contains("after 2 of them had been seen: since then nothing is guaranteed");
  }

  @Test
  void aBisectionIsChargedAsAChange() {
    ReuseState sealed = ReuseState.empty().after(sealed("a")).after(sealed("a")).bisected("m");
    assertThat(reuse(sealed.after(sealed("a")), 100_000).before()).isEqualTo(2);
    assertThat(reuse(sealed.after(sealed("a")), 100_000).sentence())
        .contains("2 verdicts of which");
    ReuseState shown = seen(3).bisected("m").after(use("m", "a", 1, 0));
    assertThat(reuse(shown, 100_000).sentence())
        .contains("or a night bisected, after 3 of them had been seen: since then nothing is");
    assertThat(seen(3).bisected("other").tally("m")).isEqualTo(seen(3).tally("m"));
  }

  @Test
  void anotherPipelineOnTheSameRowsWearsThemToo() {
    ReuseState shared = seen(1);
    for (int i = 0; i < 365; i++) {
      shared = shared.after(use("other", "b", 40, 0));
    }
    assertThat(reuse(shared, 9_000).allowed()).isLessThan(reuse(seen(1), 9_000).allowed());
    assertThat(reuse(shared, 9_000).decisions()).isEqualTo(1);
  }

  @Test
  void aLargerDisagreementOfAnEarlierNightStillCounts() {
    ReuseState wild = seen(1).after(new Use("m", "r", Instant.EPOCH, Digest.of("a"), 1, 0, 0.3));
    assertThat(reuse(wild, 12_000).allowed()).isLessThan(reuse(seen(2), 12_000).allowed());
  }

  @Test
  void smallSlicesAreCountedAndNotCovered() {
    List<Gated> gated =
        List.of(
            new Gated.Decided("accuracy", "", 10_000, 1_000),
            new Gated.Decided("accuracy", "depot=A", 300, 30),
            new Gated.Decided("accuracy", "depot=B", 0, 0));
    Reuse reuse = Reuse.of(FIXED, "id", "m", seen(1), gated, List.of(), 10_000);
    assertThat(reuse.small()).isEqualTo(2);
    assertThat(reuse.allowed()).isEqualTo(365);
    assertThat(reuse.sentence()).contains("2 gated slices are too small");
  }

  @Test
  void numbersThatNoDecisionsMakeNeedMoreRows() {
    double ln = Math.log(66_795);
    assertThat(new Gated.Difference("brier", "", 10_000).needed(ln, 0.02, 0.05))
        .isGreaterThan(70_000);
    assertThat(new Gated.Value("brier", "", 10_000).needed(ln, 0.02, 0.05))
        .isBetween(15_000L, 20_000L);
  }

  @Test
  void aSetWithoutBudgetIsRecorded() {
    TestSet undeclared = new TestSet("fixed", FIXED.span(), 0, null, null);
    Reuse reuse = Reuse.of(undeclared, "id", "m", seen(7), List.of(), List.of(), 10);
    assertThat(reuse.warning()).isTrue();
    assertThat(reuse.isSpent()).isFalse();
    assertThat(reuse.sentence()).contains("declares no budget", "decision number 7");
    TestSet recent = new TestSet("recent", new TestSet.Recent(Span.parse("14d")), 0, null, null);
    Reuse rolls = Reuse.of(recent, "id", "m", seen(7), List.of(), List.of(), 10);
    assertThat(rolls.warning()).isFalse();
    assertThat(rolls.sentence()).contains("recent rolls with the nights");
  }
}
