package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which segments a recipe uses: by name, by what they require, over a prefix of the log. */
class RecipesTest {

  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Instant NIGHT = FIRST.plusDays(40).atTime(2, 30).atZone(ZONE).toInstant();
  private static final Label LABEL =
      new Label("late", new Expression("late"), null, Span.ofDays(1));

  private final DatasetLog log =
      new Datasets(new MemoryStore(), InstantSource.fixed(NIGHT)).dataset("flights");

  private static Segment segment(String name, int day, String... requires) {
    LocalDate date = FIRST.plusDays(day);
    return DatasetFixture.segment(name, date.atStartOfDay(), date.plusDays(9).atStartOfDay())
        .requiring(List.of(requires));
  }

  private void add(Segment... segments) throws IOException {
    log.add(List.of(segments), new Expression("day"), ZONE.getId(), DatasetFixture.SCHEMA, "ann");
  }

  @BeforeEach
  void fourSegments() throws IOException {
    add(segment("base", 0));
    add(segment("trips", 10, "base"));
    add(segment("fixes", 12, "trips"));
    add(segment("alone", 20));
  }

  private static Recipe recipe(
      List<String> include, List<String> exclude, @Nullable List<String> only, boolean broken) {
    return new Recipe(
        "flights",
        include,
        exclude,
        Span.ofDays(60),
        null,
        List.of(),
        Recipe.Dedupe.NONE,
        Split.standard(),
        only,
        null,
        null,
        broken ? true : null);
  }

  private static final Recipe ALL = recipe(List.of(), List.of(), null, false);

  private static Snapshot resolve(DatasetState state, Recipe recipe) {
    return Snapshots.resolve(state, recipe, List.of(), LABEL, NIGHT, ZONE);
  }

  private List<String> used(Recipe recipe) throws IOException {
    return resolve(log.state(), recipe).segments().stream().map(Segment::name).toList();
  }

  private void refuses(String sentence, Recipe recipe) {
    assertThatThrownBy(() -> used(recipe)).isInstanceOf(DataException.class).hasMessage(sentence);
  }

