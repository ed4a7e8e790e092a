package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.night;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of gate keeps: add a new kind to {@link #kinds()}. */
class GateContractTest {

  static Stream<Gate> kinds() {
    return Stream.of(
        new Gate.Improves("auc", "champion", 0.002, "recent", null, 0),
        new Gate.Improves("auc", "champion", 0, "recent", null, 0),
        new Gate.NoWorse("auc", "champion", 0.01, "recent", null, 0),
        new Gate.NoWorse("auc", "champion", 0, "recent", null, 0),
        new Gate.Limits("auc", "champion", 0.1, "recent", null, 0),
        new Gate.Limits("auc", "champion", 0, "recent", null, 0),
        new Gate.AtLeast("auc", 0.7, "recent", null, 0),
        new Gate.AtMost("auc", 0.7, "recent", null, 0),
        new Gate.Precise("auc", "champion", 0.01025, "recent", null, 0),
        new Gate.Precise("auc", null, 0.01025, "recent", null, 0));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTieIsDecidedAsTheRuleSays(Gate gate) {
    Bound bound = Bound.of(gate);
    Outcome tie = Gates.outcome(gate, bound.value(), bound.value());
    assertThat(tie).isEqualTo(bound.strict() ? Outcome.FAILED : Outcome.PASSED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsNotANumberIsNeverDecided(Gate gate) {
    assertThat(Gates.outcome(gate, Double.NaN, 1)).isEqualTo(Outcome.NOT_A_NUMBER);
    assertThat(Gates.outcome(gate, 0, Double.NaN)).isEqualTo(Outcome.NOT_A_NUMBER);
    assertThat(Gates.outcome(gate, 1, 0)).isEqualTo(Outcome.NOT_A_NUMBER);
    Judgement j = seen(gate, Double.NaN, Double.NaN, 5000).judge(gate);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results()).extracting(GateResult::outcome).containsExactly(Outcome.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyIntervalIsUndecidedWhenItKnowsNothing(Gate gate) {
    assertThat(Gates.outcome(gate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isEqualTo(Outcome.UNDECIDED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingMeasuredIsMissingAndUndecided(Gate gate) {
    Judgement j = night().judge(gate);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results()).extracting(GateResult::outcome).containsExactly(Outcome.MISSING);
    assertThat(j.headline()).contains("Nothing was measured");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void withTooFewRowsTheWholeIsUndecided(Gate gate) {
    Gate strict = withMinN(gate, 300);
    Judgement j = seen(strict, 100, 100, 299).judge(strict);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("299 rows").contains("300");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theOutcomeIsMonotone(Gate gate) {
    boolean upper = Bound.of(gate).upper();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double low = coarse(random);
      double high = low + Math.abs(coarse(random));
      double shift = Math.abs(coarse(random));
      int before = rank(Gates.outcome(gate, low, high));
      int after = rank(Gates.outcome(gate, low + shift, high + shift));
      assertThat(upper ? -after : after).isGreaterThanOrEqualTo(upper ? -before : before);
      if (Gates.outcome(gate, low, high) == Outcome.UNDECIDED) {
        double wider = high + shift;
        assertThat(Gates.outcome(gate, low - shift, wider)).isEqualTo(Outcome.UNDECIDED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anExactNumberIsAlwaysDecidedAndSaysWhatWouldChangeIt(Gate gate) {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2_000; i++) {
      double x = coarse(random);
      Outcome outcome = Gates.outcome(gate, x, x);
      assertThat(outcome).isIn(Outcome.PASSED, Outcome.FAILED);
      GateResult r = seen(gate, x, x, 5000).judge(gate).results().get(0);
      assertThat(r.outcome()).isEqualTo(outcome);
      assertThat(r.sentence()).doesNotContain("rows").doesNotContain("NaN").doesNotContain("--");
      if (outcome == Outcome.FAILED) {
        assertThat(r.sentence().split("\\. ").length).isGreaterThanOrEqualTo(2);
      }
    }
  }

  private static Nights seen(Gate gate, double low, double high, long n) {
    return Seen.reference(gate) == null
        ? measured(low, high, n)
        : night().compared("auc", "champion", "recent", "", low, high, n);
  }

  private static Nights measured(double low, double high, long n) {
    return night().measured("auc", "recent", low, high, n);
  }

  private static Gate withMinN(Gate gate, long n) {
    if (gate instanceof Gate.Improves g) {
      return new Gate.Improves(g.metric(), g.over(), g.by(), g.on(), g.per(), n);
    }
    if (gate instanceof Gate.NoWorse g) {
      return new Gate.NoWorse(g.metric(), g.than(), g.margin(), g.on(), g.per(), n);
    }
    if (gate instanceof Gate.Limits g) {
      return new Gate.Limits(g.metric(), g.over(), g.by(), g.on(), g.per(), n);
    }
    if (gate instanceof Gate.Precise g) {
      return new Gate.Precise(g.metric(), g.over(), g.within(), g.on(), g.per(), n);
    }
    return gate instanceof Gate.AtLeast g
        ? new Gate.AtLeast(g.metric(), g.value(), g.on(), g.per(), n)
        : new Gate.AtMost(gate.metric(), ((Gate.AtMost) gate).value(), gate.on(), null, n);
  }

  /** Thousandths, so that ties are common. */
  private static double coarse(SplittableRandom random) {
    return random.nextInt(-2000, 2000) / 1000.0;
  }

  private static int rank(Outcome outcome) {
    return List.of(Outcome.FAILED, Outcome.UNDECIDED, Outcome.PASSED).indexOf(outcome);
  }
}
