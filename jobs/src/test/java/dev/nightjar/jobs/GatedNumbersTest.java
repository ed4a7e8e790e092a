package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.reuse.Gated;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatedNumbersTest {

  private static final byte[] LABELS = {1, 1, 1, 0, 0, 0};
  private static final double[] CANDIDATE = {.9, .8, .1, .7, .2, .1};
  private static final double[] CHAMPION = {.9, .2, .1, .7, .6, .1};

  private static ScoredSet set(int @Nullable [] units) {
    BitSet first = new BitSet();
    first.set(0, 2);
    BitSet rest = new BitSet();
    rest.set(2, 6);
    return new ScoredSet(
        "fixed",
        LABELS,
        units,
        Map.of(
            "candidate", new ScoredSet.Scored(CANDIDATE, 0.5),
            "champion", new ScoredSet.Scored(CHAMPION, 0.5)),
        List.of(new Slice("depot", "depot=A", first), new Slice("depot", "depot=B", rest)));
  }

  private static GatedNumbers of(int @Nullable [] units, Gate... gates) {
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gates), PromotionPolicy.First.PROMOTE);
    return GatedNumbers.of(policy, set(units), Metrics.all());
  }

  @Test
  void countsWhereDecisionsDifferAmongTheMetricsOwnRows() {
    GatedNumbers all =
        of(
            null,
            new Gate.Improves("accuracy", "champion", 0, "fixed", null, 0),
            new Gate.NoWorse("recall", "champion", 0.1, "fixed", null, 0),
            new Gate.NoWorse("brier", "champion", 0.1, "fixed", null, 0),
            new Gate.AtLeast("specificity", 0.5, "fixed", null, 0),
            new Gate.NoWorse("auc", "champion", 0.1, "fixed", null, 0),
            new Gate.Improves("accuracy", "champion", 0, "recent", null, 0),
            new Gate.AtMost("model_bytes", 9, null, null, 0));
    assertThat(all.bounded())
        .containsExactly(
            new Gated.Decided("accuracy", "", 6, 2),
            new Gated.Decided("recall", "", 3, 1),
            new Gated.Difference("brier", "", 6),
            new Gated.Value("specificity", "", 3));
    assertThat(all.unbounded()).containsExactly("auc");
    assertThat(all.moving()).isEqualTo(4);
    assertThat(all.fixed()).isEqualTo(1);
    assertThat(all.disagreement()).isEqualTo(2 / 6.0);
  }

  @Test
  void eachSliceThatGatesIsANumberOfItsOwn() {
    GatedNumbers slices =
        of(null, new Gate.NoWorse("accuracy", "champion", 0.1, "fixed", "depot", 3));
    assertThat(slices.bounded()).containsExactly(new Gated.Decided("accuracy", "depot=B", 4, 1));
    assertThat(slices.moving()).isEqualTo(1);
    assertThat(slices.disagreement()).isZero();
  }

  @Test
  void aReferenceThatIsNotThereIsCountedAndHasNoNumber() {
    GatedNumbers none = of(null, new Gate.NoWorse("accuracy", "baseline", 0.1, "fixed", null, 0));
    assertThat(none.bounded()).isEmpty();
    assertThat(none.unbounded()).isEmpty();
    assertThat(none.fixed()).isEqualTo(1);
  }

  @Test
  void rowsThatAreNotIndependentHaveNoBound() {
    int[] units = {0, 0, 1, 1, 2, 2};
    GatedNumbers days = of(units, new Gate.NoWorse("accuracy", "champion", 0.1, "fixed", null, 0));
    assertThat(days.bounded()).isEmpty();
    assertThat(days.unbounded()).containsExactly("accuracy");
  }
}
