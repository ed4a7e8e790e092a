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
                true,
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

  private static Frame frame(long[] keys, long[] contents, double[] known, String... groups) {
    List<String> dictionary = Arrays.stream(groups).distinct().sorted().toList();
    int[] codes = Arrays.stream(groups).mapToInt(dictionary::indexOf).toArray();
    return new Frame(
        keys.length,
        List.of(
            new FrameColumn.Longs(DataEngine.Rows.KEY, keys),
            new FrameColumn.Longs(DataEngine.Rows.CONTENT, contents),
            new FrameColumn.Numbers(DataEngine.Rows.KNOWN, known),
            new FrameColumn.Texts("guest", codes, dictionary)));
  }

  @Test
  void aRowUnderAnotherIdIsFoundByItsContent() {
    Frame train = frame(new long[] {1, 2}, new long[] {70, 80}, new double[2], "a", "b");
    Frame test =
        frame(new long[] {11, 12, 13}, new long[] {70, 90, 80}, new double[3], "c", "d", "e");
    assertThat(
            Leakage.keys(
                Map.of("candidate", RowKeys.of(train)), Map.of("recent", RowKeys.of(test))))
        .isEmpty();
    assertThat(
            Leakage.contents(
                Map.of("candidate", RowKeys.contents(train)),
                Map.of("recent", RowKeys.contents(test))))
        .containsExactly(
            new Leakage.Finding(
                Leakage.Rule.ROW,
                "candidate",
                "recent",
                2,
                List.of("0000000000000046", "0000000000000050"),
                true,
                "candidate was trained on rows equal to 2 of the 3 rows of test set recent"));
  }

  @Test
  void aGroupStandsOnOneSideOfTheSplit() {
    long[] any = {1, 2, 3};
    RowKeys train = RowKeys.groups(frame(any, any, new double[3], "ann", "bob", "ann"), "guest");
    RowKeys apart = RowKeys.groups(frame(any, any, new double[3], "cy", "cy", "di"), "guest");
    RowKeys shared = RowKeys.groups(frame(any, any, new double[3], "cy", "bob", "bob"), "guest");
    assertThat(Leakage.groups("guest", train, apart)).isEmpty();
    assertThat(Leakage.groups("guest", train, shared))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.rows()).isEqualTo(1);
              assertThat(f.witnesses()).hasSize(1);
              assertThat(f.sentence())
                  .isEqualTo(
                      "1 of the 2 groups of guest on the dev side are on the training side too");
            });
  }

  @Test
  void rowsKnownAfterTheLogicalTimeAreCounted() {
    LocalDate day = LocalDate.of(2011, 6, 15);
    double noon = day.toEpochDay() + 0.5;
    double second = 1 / 86_400e0;
    long[] keys = {1, 2, 3, 4};
    Frame rows =
        frame(
            keys,
            keys,
            new double[] {noon, noon + second, noon - second, noon + 3},
            "a",
            "b",
            "c",
            "d");
    List<Leakage.Finding> found = Leakage.known("recent", rows, day.atTime(12, 0));
    assertThat(found).singleElement().extracting(Leakage.Finding::rows).isEqualTo(2);
    assertThat(found.get(0).witnesses()).containsExactly("0000000000000002", "0000000000000004");
    assertThat(found.get(0).sentence())
        .isEqualTo("2 of the 4 rows of test set recent became known only after 2011-06-15T12:00");
    assertThat(Leakage.known("", rows, day.plusDays(9).atStartOfDay())).isEmpty();
  }

  @Test
  void trainingOnWhatTheChampionWasJudgedOnBlocksWhileTheSetIsFixed() {
    LocalDate june = LocalDate.of(2011, 6, 1);
    TestSet fixed = new TestSet("fixed", new TestSet.Fixed(june, june), 0, null, null);
    TestSet recent = new TestSet("recent", new TestSet.Recent(Span.ofDays(7)), 0, null, null);
    Map<String, RowKeys> judged = new LinkedHashMap<>();
    judged.put("fixed", keys(1, 2, 3));
    judged.put("recent", keys(3, 4, 5, 6));
    judged.put("dropped", keys(1));
    List<Leakage.Finding> found =
        Leakage.champion(keys(1, 3, 4, 9), "champion v3", judged, List.of(fixed, recent));
    assertThat(found).extracting(Leakage.Finding::rows).containsExactly(2, 2, 1);
    assertThat(found).extracting(Leakage.Finding::blocks).containsExactly(true, false, false);
    assertThat(found.get(0).sentence())
        .isEqualTo(
            "candidate was trained on 2 of the 3 rows of test set fixed that champion v3 was judged on");
    assertThat(Leakage.champion(keys(9), "champion v3", judged, List.of(fixed))).isEmpty();
  }

  @Test
  void aFrozenSetThatChangedIsReportedWithItsCountsAndSegments() {
    assertThat(Leakage.frozen("fixed", "champion v3", keys(1, 2), keys(2, 1), "")).isEmpty();
    assertThat(
            Leakage.frozen(
                "fixed", "champion v3", keys(1, 2, 3), keys(3, 4), "segment a is gone, b is new"))
        .containsExactly(
            new Leakage.Finding(
                Leakage.Rule.FROZEN,
                "champion v3",
                "fixed",
                3,
                List.of("0000000000000001", "0000000000000002", "0000000000000004"),
                false,
                "fixed test set fixed is not the one that champion v3 was judged on: 2 rows are gone"
                    + " and 1 are new; segment a is gone, b is new"));
  }
}
