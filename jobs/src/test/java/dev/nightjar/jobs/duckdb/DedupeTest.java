package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Recipe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several rows with the same id stays. */
class DedupeTest {

  @TempDir Path dir;
  private SourceFixture source = new SourceFixture(Path.of(""));

  @BeforeEach
  void threeFiles() throws Exception {
    source =
        new SourceFixture(dir)
            .schema("d", ColumnType.DATE, "id", ColumnType.INTEGER, "x", ColumnType.INTEGER);
    source.dedupe = Recipe.Dedupe.ID;
    source.id = List.of("id");
    // Twice in one file, in all files, in two, in one.
    source.file("a", rows("(1, 10), (1, 11), (2, 20), (3, 30)"));
    source.file("b", rows("(2, 21), (3, 31)"));
    source.file("c", rows("(2, 22), (4, 40)"));
  }

  private static String rows(String values) {
    return "SELECT DATE '2011-01-01' AS d, id::BIGINT AS id, x::BIGINT AS x FROM (VALUES "
        + values
        + ") v(id, x)";
  }

  private double[] kept(Recipe.Keep keep, String... arrivals) throws Exception {
    source.keep = keep;
    source.arrivals = List.of(arrivals);
    return source.numbers("x");
  }

  @Test
  void theFirstOrTheLastInTheOrderOfTheFiles() throws Exception {
    assertThat(kept(Recipe.Keep.FIRST)).containsExactly(10, 20, 30, 40);
    assertThat(kept(Recipe.Keep.LAST)).containsExactly(11, 31, 22, 40);
  }

  @Test
  void theOrderOfTheLogDecidesAndTheRowsStayInTheirOrder() throws Exception {
    assertThat(kept(Recipe.Keep.FIRST, "c", "b", "a")).containsExactly(10, 31, 22, 40);
    assertThat(kept(Recipe.Keep.LAST, "c", "b", "a")).containsExactly(11, 20, 30, 40);
    assertThat(kept(Recipe.Keep.LAST, "c", "a", "b")).containsExactly(11, 21, 31, 40);
    assertThat(kept(Recipe.Keep.FIRST, "a", "b", "c")).isEqualTo(kept(Recipe.Keep.FIRST));
  }

  @Test
  void isWhatAPlainLoopKeeps() throws Exception {
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      SourceFixture many = new SourceFixture(dir.resolve("s" + seed));
      java.nio.file.Files.createDirectories(dir.resolve("s" + seed));
      many.schema("d", ColumnType.DATE, "id", ColumnType.INTEGER, "x", ColumnType.INTEGER);
      many.dedupe = Recipe.Dedupe.ID;
      many.id = List.of("id");
      long[][] ids = new long[5][];
      for (int f = 0; f < ids.length; f++) {
        ids[f] = LongStream.range(0, 40).map(i -> random.nextInt(60)).toArray();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < ids[f].length; i++) {
          values.append(i == 0 ? "(" : ", (").append(ids[f][i]).append(", ");
          values.append(100 * f + i).append(')');
        }
        many.file("f" + f, rows(values.toString()));
      }
      List<Integer> order =
          IntStream.range(0, ids.length)
              .boxed()
              .sorted((a, b) -> Integer.compare((a * 3 + 1) % 5, (b * 3 + 1) % 5))
              .toList();
      many.arrivals = order.stream().map(f -> "f" + f).toList();
      boolean last = seed % 2 == 0;
      many.keep = last ? Recipe.Keep.LAST : Recipe.Keep.FIRST;
      Map<Long, Integer> kept = new HashMap<>();
      for (int f : order) {
        for (int i = 0; i < ids[f].length; i++) {
          if (last) {
            kept.put(ids[f][i], 100 * f + i);
          } else {
            kept.putIfAbsent(ids[f][i], 100 * f + i);
          }
        }
      }
      double[] expected = kept.values().stream().mapToDouble(x -> x).sorted().toArray();
      assertThat(many.numbers("x")).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
