package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {

  private static final Frame FRAME =
      new Frame(
          5,
          List.of(
              new FrameColumn.Texts(
                  "Origin", new int[] {1, 0, -1, 1, 1}, List.of("HOU", "IAH", "JFK")),
              new FrameColumn.Numbers("Hour", new double[] {5, -0.0, 0.25, Double.NaN, 0}),
              new FrameColumn.Longs("Id", new long[] {3, 1, 3, 3, 2}),
              new FrameColumn.Numbers("Hour >= 18", new double[] {1, 0, Double.NaN, 1, 0}),
              new FrameColumn.Numbers("Hour >= 99", new double[5])));

  private static List<String> shown(SliceSpec... specs) {
    return Slices.resolve(FRAME, List.of(specs)).stream()
        .map(slice -> slice.name() + " " + slice.rows())
        .toList();
  }

  @Test
  void aColumnIsCutByValue() {
    assertThat(shown(new SliceSpec.ByColumn("Origin")))
        .containsExactly("Origin=HOU {1}", "Origin=IAH {0, 3, 4}", "Origin=(missing) {2}");
    assertThat(shown(new SliceSpec.ByColumn("Hour")))
        .containsExactly("Hour=0 {1, 4}", "Hour=0.25 {2}", "Hour=5 {0}", "Hour=(missing) {3}");
    assertThat(shown(new SliceSpec.ByColumn("Id")))
        .containsExactly("Id=1 {1}", "Id=2 {4}", "Id=3 {0, 2, 3}");
  }

  @Test
  void aConditionIsOneSliceEvenWithoutRows() {
    assertThat(
            shown(
                new SliceSpec.Where(new Expression("Hour >= 18")),
                new SliceSpec.Where(new Expression("Hour >= 99"))))
        .containsExactly("Hour >= 18 {0, 3}", "Hour >= 99 {}");
    Slice slice =
        Slices.resolve(FRAME, List.of(new SliceSpec.Where(new Expression("Hour >= 18")))).get(0);
    assertThat(slice.spec()).isEqualTo("Hour >= 18");
  }

  @Test
  void aColumnWithoutRowsIsASliceWithoutRows() {
    Frame empty = new Frame(0, List.of(new FrameColumn.Numbers("Hour", new double[0])));
    List<Slice> slices = Slices.resolve(empty, List.of(new SliceSpec.ByColumn("Hour")));
    assertThat(slices).hasSize(1);
    assertThat(slices.get(0).name()).isEqualTo("Hour");
    assertThat(slices.get(0).rows().isEmpty()).isTrue();
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> shown(new SliceSpec.ByColumn("Orign")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column Orign; did you mean Origin?");
    assertThatThrownBy(() -> shown(new SliceSpec.Where(new Expression("Origin"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Origin is not true or false");
    double[] many = new double[101];
    java.util.Arrays.setAll(many, i -> i);
    Frame frame = new Frame(101, List.of(new FrameColumn.Numbers("Distance", many)));
    assertThatThrownBy(() -> Slices.resolve(frame, List.of(new SliceSpec.ByColumn("Distance"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at most 100 different numbers in Distance")
        .hasMessageContaining("Distance >= 0");
  }
}
