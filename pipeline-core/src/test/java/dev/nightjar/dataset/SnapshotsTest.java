package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate JUNE_15 = LocalDate.of(2011, 6, 15);
  private static final DatasetState YEAR =
      DatasetFixture.daily(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 12, 31));
  private static final List<TestSet> SETS = List.of(fixed("2011-01-01", "2011-01-31"), recent(14));

  /** 02:30 of the day in Chicago. */
  private static Instant night(LocalDate day) {
    return day.atTime(2, 30).atZone(CHICAGO).toInstant();
  }

  private static TestSet fixed(String from, String to) {
    return new TestSet(
        "fixed", new TestSet.Fixed(LocalDate.parse(from), LocalDate.parse(to)), 0, null, null);
  }

  private static TestSet recent(int days) {
    return new TestSet("recent", new TestSet.Recent(Span.ofDays(days)), 0, null, null);
  }

  private static Label label(String completeAfter) {
    return new Label("late", new Expression("late"), null, Span.parse(completeAfter));
  }

  private static Recipe recipe(String window, List<String> include, List<String> exclude) {
    return new Recipe(
        "flights",
        include,
        exclude,
        window.isEmpty() ? null : Span.parse(window),
        null,
        List.of(),
        Recipe.Dedupe.NONE,
        Split.standard());
  }

  private static Snapshot resolve(DatasetState state, String window, String after, LocalDate day) {
    return Snapshots.resolve(
        state, recipe(window, List.of(), List.of()), SETS, label(after), night(day), CHICAGO);
  }

  private static TimeRange days(String from, String to) {
    return new TimeRange(
        LocalDate.parse(from).atStartOfDay(), LocalDate.parse(to).plusDays(1).atStartOfDay());
  }

  @Test
  void aDayLaterYesterdayIsTheLastCompleteDay() {
    Snapshot s = resolve(YEAR, "60d", "1d", JUNE_15);
    assertThat(s.testSets())
        .containsExactly(
            java.util.Map.entry("fixed", days("2011-01-01", "2011-01-31")),
            java.util.Map.entry("recent", days("2011-06-01", "2011-06-14")));
    assertThat(s.train()).isEqualTo(days("2011-04-02", "2011-05-31"));
    assertThat(s.segments()).hasSize(31 + 60 + 14);
    assertThat(s.segments().get(0).name()).isEqualTo("2011-01-01");
    assertThat(s.newest()).isEqualTo(DatasetFixture.day(LocalDate.of(2011, 6, 14)));
    assertThat(s.leftOut()).isEmpty();
    assertThat(s.emptySets()).isEmpty();
    assertThat(s.logPosition()).isEqualTo(365);
  }

  @Test
  void aFortnightLaterArrivalsUpToAFortnightAgoAreComplete() {
    Snapshot s = resolve(YEAR, "60d", "14d", JUNE_15);
    assertThat(s.testSets()).containsEntry("recent", days("2011-05-19", "2011-06-01"));
  }

  @Test
  void atOnceTheDayItselfCountsWhenEventsAreDays() {
    Snapshot s = resolve(YEAR, "60d", "0d", JUNE_15);
    assertThat(s.testSets()).containsEntry("recent", days("2011-06-02", "2011-06-15"));
  }

  @Test
  void atMidnightSharpTheDayBeforeIsJustComplete() {
    Instant midnight = JUNE_15.atStartOfDay(CHICAGO).toInstant();
    Recipe recipe = recipe("60d", List.of(), List.of());
    Snapshot s = Snapshots.resolve(YEAR, recipe, SETS, label("1d"), midnight, CHICAGO);
    assertThat(s.testSets()).containsEntry("recent", days("2011-06-01", "2011-06-14"));
    Snapshot before =
        Snapshots.resolve(YEAR, recipe, SETS, label("1d"), midnight.minusMillis(1), CHICAGO);
    assertThat(before.testSets()).containsEntry("recent", days("2011-05-31", "2011-06-13"));
  }

  @Test
  void eventsWithATimeOfDayWaitForTheLastOfTheirDay() {
    TreeMap<String, Segment> segments = new TreeMap<>();
    LocalDate first = LocalDate.of(2011, 1, 1);
    first
        .datesUntil(LocalDate.of(2011, 12, 31))
        .forEach(
            d ->
                segments.put(
                    d.toString(),
                    DatasetFixture.segment(d.toString(), d.atTime(0, 5), d.atTime(23, 55))));
    Snapshot s = resolve(DatasetFixture.state(segments), "60d", "1d", JUNE_15);
    assertThat(s.testSets()).containsEntry("recent", days("2011-05-31", "2011-06-13"));
    assertThat(resolve(DatasetFixture.state(segments), "60d", "0d", JUNE_15).testSets())
        .containsEntry("recent", days("2011-06-01", "2011-06-14"));
  }

  @Test
  void withoutARollingSetTrainingGoesUpToTheLastCompleteDay() {
    Recipe recipe = recipe("", List.of(), List.of());
    Snapshot s = Snapshots.resolve(YEAR, recipe, List.of(), label("1d"), night(JUNE_15), CHICAGO);
    assertThat(s.train()).isEqualTo(days("2011-01-01", "2011-06-14"));
    assertThat(s.testSets()).isEmpty();
  }

  @Test
  void theEarliestRollingSetEndsTraining() {
    TestSet week = new TestSet("week", new TestSet.Recent(Span.parse("1w")), 0, null, null);
    Snapshot s =
        Snapshots.resolve(
            YEAR,
            recipe("30d", List.of(), List.of()),
            List.of(week, recent(14)),
            label("1d"),
            night(JUNE_15),
            CHICAGO);
    assertThat(s.train()).isEqualTo(days("2011-05-02", "2011-05-31"));
    assertThat(s.testSets().keySet()).containsExactly("week", "recent");
  }

  @Test
  void aFixedSetIsEmptyUntilItsLastDayIsComplete() {
    Snapshot s = resolve(YEAR, "60d", "1d", LocalDate.of(2011, 1, 31));
    LocalDateTime start = LocalDate.of(2011, 1, 1).atStartOfDay();
    assertThat(s.testSets()).containsEntry("fixed", new TimeRange(start, start));
    assertThat(s.emptySets().get("fixed")).contains("2011-01-31, is not complete yet");
    assertThat(resolve(YEAR, "60d", "1d", LocalDate.of(2011, 2, 1)).emptySets()).isEmpty();
  }

  @Test
  void aSetOfDaysThatTheDatasetDoesNotHoldIsEmptyWithAReason() {
    Snapshot s =
        Snapshots.resolve(
            YEAR,
            recipe("60d", List.of(), List.of()),
            List.of(fixed("2010-01-01", "2010-01-31")),
            label("1d"),
            night(JUNE_15),
            CHICAGO);
    assertThat(s.emptySets().get("fixed"))
        .isEqualTo(
            "no segment has rows of 2010-01-01 to 2010-01-31; dataset flights holds 2011-01-01 to"
                + " 2011-12-31");
  }

  @Test
  void recipesChooseSegmentsAndSaySo() {
    TreeMap<String, Segment> segments = new TreeMap<>(YEAR.segments());
    Segment bad = segments.remove("2011-06-03");
    var retracted = List.of(new DatasetState.Retracted(bad, "half empty", "ann", Instant.EPOCH));
    DatasetState state =
        new DatasetState("flights", 366, YEAR.definition(), segments, retracted, new TreeMap<>());
    Snapshot s =
        Snapshots.resolve(
            state,
            recipe("60d", List.of("2011-0*"), List.of("2011-05-1*", "2011-12-*")),
            SETS,
            label("1d"),
            night(JUNE_15),
            CHICAGO);
    assertThat(s.segments()).hasSize(31 + 60 + 14 - 10 - 1);
    assertThat(s.leftOut())
        .hasSize(11)
        .containsEntry("2011-05-10", "excluded by the recipe")
        .containsEntry("2011-06-03", "retracted: half empty");
  }

  @Test
  void theIdIsTheDigestOfEverythingElseAndNothingMore() throws IOException {
    Snapshot s = resolve(YEAR, "60d", "1d", JUNE_15);
    assertThat(s.id()).hasSize(64).isEqualTo(resolve(YEAR, "60d", "1d", JUNE_15).id());
    assertThat(s.id()).isNotEqualTo(resolve(YEAR, "60d", "1d", JUNE_15.plusDays(1)).id());
    assertThat(s.id()).isNotEqualTo(resolve(YEAR, "61d", "1d", JUNE_15).id());
    assertThat(CanonicalJson.read(CanonicalJson.write(s), Snapshot.class)).isEqualTo(s);
  }

  @Test
  void nothingToTrainOnIsSaidWithTheDatasetsDays() {
    assertThatThrownBy(() -> resolve(YEAR, "60d", "1d", LocalDate.of(2010, 6, 15)))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "no training rows for 2010-06-15: the window is 2010-04-02 to 2010-05-31, and dataset"
                + " flights holds 2011-01-01 to 2011-12-31");
    assertThatThrownBy(() -> resolve(YEAR, "5d", "1d", LocalDate.of(2013, 6, 15)))
        .hasMessageContaining("holds 2011-01-01 to 2011-12-31");
    assertThatThrownBy(() -> resolve(YEAR, "60d", "1d", LocalDate.of(2011, 1, 1)))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> resolve(DatasetState.empty("nosuch"), "60d", "1d", JUNE_15))
        .hasMessageContaining("dataset nosuch has no segments");
    assertThatThrownBy(
            () ->
                Snapshots.resolve(
                    YEAR,
                    recipe("60d", List.of(), List.of("*")),
                    SETS,
                    label("1d"),
                    night(JUNE_15),
                    CHICAGO))
        .hasMessageContaining("left out are [2011-04-02=excluded by the recipe");
    assertThatThrownBy(() -> resolve(YEAR, "0d", "1d", JUNE_15)).hasMessageContaining("empty");
  }

  @Test
  void anEarlyNightTrainsOnWhatThereIs() {
    Snapshot s = resolve(YEAR, "60d", "1d", LocalDate.of(2011, 1, 17));
    assertThat(s.train()).isEqualTo(days("2010-11-04", "2011-01-02"));
    assertThat(s.segments()).hasSize(2 + 14);
  }

  @Test
  void daylightSavingMovesNothing() {
    Instant gap = LocalDateTime.of(2011, 3, 13, 2, 30).atZone(CHICAGO).toInstant();
    Recipe recipe = recipe("20d", List.of(), List.of());
    assertThat(
            Snapshots.resolve(YEAR, recipe, SETS, label("1d"), gap, CHICAGO)
                .testSets()
                .get("recent"))
        .isEqualTo(days("2011-02-27", "2011-03-12"));
  }

  @Test
  void theMissingDayIsTheLastCompleteOne() {
    Recipe all = recipe("60d", List.of(), List.of());
    LocalDate first = LocalDate.of(2011, 1, 1);
    DatasetState until13 = DatasetFixture.daily(first, LocalDate.of(2011, 6, 13));
    assertThat(Snapshots.missingDay(until13, all, label("1d"), night(JUNE_15), CHICAGO))
        .contains(LocalDate.of(2011, 6, 14));
    assertThat(Snapshots.missingDay(until13, all, label("2d"), night(JUNE_15), CHICAGO)).isEmpty();
    assertThat(Snapshots.missingDay(YEAR, all, label("1d"), night(JUNE_15), CHICAGO)).isEmpty();
    Recipe without14 = recipe("60d", List.of(), List.of("2011-06-14"));
    assertThat(Snapshots.missingDay(until13, without14, label("1d"), night(JUNE_15), CHICAGO))
        .isEmpty();
    var retracted =
        List.of(
            new DatasetState.Retracted(
                DatasetFixture.day(LocalDate.of(2011, 6, 14)), "bad", "ann", Instant.EPOCH));
    DatasetState took =
        new DatasetState(
            "f", 9, until13.definition(), until13.segments(), retracted, new TreeMap<>());
    assertThat(Snapshots.missingDay(took, all, label("1d"), night(JUNE_15), CHICAGO)).isEmpty();
    TreeMap<String, Segment> whole = new TreeMap<>();
    whole.put("base", DatasetFixture.segment("base", first.atStartOfDay(), first.atStartOfDay()));
    assertThat(
            Snapshots.missingDay(
                DatasetFixture.state(whole), all, label("1d"), night(JUNE_15), CHICAGO))
        .isEmpty();
  }
}
