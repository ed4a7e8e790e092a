package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetAuditTest {

  private static final Instant NOW = Instant.parse("2011-06-15T07:30:00Z");
  private static final LocalDate DAY = LocalDate.of(2011, 6, 1);

  private final ObjectStore store = new MemoryStore();
  private final DatasetLog log = new Datasets(store, InstantSource.fixed(NOW)).dataset("flights");

  private void add(Segment... segments) throws IOException {
    log.add(List.of(segments), new Expression("day"), "UTC", DatasetFixture.SCHEMA, "ada");
  }

  @Test
  void everythingThatHappenedIsTold() throws IOException {
    Segment first = DatasetFixture.day(DAY);
    Segment second = DatasetFixture.day(DAY.plusDays(1));
    add(first, second);
    log.tag("clean", "grace");
    log.retract(first.name(), "the clock was wrong", "ada");

    List<DatasetEvent> events = log.history();
    assertThat(events).extracting(DatasetEvent::seq).containsExactly(1L, 2L, 3L);
    assertThat(events).extracting(DatasetEvent::type).containsExactly("delta", "tag", "retract");
    assertThat(events).extracting(DatasetEvent::actor).containsExactly("ada", "grace", "ada");
    assertThat(events.get(0).segments()).containsExactly(first, second);
    assertThat(events.get(0).rows()).isEqualTo(20);
    assertThat(events.get(0).bytes()).isEqualTo(200);
    assertThat(events.get(1).tag()).isEqualTo("clean");
    assertThat(events.get(1).tagged()).isEqualTo(1);
    assertThat(events.get(2).segments()).containsExactly(first);
    assertThat(events.get(2).reason()).isEqualTo("the clock was wrong");
  }

  @Test
  void aSnapshotIsKeptOnceAndFoundByItsId() throws IOException {
    Snapshot snapshot = snapshot(DAY, DAY.plusDays(1));
    SnapshotStore kept = new SnapshotStore(store);
    kept.keep(snapshot);
    kept.keep(snapshot);
    assertThat(kept.ids("flights")).containsExactly(snapshot.id());
    assertThat(kept.read("flights", snapshot.id())).contains(snapshot);
    assertThat(kept.read("flights", "0".repeat(64))).isEmpty();
    assertThat(kept.ids("trains")).isEmpty();
    assertThatThrownBy(() -> kept.ids("../flights")).isInstanceOf(DataException.class);
  }

  @Test
  void whatIsGoneIsSaidInWords() throws IOException {
    add(DatasetFixture.day(DAY), DatasetFixture.day(DAY.plusDays(1)));
    Snapshot snapshot = snapshot(DAY, DAY.plusDays(1));
    assertThat(snapshot.goneInWords(log.state())).isEmpty();
    log.retract(DAY.toString(), "wrong", "ada");
    assertThat(snapshot.goneInWords(log.state())).contains("segment 2011-06-01 was retracted");
    log.retract(DAY.plusDays(1).toString(), "wrong", "ada");
    assertThat(snapshot.goneInWords(log.state()))
        .contains("segments 2011-06-01, 2011-06-02 were retracted");
    assertThat(snapshot.goneInWords(DatasetFixture.daily(DAY, DAY.plusDays(9)))).isEmpty();
  }

  private static Snapshot snapshot(LocalDate first, LocalDate last) {
    TimeRange range = new TimeRange(first.atStartOfDay(), last.plusDays(1).atStartOfDay());
    return new Snapshot(
        "ab".repeat(32),
        "flights",
        1,
        NOW,
        "UTC",
        new Expression("day"),
        DatasetFixture.SCHEMA,
        List.copyOf(DatasetFixture.daily(first, last).segments().values()),
        Map.of(),
        range,
        Map.of(),
        Map.of());
  }
}
