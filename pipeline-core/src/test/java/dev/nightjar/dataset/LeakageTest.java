package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LeakageTest {

  private static RowKeys keys(long... keys) {
    return RowKeys.of(keys);
  }

  @Test
  void keysAreASetInAnyOrder() throws IOException {
    RowKeys keys = keys(3, -1, 3, Long.MIN_VALUE, Long.MAX_VALUE);
    assertThat(keys.size()).isEqualTo(4);
    assertThat(keys)
        .isEqualTo(keys(-1, Long.MAX_VALUE, 3, Long.MIN_VALUE))
        .hasSameHashCodeAs(keys(-1, Long.MAX_VALUE, 3, Long.MIN_VALUE));
    assertThat(keys.contains(-1)).isTrue();
    assertThat(keys.contains(2)).isFalse();
    assertThat(RowKeys.decode(keys.encode())).isEqualTo(keys);
    assertThat(RowKeys.decode(keys().encode()).size()).isZero();
  }

  @Test
  void otherBytesAreRefused() {
    byte[] bytes = keys(1, 2, 3).encode();
    assertThatThrownBy(() -> RowKeys.decode(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RowKeys.decode(new byte[0])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RowKeys.decode(new byte[16])).isInstanceOf(IOException.class);
    byte[] swapped = bytes.clone();
    swapped[15] = 9;
    assertThatThrownBy(() -> RowKeys.decode(swapped)).hasMessageContaining("out of order");
  }

  @Test
  void theOverlapIsThatOfTheSets() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      long[] a = LongStream.range(0, random.nextInt(60)).map(i -> random.nextInt(80)).toArray();
      long[] b = LongStream.range(0, random.nextInt(60)).map(i -> random.nextInt(80)).toArray();
      Set<Long> both = new HashSet<>();
      Arrays.stream(a).forEach(both::add);
      both.retainAll(Arrays.stream(b).boxed().toList());
      RowKeys.Overlap overlap = RowKeys.of(a).overlap(RowKeys.of(b));
      assertThat(overlap.count()).isEqualTo(both.size());
      assertThat(overlap.witnesses()).hasSize(Math.min(20, both.size()));
    }
  }

  @Test
  void eachModelIsHeldAgainstEachTestSet() {
    Map<String, RowKeys> trained = new LinkedHashMap<>();
    trained.put("candidate", keys(1, 2, 3));
    trained.put("champion", keys(4, 5, 6));
    Map<String, RowKeys> tests = new LinkedHashMap<>();
    tests.put("fixed", keys(10, 11));
    tests.put("recent", keys(5, 6, 7, 8));
    List<Leakage.Finding> findings = Leakage.keys(trained, tests);
    assertThat(findings)
        .containsExactly(
            new Leakage.Finding(
                Leakage.Rule.KEY,
                "champion",
                "recent",
                2,
                List.of("0000000000000005", "0000000000000006"),
                "champion was trained on 2 of the 4 rows of test set recent"));
  }

  @Test
  void trainingMayFollowAFixedSetButNotReachIntoARollingOne() {
    DatasetState year = DatasetFixture.daily(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 12, 31));
    List<TestSet> sets =
        List.of(
            new TestSet(
                "fixed",
                new TestSet.Fixed(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 1, 31)),
                0,
                null,
                null),
            new TestSet("recent", new TestSet.Recent(Span.ofDays(14)), 0, null, null));
    Recipe recipe =
        new Recipe(
            "flights",
            List.of(),
            List.of(),
            null,
            null,
            List.of(),
            Recipe.Dedupe.NONE,
            Split.standard());
    Label label = new Label("late", new Expression("late"), null, Span.ofDays(1));
    Snapshot s =
        Snapshots.resolve(
            year, recipe, sets, label, Instant.parse("2011-06-15T02:30:00Z"), ZoneOffset.UTC);
    assertThat(Leakage.times(Map.of("candidate", s.train()), s, sets)).isEmpty();
    TimeRange later = new TimeRange(s.train().from(), LocalDate.of(2011, 6, 3).atStartOfDay());
    assertThat(Leakage.times(Map.of("champion", later), s, sets))
        .singleElement()
        .extracting(Leakage.Finding::sentence)
        .isEqualTo(
            "champion was trained on 2011-01-01 to 2011-06-02, which reaches into test set recent,"
                + " 2011-06-01 to 2011-06-14");
  }
}
