package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SideCountsTest {

  private static final Minimum MINIMUM = new Minimum(100, 80, 10, 5, 0.5);

  private static List<String> faults(int rows, int positives) {
    return new SideCounts("the dev side", rows, positives, null, null)
        .faults("late", "dev", 10, MINIMUM);
  }

  @Test
  void aSideWithEnoughOfEachClassIsFine() {
    assertThat(faults(10, 5)).isEmpty();
    assertThat(faults(1_000, 5)).isEmpty();
    assertThat(faults(1_000, 995)).isEmpty();
  }

  @Test
  void tooFewRowsAreCounted() {
    assertThat(faults(0, 0)).containsExactly("the dev side has no rows; minimum.dev is 10");
    assertThat(faults(9, 0))
        .containsExactly(
            "the dev side has 9 rows; minimum.dev is 10",
            "late is false for all 9 rows of the dev side: there is one class only");
    assertThat(faults(1, 1))
        .containsExactly(
            "the dev side has 1 row; minimum.dev is 10",
            "late is true for the one row of the dev side: there is one class only");
  }

  @Test
  void theRarerClassIsCounted() {
    assertThat(faults(820, 0))
        .containsExactly("late is false for all 820 rows of the dev side: there is one class only");
    assertThat(faults(820, 4))
        .containsExactly(
            "late is true for only 4 of the 820 rows of the dev side; minimum.per_class is 5");
    assertThat(faults(820, 817))
        .containsExactly(
            "late is false for only 3 of the 820 rows of the dev side; minimum.per_class is 5");
  }

  @Test
  void aGroupWithTooManyOfTheRowsIsCounted() {
    assertThat(grouped(50)).isEmpty();
    assertThat(grouped(51))
        .containsExactly(
            "one guest has 51 of the 100 rows of the training side; minimum.max_group_share is 50 %");
  }

  private static List<String> grouped(int largest) {
    double[] labels = new double[100];
    Arrays.fill(labels, 0, 30, 1);
    int[] guests = new int[100];
    Arrays.setAll(guests, i -> i < largest ? 0 : 1 + i % 9);
    Frame frame =
        new Frame(
            100,
            List.of(
                new FrameColumn.Numbers(DataEngine.Rows.LABEL, labels),
                new FrameColumn.Texts(
                    DataEngine.Rows.GROUP,
                    guests,
                    List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"))));
    SideCounts byColumn = SideCounts.of("the training side", frame, "guest");
    assertThat(SideCounts.of("the training side", frame, "guest", guests)).isEqualTo(byColumn);
    assertThat(byColumn.positives()).isEqualTo(30);
    return byColumn.faults("late", "train", 100, MINIMUM);
  }

  /** 82,184 rows to train on, 76 to tune on, 820 to judge on, and no leak. */
  @Test
  void theSplitThatPassedEveryLeakageRuleIsRefused() {
    Minimum standard = Minimum.standard();
    SideCounts dev = new SideCounts("the dev side", 76, 30, null, null);
    Refusal refusal =
        new Refusal(
            List.of(),
            List.of(
                new Refusal.Degenerate(dev, dev.faults("late", "dev", standard.dev(), standard))));
    assertThat(refusal.blocks()).isTrue();
    assertThat(refusal.sentence())
        .isEqualTo(
            "the dev side has 76 rows; minimum.dev is 100: a model or a verdict on such rows would say nothing");
    assertThat(new Refusal(List.of(), List.of()).blocks()).isFalse();
    assertThat(
            new SideCounts("test set recent", 820, 300, null, null)
                .faults("late", "test", standard.test(), standard))
        .isEmpty();
  }

  @Test
  void aMinimumIsAtLeastARowAndAShareIsOne() {
    assertThatThrownBy(() -> new Minimum(1, 0, 1, 1, 0.5))
        .hasMessage("a minimum is at least 1 row");
    assertThatThrownBy(() -> new Minimum(1, 1, 1, 1, 0))
        .hasMessage("max_group_share is a share above 0 and at most 100%, not 0.0");
    assertThatThrownBy(() -> new Minimum(1, 1, 1, 1, 1.01)).hasMessageContaining("1.01");
  }
}
