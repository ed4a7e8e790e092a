package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** One gate over the evidence: a result for all rows, or one for each slice. */
record Rule(Gate gate, double confidence, Evidence evidence) {

  List<Judged> judge() {
    String spent =
        Measure.readsNoLabels(gate.metric())
            ? null
            : evidence.spent().get(gate.on() == null ? "" : gate.on());
    return spent == null || gate instanceof Gate.AnyOf
        ? judged()
        : judged().stream().map(j -> j.is(Outcome.PASSED) ? j.spent(spent) : j).toList();
  }

  private List<Judged> judged() {
    if (gate instanceof Gate.AnyOf group) {
      return List.of(new Alternatives(group, confidence, evidence).judge());
    }
    String role = Measure.takesChampion(gate.metric()) ? "champion" : Seen.reference(gate);
    if (role != null && evidence.lacks(role)) {
      String fact =
          "There is no " + role + " to compare with: \"" + Titles.gate(gate) + "\" says nothing.";
      return List.of(Judged.nothing(gate, Outcome.NO_REFERENCE, fact));
    }
    if (gate instanceof Gate.NoRegressionSlices) {
      return List.of(new FoundSlices(gate, evidence).judge());
    }
    List<Seen> seen = Seen.of(gate, evidence);
    if (seen.isEmpty()) {
      return List.of(Judged.nothing(gate, Outcome.MISSING, missing()));
    }
    List<Judged> all = new ArrayList<>();
    for (Seen s : seen) {
      all.add(judge(s));
    }
    if (gate.per() != null && all.stream().allMatch(j -> j.is(Outcome.TOO_SMALL))) {
      String fact =
          "Every slice of %s has fewer than %s rows: \"%s\" judged nothing."
              .formatted(gate.per(), Figures.count(gate.minN()), Titles.gate(gate));
      all.add(Judged.nothing(gate, Outcome.MISSING, fact));
    }
    return all;
  }

  private Judged judge(Seen seen) {
    String where = seen.slice().isEmpty() ? "" : " for " + seen.slice();
    String name = Titles.metric(gate.metric()) + (gate.on() == null ? "" : " on " + gate.on());
    if (seen.n() < gate.minN()) {
      boolean whole = gate.per() == null;
      String fact =
          "%s%s has %s; it takes %s to be judged."
              .formatted(
                  name,
                  where,
                  Figures.count(seen.n(), "row"),
                  Figures.count(gate.minN()) + (whole ? "" : ", so it is listed only"));
      Outcome outcome = whole ? Outcome.UNDECIDED : Outcome.TOO_SMALL;
      return Judged.of(gate, seen, outcome, fact, "");
    }
    if (Math.abs(seen.confidence() - confidence) > Evidence.SAME_CONFIDENCE) {
      String fact =
          "%s%s was measured at a confidence of %s; the policy asks for %s."
              .formatted(
                  name, where, Figures.percent(seen.confidence()), Figures.percent(confidence));
      return Judged.of(gate, seen, Outcome.MISSING, fact, "");
    }
    if (!gate.relative()) {
      return judge(seen, gate, name + where, "");
    }
    Measure reference = evidence.measure(gate, seen.slice());
    if (reference == null) {
      return Judged.of(gate, seen, Outcome.MISSING, missing(), "");
    }
    Relative relative = new Relative(gate, reference);
    if (relative.undefined() || relative.zero()) {
      Outcome outcome = relative.undefined() ? Outcome.NOT_A_NUMBER : Outcome.ZERO_REFERENCE;
      String fact =
          "%s%s of the %s is %s, so no share of it can be asked for."
              .formatted(
                  name,
                  where,
                  reference.model(),
                  relative.undefined() ? "not a number" : "not told from 0");
      return Judged.of(gate, seen, outcome, fact, "");
    }
    return judge(seen, relative.absolute(), name + where, relative.basis() + " ");
  }

  /**
   * Judges by a gate whose bound is an amount.
   *
   * @param basis where the amount comes from; may be empty
   */
  private Judged judge(Seen seen, Gate asked, String subject, String basis) {
    Outcome outcome =
        seen.usable() ? Bound.judge(asked, seen.low(), seen.high()) : Outcome.NOT_A_NUMBER;
    if (outcome == Outcome.NOT_A_NUMBER) {
      String what = Double.isNaN(seen.value()) ? "not a number" : "without a usable interval";
      String fact = "%s is %s, so nothing can be said.".formatted(subject, what);
      return Judged.of(gate, seen, outcome, fact, "");
    }
    Wording wording = new Wording(asked, seen, outcome, confidence, evidence);
    String more = basis + wording.counterfactual();
    return Judged.of(gate, Titles.needed(asked), seen, outcome, wording.fact(), more);
  }

  private String missing() {
    Under under = Under.named(gate.metric());
    String why = evidence.silent().get(under == null ? gate.metric() : under.change());
    if (why != null) {
      return "Nothing was measured for \"%s\": %s".formatted(Titles.gate(gate), why);
    }
    String on = gate.on() == null ? "" : " on " + gate.on();
    String per = gate.per() == null ? "" : " per " + gate.per();
    return "Nothing was measured for \"%s\": there is no %s%s%s."
        .formatted(Titles.gate(gate), gate.metric(), on, per);
  }
}
