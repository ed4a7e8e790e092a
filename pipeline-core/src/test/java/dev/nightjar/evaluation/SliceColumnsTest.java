package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceColumnsTest {

  private static final int ROWS = 200;
  private static final int[] FIRST_HALF = IntStream.range(0, ROWS / 2).toArray();

  private static SliceColumn column(FrameColumn values) {
    SliceSpec spec =
        values.name().contains(" ")
            ? new SliceSpec.Where(new Expression(values.name()))
            : new SliceSpec.ByColumn(values.name());
    return new SliceColumns(new Frame(values.rows(), List.of(values)), FIRST_HALF).of(spec);
  }

  private static double[] values(java.util.function.IntToDoubleFunction value) {
    double[] values = new double[ROWS];
    Arrays.setAll(values, value);
    return values;
  }

  /** How many rows of the half each named slice has. */
  private static Map<String, Integer> counted(SliceColumn column) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int row : FIRST_HALF) {
      int code = column.codes()[row];
      if (code >= 0) {
        counts.merge(column.names().get(code), 1, Integer::sum);
      }
    }
    return counts;
  }

  @Test
  void fewNumbersAreTakenByValue() {
    SliceColumn hour =
        column(new FrameColumn.Numbers("hour", values(r -> r % 4 == 3 ? Double.NaN : r % 4 - 0.0)));
    assertThat(counted(hour))
        .isEqualTo(Map.of("hour=0", 25, "hour=1", 25, "hour=2", 25, "hour=(missing)", 25));
    SliceColumn zeros = column(new FrameColumn.Numbers("x", values(r -> r % 2 == 0 ? -0.0 : 0.0)));
    assertThat(counted(zeros)).isEqualTo(Map.of("x=0", 100));
  }

  @Test
  void manyNumbersAreCutIntoBinsThatSayTheirEdges() {
    SliceColumn distance = column(new FrameColumn.Numbers("distance", values(r -> r)));
    assertThat(distance.names())
        .startsWith("distance < 10", "distance in [10, 20)")
        .endsWith("distance >= 90", "distance=(missing)");
    assertThat(counted(distance)).hasSize(10).allSatisfy((name, n) -> assertThat(n).isEqualTo(10));
    // Rows that were not searched fall into the same bins.
    assertThat(distance.names().get(distance.codes()[ROWS - 1])).isEqualTo("distance >= 90");
  }

  @Test
  void aValueThatMostRowsHaveIsABinOfItsOwn() {
    SliceColumn gain =
        column(new FrameColumn.Numbers("gain", values(r -> r % 100 < 80 ? 0 : r % 100)));
    assertThat(counted(gain)).containsEntry("gain < 80", 80).hasSize(3);
    assertThat(gain.names()).contains("gain in [80, 90)", "gain >= 90");
    SliceColumn whole = column(new FrameColumn.Longs("id", new long[ROWS]));
    assertThat(counted(whole)).isEqualTo(Map.of("id=0", 100));
  }

  @Test
  void textsAndConditionsAreTakenAsTheyAre() {
    int[] codes = new int[ROWS];
    Arrays.setAll(codes, r -> r % 3 - 1);
    SliceColumn carrier = column(new FrameColumn.Texts("carrier", codes, List.of("EV", "WN")));
    assertThat(counted(carrier))
        .isEqualTo(Map.of("carrier=(missing)", 34, "carrier=EV", 33, "carrier=WN", 33));
    SliceColumn late =
        column(new FrameColumn.Numbers("hour >= 18", values(r -> r % 4 == 0 ? 1 : Double.NaN)));
    assertThat(counted(late)).isEqualTo(Map.of("(hour >= 18)", 25));
  }

  @Test
  void whatTheHalfDoesNotHaveHasNoName() {
    SliceColumn kind = column(new FrameColumn.Numbers("kind", values(r -> r < 100 ? r % 2 : 7)));
    assertThat(kind.codes()[150]).isEqualTo(-1);
    SliceColumn empty = column(new FrameColumn.Numbers("none", values(r -> Double.NaN)));
    assertThat(counted(empty)).isEqualTo(Map.of("none=(missing)", 100));
  }
}
