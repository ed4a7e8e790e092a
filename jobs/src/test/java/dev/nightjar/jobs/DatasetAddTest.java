package dev.nightjar.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.parquet.ParquetSchemas;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAddTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2011-06-15T07:30:00Z"));
  private static final String FLIGHTS_TIME = "make_date(Year, Month, DayofMonth)";

  private final Path dir;
  private final DirectoryStore store;
  private final Datasets datasets;
  private final DatasetAdd add;

  DatasetAddTest(@TempDir Path dir) throws IOException {
    this.dir = dir;
    store = DirectoryStore.open(dir.resolve("store"));
    datasets = new Datasets(store, CLOCK);
    Path scratch = dir.resolve("scratch");
    add = new DatasetAdd(store, datasets, scratch, new DuckDbLimits(2, 1L << 30, scratch));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyDayBecomesASegmentAndOneEntryNamesThemAll() throws IOException {
    Path file = write("a.csv", "d,n\n2011-01-02,1\n2011-01-01,2\n2011-01-02,3\n");
    List<String> progress = new ArrayList<>();
    DatasetAdd.Result result =
        add.add(request("d", file), (done, of) -> progress.add(done + "/" + of));
    assertThat(result.addition().added()).containsExactly("2011-01-01", "2011-01-02");
    assertThat(result.rows()).isEqualTo(3);
    assertThat(progress).containsExactly("1/2", "2/2");
    DatasetState state = datasets.dataset("x").state();
    assertThat(state.position()).isEqualTo(1);
    Segment second = requireNonNull(state.segments().get("2011-01-02"));
    assertThat(second.rows()).isEqualTo(2);
    assertThat(second.from()).isEqualTo(LocalDateTime.of(2011, 1, 2, 0, 0));
    Path fetched = dir.resolve("fetched.parquet");
    new Blobs(store).fetch(second.digest(), fetched);
    assertThat(ParquetSchemas.read(fetched).schema()).isEqualTo(result.schema());
    assertThat(second.bytes()).isEqualTo(Files.size(fetched));
    try (var left = Files.list(dir.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theSameAdditionAgainDoesNothing() throws IOException {
    Path file = write("a.csv", "d,n\n2011-01-02,1\n2011-01-01,2\n");
    add.add(request("d", file), (done, of) -> {});
    DatasetAdd.Result again = add.add(request(null, file), (done, of) -> {});
    assertThat(again.addition().added()).isEmpty();
    assertThat(again.addition().present()).containsExactly("2011-01-01", "2011-01-02");
    assertThat(datasets.dataset("x").state().position()).isEqualTo(1);
  }

  @Test
  void laterDaysKeepTheDatasetsTypes() throws IOException {
    add.add(request("d", write("a.csv", "d,zip\n2011-01-01,007\n")), (done, of) -> {});
    add.add(request(null, write("b.csv", "d,zip\n2011-01-02,712\n")), (done, of) -> {});
    assertThat(datasets.dataset("x").state().segments().keySet())
        .containsExactly("2011-01-01", "2011-01-02");
    fails(request("now", write("c.csv", "d,zip\n2011-01-03,1\n")), "dataset x has the time \"d\"");
  }

  @Test
  void otherRowsOfAKnownDayAreRefused() throws IOException {
    add.add(request("d", write("a.csv", "d,n\n2011-01-01,1\n")), (done, of) -> {});
    fails(request("d", write("b.csv", "d,n\n2011-01-01,2\n")), "2011-01-01", "other rows");
    assertThat(datasets.dataset("x").state().position()).isEqualTo(1);
  }

  @Test
  void twoSegmentsWithTheSameRowsAreRefused() throws IOException {
    Path a = write("a.csv", "d,n\n2011-01-01,1\n2011-01-02,1\n");
    Path b = write("b.csv", "d,n\n2011-01-02,1\n2011-01-01,1\n");
    add.add(whole(a), (done, of) -> {});
    fails(whole(b), "segment b", "the same rows as a");
    assertThat(requireNonNull(datasets.dataset("x").state().segments().get("a")).kind())
        .isEqualTo(Segment.Kind.BASE);
  }

  @Test
  void aNewDatasetNeedsATime() throws IOException {
    fails(request(null, write("a.csv", "d,n\n2011-01-01,1\n")), "dataset x is new", "--time");
    fails(request("d", dir.resolve("none.csv")), "none.csv: there is no such file");
    assertThat(datasets.names()).isEmpty();
  }

  @Test
  void theDemosWorldGoesThroughTheOrdinaryDoor() throws IOException {
    Path csv = dir.resolve("deliveries.csv");
    new World(WorldOptions.drifting(1)).writeCsv(csv);
    DatasetAdd.Result result = add.add(request("departed", csv), (done, of) -> {});
    assertThat(result.segments()).hasSize(120);
    assertThat(result.rows()).isBetween(36_000L, 42_000L);
    assertThat(result.schema().names())
        .startsWith("delivery_id", "departed", "depot")
        .endsWith("minutes_late");
  }

  @Test
  void aYearOfFlightsBecomes365Segments() throws IOException {
    Path file = shared("data/hflights/hflights.csv.gz");
    DatasetAdd.Result result = add.add(request(FLIGHTS_TIME, file), (done, of) -> {});
    assertThat(result.addition().added()).hasSize(365).contains("2011-06-15");
    assertThat(result.rows()).isEqualTo(227_496);
  }

  @Test
  void hotelBookingsBecome793Segments() throws IOException {
    Path file = shared("data/hotel_bookings/hotel_bookings.parquet");
    String time =
        "strptime(arrival_date_year || '-' || arrival_date_month || '-' ||"
            + " arrival_date_day_of_month, '%Y-%B-%-d')";
    DatasetAdd.Result result = add.add(request(time, file), (done, of) -> {});
    assertThat(result.addition().added()).hasSize(793);
    assertThat(result.rows()).isEqualTo(119_390);
  }

  private static DatasetAdd.Request request(@Nullable String time, Path file) {
    return new DatasetAdd.Request(
        "x",
        List.of(file),
        time == null ? null : new Expression(time),
        null,
        DatasetAdd.By.DAY,
        false,
        "test");
  }

  private static DatasetAdd.Request whole(Path file) {
    return new DatasetAdd.Request(
        "x", List.of(file), new Expression("d"), null, DatasetAdd.By.WHOLE, false, "test");
  }

  private void fails(DatasetAdd.Request request, String... parts) {
    assertThatThrownBy(() -> add.add(request, (done, of) -> {}))
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static Path shared(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      for (String root : List.of("shared", "work/shared")) {
        Path found = folder.resolve(root).resolve(name);
        if (Files.exists(found)) {
          return found;
        }
      }
      folder = folder.getParent();
    }
    Assumptions.abort("skipped: there is no shared/" + name + " above the project");
    throw new IllegalStateException("unreachable");
  }

  private DatasetAdd.Request delta(Path file, String name, String... requires) {
    return new DatasetAdd.Request(
        "x",
        List.of(file),
        new Expression("d"),
        null,
        DatasetAdd.By.WHOLE,
        false,
        "ann",
        name,
        List.of(requires));
  }

  @Test
  void aDeltaHasTheNameThatIsAskedAndSaysWhatItRequires() throws IOException {
    Path base = write("a.csv", "d,n\n2011-01-02,1\n2011-01-01,2\n");
    Path fixes = write("b.csv", "d,n\n2011-01-02,7\n");
    add.add(delta(base, "trips"), (done, of) -> {});
    add.add(delta(fixes, "fixes", "trips"), (done, of) -> {});
    DatasetState state = datasets.dataset("x").state();
    assertThat(state.segments().keySet()).containsExactly("fixes", "trips");
    assertThat(requireNonNull(state.segments().get("trips")).kind()).isEqualTo(Segment.Kind.BASE);
    Segment delta = requireNonNull(state.segments().get("fixes"));
    assertThat(delta.kind()).isEqualTo(Segment.Kind.DELTA);
    assertThat(delta.required()).containsExactly("trips");
    // The same file again, with a word and without.
    add.add(delta(fixes, "fixes"), (done, of) -> {});
    add.add(delta(fixes, "fixes", "trips"), (done, of) -> {});
    assertThat(datasets.dataset("x").state()).isEqualTo(state);
    assertThatThrownBy(() -> add.add(delta(fixes, "fixes", "fixed"), (done, of) -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("requires fixed, which dataset x does not have")
        .hasMessageContaining("did you mean fixes?");
    assertThatThrownBy(() -> add.add(delta(fixes, "../fixes"), (done, of) -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a name for a segment");
    assertThat(datasets.dataset("x").state()).isEqualTo(state);
  }
}
