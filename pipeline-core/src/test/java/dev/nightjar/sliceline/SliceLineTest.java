package dev.nightjar.sliceline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.sliceline.FoundSlice.Item;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SliceLineTest {

  private static final SliceQuery ANY = SliceQuery.of(10, 1, 0);

  private static CodeTable random(SplittableRandom random) {
    int rows = 1 + random.nextInt(40);
    int[][] codes = new int[1 + random.nextInt(5)][rows];
    for (int[] column : codes) {
      int values = 1 + random.nextInt(4);
      // A value now and then that no slice may ask for.
      Arrays.setAll(column, row -> random.nextInt(8) == 0 ? -1 : random.nextInt(values));
    }
    double[] errors = new double[rows];
    int kinds = random.nextInt(3);
    for (int row = 0; row < rows; row++) {
      // Real errors, few different ones with many ties, and nearly all of them 0.
      errors[row] =
          kinds == 0
              ? random.nextDouble()
              : kinds == 1 ? random.nextInt(3) : random.nextInt(10) == 0 ? 1 : 0;
    }
    return new CodeTable(codes, errors);
  }

  @Test
  void equalsAnExhaustiveSearchOnRandomTables() {
    SplittableRandom random = new SplittableRandom(11);
    int found = 0;
    for (int i = 0; i < 3000; i++) {
      CodeTable table = random(random);
      SliceQuery query =
          new SliceQuery(
              0.7 + random.nextInt(4) / 10.0,
              1 + random.nextInt(12),
              1 + random.nextInt(6),
              random.nextInt(5),
              SliceQuery.LIMIT);
      List<FoundSlice> slices = SliceLine.search(table, query);
      List<FoundSlice> all = ExhaustiveSearch.search(table, query).slices();
      assertThat(slices).as("table %d", i).hasSameSizeAs(all);
      for (int k = 0; k < all.size(); k++) {
        // The mean is a sum in another order there, so that ties to the last bit may turn.
        assertThat(slices.get(k).score()).isCloseTo(all.get(k).score(), within(1e-9));
      }
      found += all.size();
    }
    assertThat(found).isGreaterThan(3000);
  }

  @Test
  void ofEqualScoresTheOneOfFewerItemsAndEarlierColumnsIsFirst() {
    int[] same = {0, 0, 1, 1};
    CodeTable table = new CodeTable(new int[][] {same, same.clone()}, new double[] {1, 1, 0, 0});
    List<FoundSlice> found = SliceLine.search(table, ANY);
    assertThat(found)
        .extracting(FoundSlice::items)
        .containsExactly(
            List.of(new Item(0, 0)),
            List.of(new Item(1, 0)),
            List.of(new Item(0, 0), new Item(1, 0)));
    assertThat(found).extracting(FoundSlice::score).containsOnly(0.95 - 0.05 * (4 / 2.0 - 1));
    assertThat(SliceLine.search(table, SliceQuery.of(1, 1, 0)))
        .singleElement()
        .isEqualTo(found.get(0));
  }

  @Test
  void aSliceNamesAtMostSoManyColumns() {
    SplittableRandom random = new SplittableRandom(3);
    int[][] codes = new int[4][200];
    for (int[] column : codes) {
      Arrays.setAll(column, row -> random.nextInt(2));
    }
    double[] errors = new double[200];
    Arrays.setAll(
        errors, r -> codes[0][r] + codes[1][r] + codes[2][r] + codes[3][r] == 4 ? 1 : 0.1);
    for (int level = 1; level <= 4; level++) {
      int most = level;
      List<FoundSlice> found =
          SliceLine.search(new CodeTable(codes, errors), SliceQuery.of(20, 5, level));
      assertThat(found).isNotEmpty().allMatch(s -> s.items().size() <= most);
      assertThat(found).anyMatch(s -> s.items().size() == most);
    }
  }

  @Test
  void whereThereIsNothingToFindNothingIsFound() {
    int[][] codes = {{0, 0, 1, 1}, {0, 1, 0, 1}};
    assertThat(SliceLine.search(new CodeTable(new int[2][0], new double[0]), ANY)).isEmpty();
    assertThat(SliceLine.search(new CodeTable(new int[0][4], new double[] {1, 0, 0, 0}), ANY))
        .isEmpty();
    assertThat(SliceLine.search(new CodeTable(codes, new double[4]), ANY)).isEmpty();
    double[] constant = {0.3, 0.3, 0.3, 0.3};
    assertThat(SliceLine.search(new CodeTable(codes, constant), ANY)).isEmpty();
    double[] one = {1, 0, 0, 0};
    assertThat(SliceLine.search(new CodeTable(codes, one), SliceQuery.of(10, 5, 0))).isEmpty();
    int[][] none = {{-1, -1, -1, -1}};
    assertThat(SliceLine.search(new CodeTable(none, one), ANY)).isEmpty();
  }

  @Test
  void whatCannotBeIsRefused() {
    int[][] codes = {{0, 1}};
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new CodeTable(codes, new double[] {0, wrong}))
          .hasMessageContaining("finite and not negative");
    }
    assertThatThrownBy(() -> new CodeTable(codes, new double[3]))
        .hasMessage("column 0 has 2 rows, not 3");
    assertThatThrownBy(() -> new CodeTable(new int[][] {{0, -2}}, new double[2]))
        .hasMessage("column 0 has the code -2");
    assertThatThrownBy(() -> SliceQuery.of(0, 1, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new SliceQuery(0, 1, 1, 0, 1)).hasMessageContaining("alpha");
  }

  @Test
  void aColumnWithAsManyValuesAsRowsCostsNothingAboveTheSupportAndIsRefusedBelow() {
    int rows = 200_000;
    int[][] codes = new int[2][rows];
    double[] errors = new double[rows];
    for (int row = 0; row < rows; row++) {
      codes[0][row] = row;
      codes[1][row] = row % 7;
      errors[row] = row % 7 == 3 ? 1 : 0.2;
    }
    CodeTable table = new CodeTable(codes, errors);
    assertThat(SliceLine.search(table, SliceQuery.of(5, 100, 3)))
        .first()
        .extracting(FoundSlice::items)
        .isEqualTo(List.of(new Item(1, 3)));
    assertThatThrownBy(() -> SliceLine.search(table, SliceQuery.of(5, 1, 3)))
        .isInstanceOf(SliceLimitException.class)
        .hasMessageContaining("200000 values of 200000 rows have 1 rows or more")
        .hasMessageContaining("greater support");
  }

  @Test
  void aMillionSlicesAreMoreThanASearchLooksAt() {
    SplittableRandom random = new SplittableRandom(5);
    int[][] codes = new int[12][400];
    for (int[] column : codes) {
      Arrays.setAll(column, row -> random.nextInt(4));
    }
    double[] errors = random.doubles(400).toArray();
    CodeTable table = new CodeTable(codes, errors);
    SliceQuery all = new SliceQuery(1, 1_000_000, 1, 0, 50_000);
    assertThatThrownBy(() -> SliceLine.search(table, all))
        .isInstanceOf(SliceLimitException.class)
        .hasMessageContaining("more than 50000 slices");
  }
}
