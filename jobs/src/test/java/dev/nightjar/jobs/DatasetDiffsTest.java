package dev.nightjar.jobs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.duckdb.DuckDbSession;
import dev.nightjar.lineage.DatasetDiff;
import dev.nightjar.lineage.DatasetDiff.ColumnShift;
import dev.nightjar.lineage.DatasetDiffText;
import dev.nightjar.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetDiffsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2011-06-15T07:30:00Z"));

  private final Path dir;
  private final DirectoryStore store;
  private final DatasetLog log;
  private int files;

  DatasetDiffsTest(@TempDir Path dir) throws IOException {
    this.dir = dir;
    store = DirectoryStore.open(dir.resolve("store"));
    log = new Datasets(store, CLOCK).dataset("x");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path add(String name, String csv) throws IOException {
    Path file = Files.writeString(dir.resolve(files++ + ".csv"), csv);
    Path scratch = dir.resolve("scratch");
    new DatasetAdd(store, new Datasets(store, CLOCK), scratch, limits())
        .add(
            new DatasetAdd.Request(
                "x",
                List.of(file),
                new Expression("d"),
                null,
                DatasetAdd.By.WHOLE,
                false,
                "me",
                name,
                List.of()),
            (done, of) -> {});
    return file;
  }

  private DuckDbLimits limits() {
    return new DuckDbLimits(1, 256L << 20, dir.resolve("scratch"));
  }

  private DatasetDiff diff(String a, String b, boolean all, String... id) throws IOException {
    return new DatasetDiffs(store, dir.resolve("scratch")).between(log, a, b, List.of(id), all);
  }

  private static String rows(Random random, int n) {
    StringBuilder csv = new StringBuilder("d,k,n,t\n");
    for (int i = 0; i < n; i++) {
      csv.append("2011-01-0").append(1 + random.nextInt(2)).append(',');
      csv.append(random.nextInt(20)).append(',');
      csv.append(random.nextInt(5) == 0 ? "" : String.valueOf(random.nextInt(3) / 2.0)).append(',');
      csv.append(random.nextInt(6) == 0 ? "" : "t" + random.nextInt(2)).append('\n');
    }
    return csv.toString();
  }

  @Test
  void countsAreThoseOfPlainSqlAndEqualSegmentsAreNotRead() throws IOException, SQLException {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      String s = "s" + seed;
      Path shared = add(s + "shared", rows(random, 30));
      Path old = add(s + "part", rows(random, 40));
      log.tag("a" + seed, "me");
      log.retract(s + "part", "again", "me");
      Path part = add(s + "part", rows(random, 45));
      Path more = add(s + "more", rows(random, 10));
      DatasetDiff diff = diff("a" + seed, "latest", false);
      assertThat(diff.segments().replaced()).hasSize(1);
      assertThat(diff.segments().added()).extracting(Segment::name).containsExactly(s + "more");
      assertThat(diff.segments().removed()).isEmpty();
      assertThat(diff.read()).isEqualTo(3);
      Segment same = requireNonNull(log.state().segments().get(s + "shared"));
      assertThat(dir.resolve("scratch/segments/" + same.digest().hex() + ".parquet"))
          .doesNotExist();
      List<Path> before = List.of(shared, old);
      List<Path> after = List.of(shared, part, more);
      assertThat(diff.rows().added()).as("seed %d", seed).isEqualTo(except(after, before));
      assertThat(diff.rows().removed()).as("seed %d", seed).isEqualTo(except(before, after));
      assertThat(diff.after().rows() - diff.before().rows())
          .isEqualTo(diff.rows().added() - diff.rows().removed());
      DatasetDiff all = diff("a" + seed, "latest", true);
      assertThat(all.rows()).isEqualTo(diff.rows());
      assertThat(all.read()).isEqualTo(all.segments().same() + 3);
      assertThat(diff("latest", "a" + seed, true, "k").rows().changed())
          .as("the other way round, and over rows that cancel")
          .isEqualTo(diff("a" + seed, "latest", false, "k").rows().changed());
    }
  }

  private long except(List<Path> of, List<Path> without) throws IOException, SQLException {
    List<Path> read = new ArrayList<>(of);
    read.addAll(without);
    try (DuckDbSession session = DuckDbSession.open(read, limits())) {
      return session.number(
          "SELECT count(*) FROM (" + csv(of) + " EXCEPT ALL " + csv(without) + ")");
    }
  }

  private static String csv(List<Path> files) {
    return "SELECT * FROM read_csv(["
        + String.join(", ", files.stream().map(f -> "'" + f + "'").toList())
        + "], header = true, columns = {d: 'DATE', k: 'BIGINT', n: 'DOUBLE', t: 'VARCHAR'})";
  }

  @Test
  void anIdTellsChangedRowsAndAColumnThatCame() throws IOException {
    add("p", "d,k,n\n2011-01-01,1,1\n2011-01-01,2,2\n2011-01-01,3,3\n");
    log.retract("p", "again", "me");
    add("p", "d,k,n,z\n2011-01-01,1,1,\n2011-01-01,2,7.5,\n2011-01-01,4,4,9\n");
    DatasetDiff diff = diff("@1", "3", false, "k");
    assertThat(diff.rows()).isEqualTo(new DatasetDiff.RowChanges(List.of("k"), 1, 1, 1));
    assertThat(diff.columns().added()).extracting("name").containsExactly("z");
    assertThat(diff.columns().retyped()).extracting("column").containsExactly("n");
    assertThat(diff.distributions()).extracting(ColumnShift::column).doesNotContain("z");
    assertThat(DatasetDiffText.lines(diff))
        .contains("rows: 1 added, 1 removed, 1 changed, by k", "  ~ n  integer became double");
  }

  @Test
  void theColumnThatMovedComesFirstWithItsFigures() throws IOException {
    StringBuilder old = new StringBuilder("d,still,moved,word\n");
    StringBuilder now = new StringBuilder("d,still,moved,word\n");
    for (int i = 0; i < 1000; i++) {
      old.append("2011-01-01,%d,%d,%s%n".formatted(i, i, i % 2 == 0 ? "a" : "b"));
      now.append("2011-01-01,%d,%d,%s%n".formatted(i, i + 700, i % 10 == 0 ? "a" : "b"));
    }
    add("p", old.toString());
    log.retract("p", "again", "me");
    add("p", now.toString());
    List<ColumnShift> shifts = diff("@1", "latest", false).distributions();
    assertThat(shifts)
        .extracting(ColumnShift::column)
        .containsExactly("moved", "word", "d", "still");
    ColumnShift moved = shifts.get(0);
    assertThat(moved.before().mean()).isEqualTo(499.5);
    assertThat(moved.after().mean()).isEqualTo(1199.5);
    assertThat(moved.after().min()).isEqualTo("700");
    assertThat(moved.distance()).isGreaterThan(1);
    // Shares 0.5 and 0.5 became 0.1 and 0.9.
    assertThat(shifts.get(1).distance())
        .isCloseTo(0.4 * Math.log(5) + 0.4 * Math.log(1.8), within(0.01));
    assertThat(shifts.get(1).after().top().get(0).value()).isEqualTo("b");
    assertThat(shifts.get(1).after().top().get(0).rows()).isEqualTo(900);
    assertThat(shifts.get(3).distance()).isZero();
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  @Test
  void versionsThatAreNotThereAreNamedWithTheNearest() throws IOException {
    add("p", "d,k\n2011-01-01,1\n");
    log.tag("summer", "me");
    assertThat(DatasetDiffText.lines(diff("summer", "latest", false))).contains("no difference");
    assertThatThrownBy(() -> diff("sumer", "latest", false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("did you mean summer?");
    assertThatThrownBy(() -> diff("@3", "latest", false))
        .hasMessageContaining("has the entries 1 to 2");
    assertThatThrownBy(() -> diff("summer", "latest", false, "kk"))
        .hasMessageContaining("--id: there is no column kk; did you mean k?");
  }
}
