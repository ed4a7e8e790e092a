package dev.nightjar.multiclass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.multiclass.Confusion.Cell;
import dev.nightjar.multiclass.Confusion.Count;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTest {

  private static final ClassSet.Said CANDIDATE = new ClassSet.Said(new int[] {0, 1, 1, 1, 2}, null);
  private static final ClassSet.Said CHAMPION = new ClassSet.Said(new int[] {0, 0, 0, 1, 0}, null);
  private static final Map<String, ClassSet.Said> MODELS =
      Map.of("candidate", CANDIDATE, "champion", CHAMPION);

  private static final int[] ACTUAL = {0, 0, 0, 1, 1};

  @Test
  void countsRowsAndTheirShareOfTheClass() {
    Confusion found = Confusion.of(ClassSets.set(ACTUAL, MODELS, null));
    assertThat(found.cells())
        .containsExactly(
            cell("cat", "cat", new Count(1, 1.0 / 3), new Count(3, 1)),
            cell("cat", "dog", new Count(2, 2.0 / 3), new Count(0, 0)),
            cell("dog", "cat", new Count(0, 0), new Count(1, 0.5)),
            cell("dog", "dog", new Count(1, 0.5), new Count(1, 0.5)),
            cell("dog", "owl", new Count(1, 0.5), new Count(0, 0)));
    assertThat(found.omitted()).isZero();
  }

  private static Cell cell(String actual, String called, Count candidate, Count champion) {
    return new Cell(actual, called, Map.of("candidate", candidate, "champion", champion));
  }

  @Test
  void sharesAreOfWeights() {
    double[] weights = {1, 3, 0, 2, 2};
    Confusion found = Confusion.of(ClassSets.set(ACTUAL, MODELS, weights));
    assertThat(found.cells().get(1))
        .isEqualTo(cell("cat", "dog", new Count(2, 0.75), new Count(0, 0)));
    double[] none = {0, 0, 0, 1, 1};
    assertThat(Confusion.of(ClassSets.set(ACTUAL, MODELS, none)).cells().get(0).models())
        .containsEntry("candidate", new Count(1, Double.NaN));
  }

  @Test
  void ofVeryManyCellsTheCommonestAreKeptInTheirOrder() {
    int k = 150;
    List<String> classes = IntStream.range(0, k).mapToObj(String::valueOf).toList();
    int[] actual = IntStream.range(0, k * k + k).map(i -> i % (k * k) / k).toArray();
    int[] called = IntStream.range(0, k * k + k).map(i -> i < k * k ? i % k : k - 1).toArray();
    ClassSet set =
        new ClassSet(
            "june",
            classes,
            actual,
            null,
            null,
            Map.of("candidate", new ClassSet.Said(called, null)),
            List.of());
    Confusion found = Confusion.of(set);
    assertThat(found.cells()).hasSize(Confusion.MOST);
    assertThat(found.omitted()).isEqualTo(k * k - Confusion.MOST);
    assertThat(found.cells().get(0)).returns("0", Cell::actual).returns("0", Cell::called);
    assertThat(found.cells())
        .filteredOn(c -> candidate(c).rows() > 1)
        .singleElement()
        .returns("0", Cell::actual)
        .returns("149", Cell::called)
        .returns(new Count(k + 1, 1.0 * (k + 1) / (2 * k)), ConfusionTest::candidate);
  }

  private static Count candidate(Cell cell) {
    return Objects.requireNonNull(cell.models().get("candidate"));
  }
}
