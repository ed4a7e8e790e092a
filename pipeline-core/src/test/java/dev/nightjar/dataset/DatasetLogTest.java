package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetLogTest {

  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Expression TIME = new Expression("day");
  private static final String ZONE = "America/Chicago";

  private final MemoryStore store = new MemoryStore();
  private final Datasets datasets =
      new Datasets(store, InstantSource.fixed(Instant.parse("2011-06-15T07:30:00Z")));
  private final DatasetLog log = datasets.dataset("flights");

  private static Segment day(int n) {
    return DatasetFixture.day(FIRST.plusDays(n));
  }

  private static Segment renamed(Segment s, String name, String bytes, String rows) {
    return new Segment(
        name, s.kind(), Digest.of(bytes), s.bytes(), s.rows(), Digest.of(rows), s.from(), s.to());
  }

  private DatasetLog.Addition add(Segment... segments) throws IOException {
    return log.add(List.of(segments), TIME, ZONE, DatasetFixture.SCHEMA, "ann");
  }

  private DatasetLog.Addition add(Schema schema, Segment... segments) throws IOException {
    return log.add(List.of(segments), TIME, ZONE, schema, "ann");
  }

  private static Schema columns(Object... namesAndTypes) {
    return new Schema(
        IntStream.range(0, namesAndTypes.length / 2)
            .mapToObj(
                i ->
                    new Column(
                        (String) namesAndTypes[2 * i], (ColumnType) namesAndTypes[2 * i + 1]))
            .toList());
  }

  @Test
  void whatIsAddedIsThereAtOnce() throws IOException {
    assertThat(log.state()).isEqualTo(DatasetState.empty("flights"));
    DatasetLog.Addition first = add(day(0), day(1));
    assertThat(first.added()).containsExactly("2011-01-01", "2011-01-02");
    assertThat(first.position()).isEqualTo(1);
    assertThat(add(day(2)).position()).isEqualTo(2);
    DatasetState state = new Datasets(store, InstantSource.system()).dataset("flights").state();
    assertThat(state.segments().values()).containsExactly(day(0), day(1), day(2));
    assertThat(state.defined().time()).isEqualTo(TIME);
    assertThat(state.defined().zone()).isEqualTo(ZONE);
    assertThat(state.defined().schema()).isEqualTo(DatasetFixture.SCHEMA);
    assertThat(state.extent()).isEqualTo("2011-01-01 to 2011-01-03");
    assertThat(log.stateAt(1).segments()).hasSize(2);
    assertThat(datasets.names()).containsExactly("flights");
  }

  @Test
  void theSameAdditionAgainDoesNothing() throws IOException {
    add(day(0), day(1));
    DatasetLog.Addition again = add(day(0), day(1));
    assertThat(again.added()).isEmpty();
    assertThat(again.present()).containsExactly("2011-01-01", "2011-01-02");
    assertThat(again.position()).isEqualTo(1);
    DatasetLog.Addition more = add(day(1), day(2));
    assertThat(more.added()).containsExactly("2011-01-03");
    assertThat(more.present()).containsExactly("2011-01-02");
    Segment packedAnew = renamed(day(0), "2011-01-01", "zstd", "rows 2011-01-01");
    assertThat(add(packedAnew).added()).isEmpty();
  }

  @Test
  void aNameNeverChangesItsRows() throws IOException {
    add(day(0));
    assertThatThrownBy(() -> add(day(1), renamed(day(0), "2011-01-01", "other", "others")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("segment 2011-01-01 of dataset flights exists with other rows");
    assertThat(log.state().segments()).hasSize(1);
  }

  @Test
  void theSameRowsUnderAnotherNameAreRefused() throws IOException {
    add(day(0));
    assertThatThrownBy(() -> add(renamed(day(0), "copy", "other bytes", "rows 2011-01-01")))
        .hasMessage("segment copy holds the same rows as 2011-01-01");
    assertThatThrownBy(
            () -> add(renamed(day(5), "x", "a", "same"), renamed(day(5), "y", "b", "same")))
        .hasMessage("segment y holds the same rows as x");
    assertThatThrownBy(() -> add(day(5), day(5))).hasMessageContaining("is given twice");
    assertThatThrownBy(() -> add(renamed(day(5), "../x", "a", "b")))
        .hasMessageContaining("expected a name for a segment");
    assertThatThrownBy(() -> datasets.dataset("a/b")).isInstanceOf(DataException.class);
  }

  @Test
  void whatIsRetractedStaysOutUntilOtherRowsTakeItsName() throws IOException {
    add(day(0), day(1));
    assertThat(log.retract("2011-01-02", "half empty", "bob")).isTrue();
    assertThat(log.retract("2011-01-02", "again", "bob")).isFalse();
    DatasetState state = log.state();
    assertThat(state.segments().keySet()).containsExactly("2011-01-01");
    assertThat(state.retracted())
        .containsExactly(
            new DatasetState.Retracted(
                day(1), "half empty", "bob", Instant.parse("2011-06-15T07:30:00Z")));
    assertThatThrownBy(() -> add(day(1)))
        .hasMessage(
            "segment 2011-01-02 holds the same rows as 2011-01-02, which was retracted: half"
                + " empty");
    Segment mended = renamed(day(1), "2011-01-02", "mended", "mended");
    assertThat(add(mended).added()).containsExactly("2011-01-02");
    assertThat(log.state().segments()).containsEntry("2011-01-02", mended);
    assertThat(log.state().retracted()).hasSize(1);
    assertThat(log.retract("2011-01-02", "still bad", "bob")).isTrue();
    assertThatThrownBy(() -> add(day(1))).hasMessageContaining("which was retracted: half empty");
    assertThatThrownBy(() -> log.retract("2011-01-0", "x", "bob"))
        .hasMessage("dataset flights has no segment 2011-01-0; did you mean 2011-01-01?");
    assertThat(log.stateAt(1).segments()).hasSize(2);
  }

  @Test
  void columnsMayWidenAndJoinButNeitherChangeNorGo() throws IOException {
    add(columns("n", ColumnType.INTEGER, "t", ColumnType.TEXT), day(0));
    add(columns("t", ColumnType.TEXT, "n", ColumnType.DOUBLE, "new", ColumnType.DATE), day(1));
    add(columns("n", ColumnType.INTEGER, "t", ColumnType.TEXT), day(2));
    assertThat(log.state().defined().schema())
        .isEqualTo(columns("n", ColumnType.DOUBLE, "t", ColumnType.TEXT, "new", ColumnType.DATE));
    assertThatThrownBy(() -> add(columns("n", ColumnType.TEXT, "t", ColumnType.TEXT), day(3)))
        .hasMessage("column n of dataset flights is double, but here it is text");
    assertThatThrownBy(() -> add(columns("n", ColumnType.INTEGER), day(3)))
        .hasMessage("column t of dataset flights is missing");
    assertThatThrownBy(() -> add(columns("n", ColumnType.INTEGER, "T", ColumnType.TEXT), day(3)))
        .hasMessage("column t of dataset flights is missing; there is T");
    assertThatThrownBy(
            () ->
                add(
                    columns("n", ColumnType.INTEGER, "t", ColumnType.TEXT, "N", ColumnType.DATE),
                    day(3)))
        .hasMessage("columns n and N differ only in upper and lower case");
    assertThat(log.state().segments()).hasSize(3);
  }

  @Test
  void timeAndZoneAreFixedByTheFirstEntry() throws IOException {
    add(day(0));
    log.add(List.of(day(1)), new Expression("( day )"), ZONE, DatasetFixture.SCHEMA, "ann");
    assertThatThrownBy(
            () ->
                log.add(
                    List.of(day(2)), new Expression("late"), ZONE, DatasetFixture.SCHEMA, "ann"))
        .hasMessage("dataset flights has the time expression day, but here it is late");
    assertThatThrownBy(() -> log.add(List.of(day(2)), TIME, "UTC", DatasetFixture.SCHEMA, "ann"))
        .hasMessage("dataset flights has the zone America/Chicago, but here it is UTC");
  }

  @Test
  void aTagNamesTheEntriesBeforeIt() throws IOException {
    add(day(0));
    log.tag("before-storm", "ann");
    add(day(1));
    assertThat(log.state().tags()).containsEntry("before-storm", 1L);
    assertThat(log.stateAt(1).segments()).hasSize(1);
    assertThatThrownBy(() -> log.tag("before-storm", "ann")).hasMessageContaining("already");
  }

  @Test
  void writersAtOnceLoseNothingAndDoubleNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<DatasetLog.Addition>> writers =
          IntStream.range(0, 40)
              .<Callable<DatasetLog.Addition>>mapToObj(
                  i ->
                      () ->
                          new Datasets(store, InstantSource.system())
                              .dataset("flights")
                              .add(
                                  List.of(day(i / 2), day(i / 2 + 1)),
                                  TIME,
                                  ZONE,
                                  DatasetFixture.SCHEMA,
                                  "w" + i))
              .toList();
      for (Future<DatasetLog.Addition> done : pool.invokeAll(writers)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    DatasetState state = log.state();
    assertThat(state.segments()).hasSize(21);
    assertThat(state.position()).isLessThanOrEqualTo(21);
  }

  @Test
  void aThousandSegmentsAreOneEntry() throws IOException {
    Segment[] days = IntStream.range(0, 1000).mapToObj(DatasetLogTest::day).toArray(Segment[]::new);
    assertThat(add(days).position()).isEqualTo(1);
    assertThat(log.state().segments()).hasSize(1000);
  }

  @Test
  void itsStateComesBackFromACheckpoint() throws IOException {
    for (int n = 0; n < 130; n++) {
      add(day(n));
      if (n % 20 == 10) {
        log.retract(day(n).name(), "wrong", "bo");
        log.tag("tag-" + n, "ann");
      }
    }
    DatasetState state = log.state();
    assertThat(store.list("datasets/flights/checkpoints", "")).hasSize(2);
    Datasets again = new Datasets(store, InstantSource.system());
    assertThat(again.dataset("flights").state()).isEqualTo(state);
    assertThat(again.dataset("flights").stateAt(100)).isEqualTo(log.stateAt(100));
    assertThat(again.dataset("flights").verify().findings()).isEmpty();
    assertThat(again.names()).containsExactly("flights");
    store
        .list("datasets/flights/checkpoints", "")
        .forEach(key -> store.overwrite(key, new byte[0]));
    assertThat(again.dataset("flights").state()).isEqualTo(state);
    assertThat(again.dataset("flights").stateAt(100)).isEqualTo(log.stateAt(100));
  }
}
