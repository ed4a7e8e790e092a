package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;

/** A result with its fact alone, which a headline can quote without what would have changed it. */
record Judged(GateResult result, String fact) {

  static Judged of(Gate gate, Seen seen, Outcome outcome, String fact, String more) {
    return of(gate, Titles.needed(gate), seen, outcome, fact, more);
  }

  static Judged of(Gate gate, String needed, Seen seen, Outcome outcome, String fact, String more) {
    String sentence = more.isEmpty() ? fact : fact + " " + more.strip();
    return new Judged(
        new GateResult(
            gate,
            Titles.gate(gate),
            seen.slice(),
            seen.value(),
            seen.low(),
            seen.high(),
            needed,
            seen.n(),
            outcome,
            sentence),
        fact);
  }

  /** A gate that found nothing to judge. */
  static Judged nothing(Gate gate, Outcome outcome, String fact) {
    Seen none = new Seen("", Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
    return of(gate, none, outcome, fact, "");
  }

  /** The same numbers, on a test set by which nothing is promoted any more. */
  Judged spent(String why) {
    GateResult r = result;
    return new Judged(
        new GateResult(
            r.gate(),
            r.title(),
            r.slice(),
            r.seen(),
            r.low(),
            r.high(),
            r.needed(),
            r.n(),
            Outcome.SPENT,
            why),
        why);
  }

  boolean is(Outcome outcome) {
    return result.outcome() == outcome;
  }
}