  @Test
  void aSegmentRequiresWhatIsThere() {
    assertThatThrownBy(() -> add(segment("more", 30, "bse")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("segment more requires bse, which dataset flights does not have")
        .hasMessageContaining("did you mean base?");
    assertThatThrownBy(() -> add(segment("more", 30, "more")))
        .hasMessage("segment more cannot require itself");
    assertThatThrownBy(() -> add(segment("trips", 10, "alone")))
        .hasMessage(
            "segment trips of dataset flights is there and requires base, not alone; segments never"
                + " change");
  }

  @Test
  void togetherTheyMayRequireEachOther() throws IOException {
    add(segment("two", 31, "one"), segment("one", 30));
    assertThat(log.state().dependants("one")).containsExactly("two");
  }

  @Test
  void withoutAWordTheSameAdditionAgainDoesNothing() throws IOException {
    long before = log.state().position();
    add(segment("trips", 10));
    add(segment("trips", 10, "base"));
    assertThat(log.state().position()).isEqualTo(before);
    assertThat(log.state().segments())
        .hasEntrySatisfying("trips", s -> assertThat(s.required()).containsExactly("base"));
  }

  @Test
  void aRecipeLeavesOutBothOrNeither() throws IOException {
    String trips =
        "segment trips of dataset flights requires base, which is %s: leave out both or neither, or"
            + " say allow_broken: true";
    refuses(
        trips.formatted("excluded by the recipe"), recipe(List.of(), List.of("base"), null, false));
    refuses(
        trips.formatted("not included by the recipe"),
        recipe(List.of("trips", "alone"), List.of(), null, false));
    refuses(
        trips.formatted("not one of the recipe's only"),
        recipe(List.of(), List.of(), List.of("trips"), false));
    assertThat(used(recipe(List.of(), List.of("base", "trips", "fixes"), null, false)))
        .containsExactly("alone");
    assertThat(used(recipe(List.of(), List.of("base"), null, true)))
        .containsExactly("alone", "fixes", "trips");
  }

  @Test
  void whatRequiresARetractedSegmentIsLeftOutWithTheReason() throws IOException {
    Snapshot before = resolve(log.state(), ALL);
    assertThat(log.state().dependants("base")).containsExactly("fixes", "trips");
    log.retract("base", "poisoned", "ann");
    Snapshot after = resolve(log.state(), ALL);
    assertThat(after.segments()).extracting(Segment::name).containsExactly("alone");
    assertThat(after.leftOut())
        .containsEntry("base", "retracted: poisoned")
        .containsEntry("trips", "requires base, which was retracted: poisoned")
        .containsEntry(
            "fixes", "requires trips, which requires base, which was retracted: poisoned");
    assertThat(before.gone(log.state()))
        .extracting(Segment::name)
        .containsExactly("base", "fixes", "trips");
    assertThat(used(recipe(List.of(), List.of(), null, true)))
        .as("allow_broken does not bring retracted rows' dependants back")
        .containsExactly("alone");
    assertThatThrownBy(() -> add(segment("late", 30, "base")))
        .hasMessage("segment late requires base, which was retracted: poisoned");
    add(
        new Segment(
                "base",
                Segment.Kind.DELTA,
                dev.nightjar.store.Digest.of("mended"),
                1,
                10,
                dev.nightjar.store.Digest.of("mended rows"),
                FIRST.atStartOfDay(),
                FIRST.atStartOfDay())
            .requiring(List.of("fixes")));
    assertThat(used(ALL))
        .as("a mended segment takes the name, and a circle ends")
        .containsExactly("alone", "base", "fixes", "trips");
  }

  @Test
  void onlyIsExactlyThat() throws IOException {
    assertThat(used(recipe(List.of(), List.of(), List.of("base", "trips"), false)))
        .containsExactly("base", "trips");
    refuses(
        "only: dataset flights has no segment basis; did you mean base?",
        recipe(List.of(), List.of(), List.of("basis"), false));
    log.retract("alone", "poisoned", "ann");
    refuses(
        "only: segment alone was retracted: poisoned",
        recipe(List.of(), List.of(), List.of("base", "alone"), false));
    assertThatThrownBy(() -> recipe(List.of("a"), List.of(), List.of("b"), false))
        .hasMessage("only stands without include and exclude");
  }

  @Test
  void aPatternThatMatchesNothingIsFound() throws IOException {
    Recipe recipe = recipe(List.of("*a*", "basis"), List.of("2012-*"), null, false);
    assertThat(Snapshots.findings(log.state(), recipe))
        .containsExactly(
            "include: basis matches no segment of dataset flights; did you mean base?",
            "exclude: 2012-* matches no segment of dataset flights");
    assertThat(Snapshots.findings(log.state(), ALL)).isEmpty();
    log.retract("alone", "poisoned", "ann");
    assertThat(Snapshots.findings(log.state(), recipe(List.of(), List.of("alone"), null, false)))
        .as("a retracted segment is a name that is known")
        .isEmpty();
    assertThatThrownBy(() -> used(recipe(List.of("basis"), List.of(), null, false)))
        .hasMessageContaining("no training rows")
        .hasMessageContaining("include: basis matches no segment of dataset flights");
  }

  @Test
  void aTagOrAPositionIsAPrefixOfTheLog() throws IOException {
    assertThat(log.tag("v1", "ann")).isEqualTo(4);
    add(segment("later", 5));
    DatasetState now = log.state();
    assertThat(log.pinned(now, null)).isSameAs(now);
    assertThat(log.pinned(now, "v1")).isEqualTo(log.pinned(now, "4")).isEqualTo(log.stateAt(4));
    assertThat(log.pinned(now, "2").segments().keySet()).containsExactly("base", "trips");
    String pinned = resolve(log.pinned(now, "v1"), ALL).id();
    add(segment("later-still", 6));
    assertThat(resolve(log.pinned(log.state(), "v1"), ALL).id()).isEqualTo(pinned);

    log.retract("fixes", "poisoned", "ann");
    Snapshot without = resolve(log.pinned(log.state(), "v1"), ALL);
    assertThat(without.logPosition()).isEqualTo(4);
    assertThat(without.segments())
        .extracting(Segment::name)
        .containsExactly("alone", "base", "trips");
    assertThat(without.leftOut()).containsEntry("fixes", "retracted: poisoned");
    assertThat(without.gone(log.state())).isEmpty();
  }

  @Test
  void aWrongTagOrPositionNamesTheNearest() throws IOException {
    log.tag("summer", "ann");
    DatasetState now = log.state();
    assertThatThrownBy(() -> log.pinned(now, "sumer"))
        .isInstanceOf(DataException.class)
        .hasMessage("at: dataset flights has no tag sumer; did you mean summer?");
    for (String wrong : List.of("0", "6", "999999999999")) {
      assertThatThrownBy(() -> log.pinned(now, wrong))
          .hasMessage("at: " + wrong + ": the log of dataset flights has the entries 1 to 5");
    }
    assertThatThrownBy(() -> log.tag("2011", "ann"))
        .hasMessage("a tag is not a number, which names an entry of the log, but found: 2011");
    assertThatThrownBy(() -> log.tag("summer", "ann")).hasMessageContaining("already");
    DatasetLog none = new Datasets(new MemoryStore(), InstantSource.fixed(NIGHT)).dataset("none");
    assertThatThrownBy(() -> none.tag("v1", "ann")).hasMessageContaining("has no segments");
  }

  @Test
  void theOrderOfTheLogIsKeptWhereItDecides() throws IOException {
    Recipe byId =
        new Recipe(
            "flights",
            List.of(),
            List.of(),
            null,
            null,
            List.of("day"),
            Recipe.Dedupe.ID,
            Split.standard());
    assertThat(resolve(log.state(), ALL).arrivals()).isNull();
    assertThat(resolve(log.state(), byId).arrivals())
        .containsExactly("base", "trips", "fixes", "alone");
    assertThat(resolve(log.stateAt(2), byId).arrivals()).as("as their names").isNull();
    assertThatThrownBy(
            () ->
                new Recipe(
                    "flights",
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    Recipe.Dedupe.ROWS,
                    Split.standard(),
                    null,
                    null,
                    Recipe.Keep.LAST,
                    null))
        .hasMessageContaining("keep needs dedupe by id");
  }

  @Test
  void whatIsNotSaidIsNotWritten() {
    assertThat(CanonicalJson.text(ALL))
        .doesNotContain("only", "\"at\"", "keep", "allowBroken")
        .satisfies(
            json ->
                assertThat(
                        CanonicalJson.read(
                            json.getBytes(java.nio.charset.StandardCharsets.UTF_8), Recipe.class))
                    .isEqualTo(ALL));
    assertThat(CanonicalJson.text(DatasetFixture.day(FIRST))).doesNotContain("requires");
  }
}
