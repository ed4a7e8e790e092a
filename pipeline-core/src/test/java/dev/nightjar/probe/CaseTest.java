package dev.nightjar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.Tango;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases: which rows they are about, what holds of scores, and the numbers. */
class CaseTest {

  private static final double NONE = Double.NaN;

  private static Frame rows() {
    return new Frame(
        5,
        List.of(
            new FrameColumn.Longs(Rows.KEY, new long[] {11, 12, 13, 14, 15}),
            new FrameColumn.Numbers("delay", new double[] {10, 200, NONE, 150, 300}),
            new FrameColumn.Texts("carrier", new int[] {0, 1, 0, 0, -1}, List.of("AA", "CO"))));
  }

  private static Case asked(boolean where, Map<String, String> set, Claim claim) {
    Map<String, Expression> made = new LinkedHashMap<>();
    set.forEach((feature, value) -> made.put(feature, new Expression(value)));
    return new Case("odd", "fixed", where ? new Expression("delay > 100") : null, made, claim);
  }

  private static Frame made(FrameColumn... columns) {
    List<FrameColumn> all = new java.util.ArrayList<>(List.of(columns));
    all.add(new FrameColumn.Longs(Rows.KEY, new long[] {11, 12, 13, 14, 15}));
    return new Frame(5, all);
  }

  private static BitSet bits(int... rows) {
    BitSet bits = new BitSet();
    for (int row : rows) {
      bits.set(row);
    }
    return bits;
  }

  /** A condition that is neither true nor false of a row leaves it out. */
  @Test
  void aCaseIsAboutTheRowsOfItsCondition() {
    Case late = asked(true, Map.of(), new Decides(true));
    CaseRows found =
        CaseRows.of(
            late,
            rows(),
            made(new FrameColumn.Numbers(CaseRows.where(late), new double[] {0, 1, NONE, 1, 1})));
    assertThat(found.tried()).containsExactly(1, 3, 4);
    assertThat(found.matched()).isEqualTo(3);
    assertThat(CaseRows.of(asked(false, Map.of(), new Decides(true)), rows(), made()).tried())
        .hasSize(5);
  }

  @Test
  void aComparisonLeavesOutRowsThatAlreadyHaveTheValue() {
    Case carrier = asked(false, Map.of("carrier", "'CO'"), new Stays(0));
    FrameColumn co =
        new FrameColumn.Texts(
            CaseRows.set(carrier, "carrier"), new int[] {0, 0, 0, 0, 0}, List.of("CO"));
    CaseRows found = CaseRows.of(carrier, rows(), made(co));
    assertThat(found.matched()).isEqualTo(5);
    assertThat(found.tried()).containsExactly(0, 2, 3, 4);
    FrameColumn.Texts changed = (FrameColumn.Texts) found.changed().column("carrier");
    assertThat(changed.codes()).containsOnly(0).hasSize(4);
    assertThat(changed.dictionary()).containsExactly("CO");
    assertThat(found.changed().numbers("delay")).containsExactly(10, NONE, 150, 300);
    Case decided = asked(false, Map.of("carrier", "'CO'"), new Decides(true));
    FrameColumn same =
        new FrameColumn.Texts(
            CaseRows.set(decided, "carrier"), new int[] {0, 0, 0, 0, 0}, List.of("CO"));
    assertThat(CaseRows.of(decided, rows(), made(same)).tried()).hasSize(5);
  }

  @Test
  void otherRowsAreRefused() {
    Frame other = new Frame(1, List.of(new FrameColumn.Longs(Rows.KEY, new long[] {11})));
    assertThatThrownBy(() -> CaseRows.of(asked(false, Map.of(), new Decides(true)), rows(), other))
        .hasMessageContaining("other rows");
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5,true", "0.5,0.55,true", "0.5,0.45,false", "0.5,0.4999,true"})
  void aScoreMayGoTheWrongWayByTheTolerance(double before, double after, boolean holds) {
    assertThat(new Moves(true, 0.01).holds(before, after, 0.5)).isEqualTo(holds);
    assertThat(new Moves(false, 0.01).holds(1 - before, 1 - after, 0.5)).isEqualTo(holds);
  }

  @Test
  void claimsHoldOrNot() {
    assertThat(new Decides(true).holds(0, 0.5, 0.5)).isTrue();
    assertThat(new Decides(false).holds(0, 0.5, 0.5)).isFalse();
    assertThat(new Scores(0.2, 0.4).holds(0, 0.4, 0.5)).isTrue();
    assertThat(new Scores(0.2, 0.4).holds(0, 0.41, 0.5)).isFalse();
    assertThat(new Stays(0.05).holds(0.5, 0.46, 0.5)).isTrue();
    assertThat(new Stays(0).holds(0.5, 0.5000001, 0.5)).isFalse();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> new Scores(0.4, 0.2)).hasMessageContaining("the lower one first");
    assertThatThrownBy(() -> new Stays(-1)).hasMessageContaining("from 0 to below 1, found −1");
    assertThatThrownBy(() -> asked(true, Map.of(), new Stays(0)))
        .hasMessageContaining("sets nothing");
    assertThatThrownBy(() -> new Case("a under b", "fixed", null, Map.of(), new Decides(true)))
        .hasMessageContaining("a case is called by letters");
  }

  @Test
  void theCandidateIsHeldAgainstTheChampionRowByRow() {
    Map<String, BitSet> failed = new LinkedHashMap<>();
    failed.put("candidate", bits(0, 1, 2));
    failed.put("champion", bits(2, 3, 4, 5, 6));
    CaseTrial trial = new CaseTrial(asked(true, Map.of(), new Decides(true)), 100, null, failed);
    assertThat(trial.fresh("champion")).isEqualTo(2);
    assertThat(trial.fresh("baseline")).isNull();
    Measure own = trial.measures(0.95).get(0);
    assertThat(own.metric()).isEqualTo("failures of odd");
    assertThat(own.value()).isEqualTo(0.03);
    assertThat(own.high()).isEqualTo(Proportion.clopperPearson(3, 100, 0.95).high());
    Comparison against = trial.comparisons(0.95).get(0);
    assertThat(against.difference()).as("fails on fewer").isCloseTo(0.02, within(1e-12));
    assertThat(against.low()).isEqualTo(Tango.difference(100, 4, 2, 0.95).low());
    assertThat(against.method()).isEqualTo("tango");
  }

  @Test
  void rowsOfAUnitAreNotIndependent() {
    int[] units = new int[100];
    for (int row = 0; row < 100; row++) {
      units[row] = row / 10;
    }
    Map<String, BitSet> failed = new LinkedHashMap<>();
    failed.put("candidate", bits(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    failed.put("champion", bits());
    CaseTrial trial = new CaseTrial(asked(true, Map.of(), new Decides(true)), 100, units, failed);
    Measure own = trial.measures(0.95).get(0);
    assertThat(own.value()).isEqualTo(0.1);
    assertThat(own.high()).isGreaterThan(Proportion.clopperPearson(1, 10, 0.95).high());
    Measure none = trial.measures(0.95).get(1);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isGreaterThanOrEqualTo(Proportion.clopperPearson(0, 10, 0.95).high());
    assertThat(trial.comparisons(0.95).get(0).method()).isEqualTo("tango-clustered");
  }
}
