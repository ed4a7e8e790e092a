package dev.nightjar.sliceline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.statistics.Cases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reference lists, each of which was made by looking at every slice. */
class SliceLineCasesTest {

  private static CodeTable table(JsonNode input) {
    JsonNode x = input.get("X");
    int[][] codes = new int[x.get(0).size()][x.size()];
    for (int row = 0; row < x.size(); row++) {
      for (int c = 0; c < codes.length; c++) {
        codes[c][row] = x.get(row).get(c).intValue();
      }
    }
    return new CodeTable(codes, Cases.numbers(input.get("errors")));
  }

  private static SliceQuery query(JsonNode input, int rows) {
    double support = input.get("min_support").doubleValue();
    JsonNode level = input.get("max_level");
    return new SliceQuery(
        input.get("alpha").doubleValue(),
        input.get("k").intValue(),
        (int) Math.ceil(support < 1 ? support * rows : support),
        level == null ? 0 : level.intValue(),
        SliceQuery.LIMIT);
  }

  private static List<FoundSlice> search(JsonNode input) {
    CodeTable table = table(input);
    return SliceLine.search(table, query(input, table.rows()));
  }

  private static Map<String, Integer> items(FoundSlice slice) {
    Map<String, Integer> items = new TreeMap<>();
    slice.items().forEach(i -> items.put(String.valueOf(i.column()), i.code()));
    return items;
  }

  /** Scores in order; each slice is one of those of its score, which may come in any order. */
  private static void assertSame(List<FoundSlice> found, List<Expected> expected, double most) {
    assertThat(found).hasSizeLessThanOrEqualTo(expected.size());
    for (int i = 0; i < found.size(); i++) {
      FoundSlice slice = found.get(i);
      assertThat(slice.score()).isCloseTo(expected.get(i).score(), within(most));
      assertThat(expected)
          .filteredOn(e -> e.items().equals(items(slice)))
          .singleElement()
          .satisfies(
              e -> {
                assertThat(slice.size()).isEqualTo(e.size());
                assertThat(slice.score()).isCloseTo(e.score(), within(most));
                assertThat(slice.sumError()).isCloseTo(e.sum(), within(1e-9 * (1 + e.sum())));
                assertThat(slice.maxError()).isCloseTo(e.max(), within(1e-9 * (1 + e.max())));
              });
    }
  }

  private record Expected(
      Map<String, Integer> items, double score, int size, double sum, double max) {}

  private static List<Expected> exhaustive(JsonNode list) {
    List<Expected> all = new ArrayList<>();
    for (JsonNode e : list) {
      Map<String, Integer> items = new TreeMap<>();
      e.get("predicates_feature0based_to_value")
          .properties()
          .forEach(f -> items.put(f.getKey(), f.getValue().intValue()));
      all.add(
          new Expected(
              items,
              e.get("score").doubleValue(),
              e.get("size").intValue(),
              e.get("sum_error").doubleValue(),
              e.get("max_error").doubleValue()));
    }
    return all;
  }

  private static List<Expected> listed(JsonNode expected) {
    List<Expected> all = new ArrayList<>();
    for (int i = 0; i < expected.get("expected_slices").size(); i++) {
      JsonNode slice = expected.get("expected_slices").get(i);
      JsonNode stats = expected.get("expected_stats").get(i);
      Map<String, Integer> items = new TreeMap<>();
      for (int c = 0; c < slice.size(); c++) {
        if (!slice.get(c).isNull()) {
          items.put(String.valueOf(c), slice.get(c).intValue());
        }
      }
      all.add(
          new Expected(
              items,
              stats.get("slice_score").doubleValue(),
              stats.get("slice_size").intValue(),
              stats.get("sum_slice_error").doubleValue(),
              stats.get("max_slice_error").doubleValue()));
    }
    return all;
  }

  @Test
  void findsWhatLookingAtEverySliceFinds() throws IOException {
    for (JsonNode c : Cases.read("evaluation/sliceline.json").get("cases")) {
      JsonNode expected = c.get("expected");
      JsonNode exhaustive = expected.get("top_slices_by_exhaustive_search");
      List<FoundSlice> found = search(c.get("input"));
      List<Expected> list = exhaustive == null ? listed(expected) : exhaustive(exhaustive);
      assertSame(found, list, 1e-9);
      int k = c.get("input").get("k").intValue();
      assertThat(found).as(c.get("id").textValue()).hasSize(Math.min(k, list.size()));
      if (exhaustive != null) {
        assertThat(all(c.get("input")))
            .hasSize(expected.get("slices_with_positive_score").intValue());
      }
    }
  }

  private static List<FoundSlice> all(JsonNode input) {
    CodeTable table = table(input);
    SliceQuery q = query(input, table.rows());
    return SliceLine.search(
        table, new SliceQuery(q.alpha(), 1000, q.support(), q.level(), q.limit()));
  }

  @Test
  void reproducesThePublishedListOfTheSalaries() throws IOException {
    JsonNode c = Cases.read("evaluation/sliceline_salaries.json").get("cases").get(0);
    JsonNode expected = c.get("expected");
    List<FoundSlice> found = search(c.get("input"));
    assertThat(found).hasSize(10);
    assertSame(found, exhaustive(expected.get("exhaustive_top10")), 5e-4);
    JsonNode published = expected.get("expected_score_sumerr_maxerr_size_systemds");
    for (int i = 0; i < published.size(); i++) {
      assertThat(found.get(i).score())
          .isCloseTo(published.get(i).get(0).doubleValue(), within(5e-4));
      assertThat(found.get(i).size()).isEqualTo(published.get(i).get(3).intValue());
    }
    assertThat(all(c.get("input"))).hasSize(expected.get("slices_with_positive_score").intValue());
  }
}
