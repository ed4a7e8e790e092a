package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fixed test sets that stand at a place of the log of their own. */
class PinnedSetsTest {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Instant NIGHT = FIRST.plusDays(60).atTime(2, 30).atZone(ZONE).toInstant();
  private static final Label LABEL =
      new Label("late", new Expression("late"), null, Span.ofDays(1));

  private final DatasetLog log =
      new Datasets(new MemoryStore(), InstantSource.fixed(NIGHT)).dataset("flights");

  private void add(Segment... segments) throws IOException {
    log.add(List.of(segments), new Expression("day"), ZONE.getId(), DatasetFixture.SCHEMA, "ann");
  }

  private static Segment spanning(String name, int from, int to) {
    return DatasetFixture.segment(
        name, FIRST.plusDays(from).atStartOfDay(), FIRST.plusDays(to).atStartOfDay());
  }

  @BeforeEach
  void sixtyDays() throws IOException {
    List<Segment> days = new ArrayList<>();
    FIRST.datesUntil(FIRST.plusDays(60)).forEach(d -> days.add(DatasetFixture.day(d)));
    add(days.toArray(new Segment[0]));
    log.tag("release", "ann");
  }

  private static final Recipe RECIPE = recipe(null);

  private static Recipe recipe(@Nullable String at) {
    return new Recipe(
        "flights",
        List.of(),
        List.of(),
        null,
        null,
        List.of("day"),
        Recipe.Dedupe.ID,
        Split.standard(),
        null,
        at,
        Recipe.Keep.LAST,
        null);
  }

  /** The set of the first ten days. */
  private static List<TestSet> sets(@Nullable String at) {
    TestSet.Fixed fixed = new TestSet.Fixed(FIRST, FIRST.plusDays(9), at);
    return List.of(
        new TestSet("winter", fixed, 0, null, null),
        new TestSet("recent", new TestSet.Recent(Span.ofDays(14)), 0, null, null));
  }

  private Snapshot resolve(Recipe recipe, List<TestSet> sets) throws IOException {
    Prefixes prefixes = Prefixes.of(log, log.state(), recipe, sets);
    return Snapshots.resolve(prefixes, recipe, sets, LABEL, NIGHT, ZONE);
  }

  private static Snapshot.Pin pin(Snapshot snapshot) {
    return java.util.Objects.requireNonNull(snapshot.pin("winter"));
  }

  private static List<String> names(List<Segment> segments) {
    return segments.stream().map(Segment::name).toList();
  }

  @Test
  void whatIsAddedLaterIsInNoPinnedSet() throws IOException {
    Snapshot before = resolve(RECIPE, sets("release"));
    assertThat(names(pin(before).segments())).hasSize(10).startsWith("2011-01-01");
    assertThat(pin(before).logPosition()).isEqualTo(1);
    add(spanning("corrections", 3, 30));
    Snapshot after = resolve(RECIPE, sets("release"));
    assertThat(pin(after)).isEqualTo(pin(before));
    assertThat(names(after.segments()))
        .as("outside the set's days it may have training rows")
        .contains("corrections");
    assertThat(names(after.read("winter"))).doesNotContain("corrections");
    assertThat(names(resolve(RECIPE, sets(null)).read("winter"))).contains("corrections");
    Snapshot.Pin counted = pin(resolve(RECIPE, sets("1")));
    assertThat(counted.logPosition()).as("a number of entries").isEqualTo(1);
    assertThat(counted.segments()).isEqualTo(pin(before).segments());
    assertThat(after.id()).isNotEqualTo(before.id());
  }

  @Test
  void itsSegmentsAreReadApartFromTheOthers() throws IOException {
    Recipe window =
        new Recipe(
            "flights",
            List.of(),
            List.of(),
            Span.ofDays(20),
            null,
            List.of(),
            Recipe.Dedupe.NONE,
            Split.standard());
    Snapshot snapshot = resolve(window, sets("release"));
    assertThat(names(snapshot.segments())).hasSize(34).doesNotContain("2011-01-10");
    assertThat(snapshot.read())
        .hasSize(44)
        .isSortedAccordingTo(java.util.Comparator.comparing(Segment::name));
    assertThat(resolve(window, sets(null)).segments()).isEqualTo(snapshot.read());
  }

  @Test
  void aRecipeThatStandsEarlierDoesNotHoldItBack() throws IOException {
    add(spanning("0-more", 2, 40));
    log.tag("second", "ann");
    Snapshot snapshot = resolve(recipe("release"), sets("second"));
    assertThat(names(snapshot.segments())).doesNotContain("0-more");
    assertThat(names(pin(snapshot).segments())).contains("0-more");
    assertThat(pin(snapshot).arrivals()).endsWith("0-more");
    assertThat(names(snapshot.read())).contains("0-more");
  }

