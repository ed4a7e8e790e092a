package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** One gate over the evidence: a result for all rows, or one for each slice. */
record Rule(Gate gate, double confidence, Evidence evidence) {

  private static final double SAME_CONFIDENCE = 1e-9;

  List<Judged> judge() {
    String role = Seen.reference(gate);
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
    if (Math.abs(seen.confidence() - confidence) > SAME_CONFIDENCE) {
      String fact =
          "%s%s was measured at a confidence of %s; the policy asks for %s."
              .formatted(
                  name, where, Figures.percent(seen.confidence()), Figures.percent(confidence));
      return Judged.of(gate, seen, Outcome.MISSING, fact, "");
    }
    Outcome outcome =
        seen.usable() ? Bound.of(gate).judge(seen.low(), seen.high()) : Outcome.NOT_A_NUMBER;
    if (outcome == Outcome.NOT_A_NUMBER) {
      String what = Double.isNaN(seen.value()) ? "not a number" : "without a usable interval";
      String fact = "%s%s is %s, so nothing can be said.".formatted(name, where, what);
      return Judged.of(gate, seen, outcome, fact, "");
    }
    String spent = evidence.spent().get(gate.on() == null ? "" : gate.on());
    if (outcome == Outcome.PASSED && spent != null) {
      return Judged.of(gate, seen, Outcome.SPENT, spent, "");
    }
    Wording wording = new Wording(gate, seen, outcome, confidence, evidence);
    return Judged.of(gate, seen, outcome, wording.fact(), wording.counterfactual());
  }

  private String missing() {
    String on = gate.on() == null ? "" : " on " + gate.on();
    String per = gate.per() == null ? "" : " per " + gate.per();
    return "Nothing was measured for \"%s\": there is no %s%s%s."
        .formatted(Titles.gate(gate), gate.metric(), on, per);
  }
}
