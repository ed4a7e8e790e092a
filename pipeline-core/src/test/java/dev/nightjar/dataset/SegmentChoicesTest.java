package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each segment of a dataset is used for something, or there is a reason. */
class SegmentChoicesTest {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Instant NIGHT = FIRST.plusDays(40).atTime(2, 30).atZone(ZONE).toInstant();
  private static final Label LABEL =
      new Label("late", new Expression("late"), null, Span.ofDays(1));
  private static final List<TestSet> SETS =
      List.of(
          new TestSet("fixed", new TestSet.Fixed(FIRST, FIRST.plusDays(1)), 0, null, null),
          new TestSet("recent", new TestSet.Recent(Span.ofDays(3)), 0, null, null));

  private final DatasetLog log =
      new Datasets(new MemoryStore(), InstantSource.fixed(NIGHT)).dataset("flights");

  @BeforeEach
  void fiftyDays() throws IOException {
    List<Segment> days = new ArrayList<>();
    FIRST.datesUntil(FIRST.plusDays(50)).forEach(d -> days.add(DatasetFixture.day(d)));
    add(days);
  }

  private void add(List<Segment> segments) throws IOException {
    log.add(segments, new Expression("day"), ZONE.getId(), DatasetFixture.SCHEMA, "ann");
  }

  private static Recipe recipe(@Nullable String at) {
    return new Recipe(
        "flights",
        List.of(),
        List.of(day(30)),
        Span.ofDays(20),
        null,
        List.of(),
        Recipe.Dedupe.NONE,
        Split.standard(),
        null,
        at,
        null,
        null);
  }

  private Map<String, String> fates(Recipe recipe) throws IOException {
    DatasetState now = log.state();
    Prefixes prefixes = Prefixes.of(log, now, recipe, SETS);
    Snapshot snapshot = Snapshots.resolve(prefixes, recipe, SETS, LABEL, NIGHT, ZONE);
    List<SegmentChoice> choices = SegmentChoices.of(now, prefixes, recipe, snapshot);
    assertThat(choices.stream().filter(SegmentChoice::isUsed).map(SegmentChoice::segment))
        .as("what is used is what the snapshot reads")
        .containsExactlyElementsOf(snapshot.segments().stream().map(Segment::name).toList());
    Map<String, String> fates = new TreeMap<>();
    choices.forEach(
        c -> fates.merge(c.segment(), String.join("+", c.uses()) + c.why(), (a, b) -> a + "|" + b));
    return fates;
  }

  private static String day(int days) {
    return FIRST.plusDays(days).toString();
  }

  @Test
  void eachHasOneFate() throws IOException {
    log.retract(day(25), "wrong clock", "ann");
    Map<String, String> fates = fates(recipe(null));
    assertThat(fates)
        .hasSize(50)
        .containsEntry(day(0), "fixed")
        .containsEntry(day(1), "fixed")
        .containsEntry(day(2), "before the window, which begins on " + day(17))
        .containsEntry(day(17), "train")
        .containsEntry(day(25), "retracted: wrong clock")
        .containsEntry(day(30), "excluded by the recipe")
        .containsEntry(day(36), "train")
        .containsEntry(day(37), "recent")
        .containsEntry(day(39), "recent")
        .containsEntry(day(40), "after " + day(39) + ", the last day that the night reads");
  }

  @Test
  void whatIsAddedLaterIsNotSeenByAPinnedRecipe() throws IOException {
    log.tag("release", "ann");
    LocalDate date = FIRST.plusDays(33);
    add(
        List.of(
            DatasetFixture.segment("fixes", date.atStartOfDay(), date.plusDays(1).atStartOfDay())));
    assertThat(fates(recipe("release")))
        .containsEntry("fixes", "added after entry 1, where the recipe's at stands");
    assertThat(fates(recipe(null))).containsEntry("fixes", "train");
  }

  @Test
  void whatRequiresSomethingRetractedIsNotRead() throws IOException {
    LocalDate date = FIRST.plusDays(33);
    add(
        List.of(
            DatasetFixture.segment("fixes", date.atStartOfDay(), date.plusDays(1).atStartOfDay())
                .requiring(List.of(day(34)))));
    log.retract(day(34), "wrong clock", "ann");
    assertThat(fates(recipe(null)))
        .containsEntry("fixes", "requires " + day(34) + ", which was retracted: wrong clock");
  }
}
