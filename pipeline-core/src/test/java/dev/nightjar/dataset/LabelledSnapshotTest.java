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
import org.junit.jupiter.api.Test;

/** A snapshot whose labels are segments of another dataset. */
class LabelledSnapshotTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 5, 1);
  private static final LocalDate NIGHT = LocalDate.of(2011, 6, 15);
  private static final DatasetState ROWS = DatasetFixture.daily(FIRST, NIGHT);
  private static final List<TestSet> SETS =
      List.of(new TestSet("recent", new TestSet.Recent(Span.ofDays(7)), 0, null, null));

  private final DatasetLog log =
      new Datasets(new MemoryStore(), InstantSource.fixed(Instant.EPOCH)).dataset("outcomes");

  private static Label label(@Nullable String knownAt) {
    return label(knownAt, null);
  }

  private static Label label(@Nullable String knownAt, @Nullable Span window) {
    return new Label(
        "late",
        new Expression("late"),
        knownAt == null ? null : new Expression(knownAt),
        Span.ofDays(1),
        new Label.Source(
            "outcomes",
            List.of(new Label.Key("day", "day")),
            window,
            null,
            Label.Absent.UNLABELLED));
  }

  private static Snapshot rows() {
    Recipe recipe =
        new Recipe(
            "flights",
            List.of(),
            List.of(),
            Span.ofDays(20),
            null,
            List.of(),
            Recipe.Dedupe.NONE,
            Split.standard());
    Instant at = NIGHT.atTime(2, 30).atZone(CHICAGO).toInstant();
    return Snapshots.resolve(ROWS, recipe, SETS, label(null), at, CHICAGO);
  }

  private Snapshot labelled(@Nullable String knownAt) throws IOException {
    return Snapshots.labelled(rows(), ROWS, label(knownAt), log.state());
  }

  private void add(Segment... segments) throws IOException {
    add(CHICAGO.getId(), segments);
  }

  private void add(String zone, Segment... segments) throws IOException {
    log.add(List.of(segments), new Expression("day"), zone, DatasetFixture.SCHEMA, "ann");
  }

  private static List<String> names(Snapshot snapshot) {
    Snapshot.Labels labels = snapshot.labels();
    return labels == null ? List.of() : labels.segments().stream().map(Segment::name).toList();
  }

  @Test
  void itReadsAllThatCanBeKnownByThen() throws IOException {
    Segment old = DatasetFixture.day(LocalDate.of(2009, 1, 1));
    Segment late = DatasetFixture.day(NIGHT);
    Segment later = DatasetFixture.day(NIGHT.plusDays(1));
    Segment base = DatasetFixture.day(FIRST);
    Segment fix =
        DatasetFixture.segment("fix", FIRST.atStartOfDay(), NIGHT.plusDays(9).atStartOfDay())
            .requiring(List.of(base.name()));
    add(old, later, late, base, fix);
    assertThat(names(labelled(null)))
        .as("known at its event time")
        .containsExactly(old.name(), base.name(), late.name(), "fix");
    assertThat(names(labelled("day")))
        .as("an expression may say any time")
        .containsExactly(old.name(), base.name(), late.name(), later.name(), "fix");
    Snapshot windowed = Snapshots.labelled(rows(), ROWS, label(null, Span.ofDays(46)), log.state());
    assertThat(names(windowed))
        .as("rows that may lie in the window")
        .containsExactly(base.name(), late.name(), "fix");
    log.retract(base.name(), "wrong", "ann");
    assertThat(names(labelled(null)))
        .as("neither what was retracted nor what requires it")
        .containsExactly(old.name(), late.name());
  }

  @Test
  void itsIdSaysWhichLabelsItHas() throws IOException {
    add(DatasetFixture.day(FIRST));
    Snapshot first = labelled(null);
    assertThat(labelled(null)).isEqualTo(first);
    assertThat(first.id()).isNotEqualTo(rows().id());
    assertThat(CanonicalJson.read(CanonicalJson.write(first), Snapshot.class)).isEqualTo(first);
    assertThat(CanonicalJson.text(rows())).doesNotContain("labels");
    add(DatasetFixture.day(FIRST.plusDays(1)));
    Snapshot second = labelled(null);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.segments()).isEqualTo(first.segments());
    Snapshot without =
        Snapshots.without(second, List.of(second.segments().get(0).name()), "a trial");
    assertThat(without.labels()).isEqualTo(second.labels());
    assertThat(without.id()).isNotEqualTo(second.id());
  }

  @Test
  void aLabelThatIsTakenBackIsGone() throws IOException {
    Segment taken = DatasetFixture.day(FIRST);
    add(taken, DatasetFixture.day(FIRST.plusDays(1)));
    Snapshot.Labels labels = java.util.Objects.requireNonNull(labelled(null).labels());
    assertThat(labels.gone(log.state())).isEmpty();
    assertThat(labels.goneInWords(log.state())).isEmpty();
    log.retract(taken.name(), "wrong", "ann");
    assertThat(labels.gone(log.state())).containsExactly(taken);
    assertThat(labels.goneInWords(log.state()))
        .contains("segment 2011-05-01 was retracted in dataset outcomes");
  }

  @Test
  void whatWasKnownWhenNeedsOneClock() throws IOException {
    assertThatThrownBy(() -> labelled(null))
        .hasMessageContaining("dataset outcomes has no segments");
    add("Europe/Berlin", DatasetFixture.day(FIRST));
    assertThatThrownBy(() -> labelled(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "label dataset outcomes has the zone Europe/Berlin, but dataset flights has America/Chicago:"
                + " what was known when would be off");
  }
}
