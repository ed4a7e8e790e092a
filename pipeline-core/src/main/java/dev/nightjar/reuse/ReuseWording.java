package dev.nightjar.reuse;

import dev.nightjar.dataset.TestSet.Budget;
import dev.nightjar.reuse.Reuse.Tightest;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how far a test set is worn. */
record ReuseWording(
    String testSet,
    int decisions,
    int before,
    boolean shown,
    List<String> bounded,
    List<String> unbounded,
    int small) {

  /** Of a set without a budget. */
  String undeclared() {
    return "%s declares no budget: this is its decision number %s, and nothing says how far they have worn it."
        .formatted(testSet, Figures.count(decisions));
  }

  /** Of a set without a budget that gets new rows each night. */
  String rolling() {
    return "%s rolls with the nights: decision number %s, on rows that are partly new each time."
        .formatted(testSet, Figures.count(decisions));
  }

  /** Of a set with one. */
  String declared(Budget budget, int allowed, @Nullable Tightest tightest) {
    List<String> all = new ArrayList<>();
    all.add(used(budget, allowed, tightest));
    String guarantee = guarantee(budget, allowed);
    if (tightest != null && !guarantee.isEmpty()) {
      all.add(guarantee);
    }
    if (!unbounded.isEmpty()) {
      all.add(
          "No bound is known for %s, which %s not counted."
              .formatted(String.join(", ", unbounded), unbounded.size() == 1 ? "is" : "are"));
    }
    if (small > 0) {
      all.add(
          Figures.count(small, "gated slice")
              + (small == 1 ? " is" : " are")
              + " too small to be known so well.");
    }
    return String.join(" ", all);
  }

  private String used(Budget budget, int allowed, @Nullable Tightest tightest) {
    String declared = Figures.count(budget.nights());
    String number = "%s: decision %s of ".formatted(testSet, Figures.count(decisions));
    if (tightest == null || allowed == budget.nights()) {
      String spent = decisions > allowed ? "; its budget is spent" + fresh(budget, tightest) : "";
      return number + declared + " that it declares" + spent + ".";
    }
    String bears =
        "the %s that its rows bear, of %s that it declares: %s has %s, and needs %s for all of them"
            .formatted(
                Figures.count(allowed),
                declared,
                tightest.metric(),
                Figures.count(tightest.n(), "row"),
                Figures.count(tightest.needed()));
    return number
        + bears
        + (decisions > allowed ? "; it is spent" : "")
        + fresh(budget, tightest)
        + ".";
  }

  private static String fresh(Budget budget, @Nullable Tightest tightest) {
    return tightest == null
        ? ""
        : "; a new set of %s with labels serves %s nights"
            .formatted(Figures.count(tightest.fresh(), "row"), Figures.count(budget.nights()));
  }

  private String guarantee(Budget budget, int allowed) {
    if (before > 0 && shown) {
      return "Pipeline or data were changed, or a night bisected, after %s of them had been seen: since then nothing is guaranteed."
          .formatted(Figures.count(before));
    }
    String advised =
        before == 0
            ? ""
            : "%s of which no more was seen before pipeline or data were changed, or a night bisected, are charged. "
                .formatted(Figures.count(before, "verdict"));
    return decisions > allowed
        ? advised.strip()
        : advised
            + "So far what is gated of %s is within %s of the truth, all nights together, with %s certainty."
                .formatted(
                    String.join(", ", bounded),
                    Figures.plain(budget.epsilon()),
                    Figures.percent(1 - budget.delta()));
  }
}