  @Test
  void retractionWins() throws IOException {
    Snapshot before = resolve(RECIPE, sets("release"));
    log.retract("2011-01-04", "poisoned", "ann");
    assertThat(before.gone(log.state())).extracting(Segment::name).containsExactly("2011-01-04");
    assertThat(before.goneInWords(log.state())).contains("segment 2011-01-04 was retracted");
    add(
        new Segment(
            "2011-01-04",
            Segment.Kind.DELTA,
            Digest.of("mended"),
            1,
            10,
            Digest.of("mended rows"),
            FIRST.plusDays(3).atStartOfDay(),
            FIRST.plusDays(3).atStartOfDay()));
    Snapshot after = resolve(RECIPE, sets("release"));
    assertThat(names(pin(after).segments())).hasSize(9).doesNotContain("2011-01-04");
    assertThat(after.leftOut()).containsEntry("2011-01-04", "retracted: poisoned");
    assertThat(after.gone(log.state())).isEmpty();
    assertThat(names(resolve(RECIPE, sets(null)).read("winter")))
        .as("without a pin the mended rows are judged on")
        .contains("2011-01-04");
  }

  @Test
  void aWrongPlaceIsNamedWithItsKey() throws IOException {
    assertThatThrownBy(() -> resolve(RECIPE, sets("realease")))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test_sets.winter.at: dataset flights has no tag realease; did you mean release?");
    assertThatThrownBy(() -> resolve(RECIPE, sets("9")))
        .hasMessage("test_sets.winter.at: 9: the log of dataset flights has the entries 1 to 2");
    assertThatThrownBy(
            () -> Snapshots.resolve(log.state(), RECIPE, sets("release"), LABEL, NIGHT, ZONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("winter is pinned at release");
  }

  @Test
  void aPlaceBeforeTheDaysIsRefusedAndDaysToComeAreWaitedFor() throws IOException {
    LocalDate day = FIRST.plusDays(62);
    add(DatasetFixture.day(day));
    List<TestSet> spring =
        List.of(new TestSet("spring", new TestSet.Fixed(day, day, "release"), 0, null, null));
    assertThatThrownBy(() -> resolve(RECIPE, spring))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "test_sets.spring.at: release: at entry 1 no segment has rows of 2011-03-04 to"
                + " 2011-03-04; dataset flights held 2011-01-01 to 2011-03-01, and a set that is"
                + " pinned there never has any: pin it at a later place, or name other days");
    List<TestSet> later =
        List.of(new TestSet("spring", new TestSet.Fixed(day, day, "3"), 0, null, null));
    Snapshot snapshot = resolve(RECIPE, later);
    assertThat(snapshot.emptySets().get("spring"))
        .contains("is not complete yet")
        .endsWith("(at 3)");
    assertThat(snapshot.read("spring")).isEmpty();
  }

  /** Whatever is added, a pinned set is the same; whatever is retracted, it only loses that. */
  @Test
  void noHistoryOfTheDatasetChangesIt() throws IOException {
    Random random = new Random(7);
    List<Segment> expected = new ArrayList<>(pin(resolve(RECIPE, sets("release"))).segments());
    for (int i = 0; i < 60; i++) {
      if (random.nextInt(4) > 0) {
        int from = random.nextInt(40);
        add(spanning("delta-" + i, from, from + random.nextInt(20)));
      } else {
        List<String> present = List.copyOf(log.state().segments().keySet());
        String name = present.get(random.nextInt(present.size()));
        log.retract(name, "step " + i, "ann");
        expected.removeIf(s -> s.name().equals(name));
      }
      Snapshot snapshot = resolve(RECIPE, sets("release"));
      assertThat(pin(snapshot).segments()).as("step %d", i).isEqualTo(expected);
      assertThat(CanonicalJson.read(CanonicalJson.write(snapshot), Snapshot.class))
          .isEqualTo(snapshot);
    }
  }

  @Test
  void aSnapshotWithoutSegmentsHasPinsWithoutThemToo() throws IOException {
    Snapshot snapshot = resolve(RECIPE, sets("release"));
    Snapshot less = Snapshots.without(snapshot, List.of("2011-01-02"), "as a test");
    assertThat(names(less.read("winter"))).hasSize(9).doesNotContain("2011-01-02");
    assertThat(less.id()).isNotEqualTo(snapshot.id());
  }

  @Test
  void whatIsNotPinnedIsNotWritten() throws IOException {
    Snapshot snapshot = resolve(RECIPE, sets(null));
    assertThat(CanonicalJson.text(snapshot)).doesNotContain("pins");
    assertThat(CanonicalJson.text(sets(null))).doesNotContain("\"at\"");
    assertThat(
            CanonicalJson.convert(
                    CanonicalJson.tree(Map.of("from", "2011-01-01", "to", "2011-01-02")),
                    TestSet.Fixed.class)
                .at())
        .isNull();
  }
}
