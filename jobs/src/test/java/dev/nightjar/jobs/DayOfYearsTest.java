package dev.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.store.CountingStore;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One day more for a dataset of many: it alone is read and hashed. The days that are there are in
 * the log and nowhere else, so that nobody can read or hash a byte of them.
 */
class DayOfYearsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2021-01-01T00:00:00Z"));
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Schema SCHEMA =
      new Schema(List.of(new Column("d", ColumnType.DATE), new Column("n", ColumnType.INTEGER)));

  @TempDir Path dir;

  private static Segment day(LocalDate date) {
    return new Segment(
        date.toString(),
        Segment.Kind.DELTA,
        Digest.of("bytes of " + date),
        4_000,
        100,
        Digest.of("rows of " + date),
        date.atStartOfDay(),
        date.atStartOfDay());
  }

  /** What the addition of one more day asks of a store whose log has an entry for each day. */
  private CountingStore afterOneMore(int days) throws IOException {
    Path root = dir.resolve("store-" + days);
    LocalDate next = FIRST.plusDays(days);
    MemoryStore written = new MemoryStore();
    DatasetLog log = new Datasets(written, CLOCK).dataset("x");
    for (LocalDate date = FIRST; date.isBefore(next); date = date.plusDays(1)) {
      log.add(List.of(day(date)), new Expression("d"), "UTC", SCHEMA, "ann");
    }
    for (ObjectKey key : written.list("", "")) {
      // As the store would lay them, but without waiting for the disk a thousand times.
      Path object = root.resolve(key.path());
      Files.createDirectories(object.getParent());
      Files.write(object, written.read(key));
    }
    Path file = dir.resolve("day-" + days + ".csv");
    Files.writeString(file, "d,n\n" + (next + ",7\n").repeat(50));
    try (DirectoryStore store = DirectoryStore.open(root)) {
      CountingStore counting = new CountingStore(store);
      Path scratch = dir.resolve("scratch");
      DatasetAdd add =
          new DatasetAdd(
              counting,
              new Datasets(counting, CLOCK),
              scratch,
              new DuckDbLimits(2, 1L << 29, scratch));
      DatasetAdd.Result added =
          add.add(
              new DatasetAdd.Request(
                  "x", List.of(file), null, null, DatasetAdd.By.DAY, false, "ann"),
              (done, of) -> {});
      assertThat(added.addition().added()).containsExactly(next.toString());
      assertThat(new Datasets(store, CLOCK).dataset("x").state().segments()).hasSize(days + 1);
      Segment segment = added.segments().get(0);
      assertThat(counting.blobBytesRead()).as("read of any day's bytes").isZero();
      assertThat(counting.blobBytesWritten()).isEqualTo(segment.bytes());
      assertThat(counting.calls().stream().filter(call -> call.contains("blobs/")))
          .allMatch(call -> call.contains(segment.digest().hex().substring(2)));
      return counting;
    }
  }

  /** Both lengths lie equally far behind a checkpoint. */
  @Test
  void oneMoreDayAsksNoMoreOfTheStoreAfterAThousandThanAfterAHundred() throws IOException {
    CountingStore hundred = afterOneMore(104);
    CountingStore thousand = afterOneMore(1_000);
    assertThat(thousand.calls())
        .as("%s and %s", hundred.calls(), thousand.calls())
        .hasSizeLessThanOrEqualTo(hundred.calls().size());
  }
}
