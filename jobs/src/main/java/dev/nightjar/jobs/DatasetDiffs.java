package dev.nightjar.jobs;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.DatasetVersion;
import dev.nightjar.dataset.DatasetVersions;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.duckdb.DuckDbDiff;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.lineage.ColumnChanges;
import dev.nightjar.lineage.DatasetDiff;
import dev.nightjar.lineage.DatasetDiff.Compared;
import dev.nightjar.lineage.DatasetDiff.RowChanges;
import dev.nightjar.lineage.SegmentChanges;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares two versions of a dataset. Segments that both have are not read, since their rows
 * cancel; distributions of all rows, which need them, must be asked for.
 */
public final class DatasetDiffs {

  private final ObjectStore store;
  private final Path scratch;

  /**
   * @param scratch a folder of this machine, for caches and for the rows that are read
   */
  public DatasetDiffs(ObjectStore store, Path scratch) {
    this.store = store;
    this.scratch = scratch;
  }

  /**
   * The difference.
   *
   * @param before a word for the first, as {@link DatasetVersions#named} takes it
   * @param after a word for the second
   * @param id columns that name a row; empty: rows are compared whole
   * @param all whether distributions are of all rows
   * @throws dev.nightjar.dataset.DataException when there is no such version or column
   */
  public DatasetDiff between(
      DatasetLog log, String before, String after, List<String> id, boolean all)
      throws IOException {
    DatasetVersions versions = new DatasetVersions(store, log);
    DatasetVersion first = versions.named(before);
    DatasetVersion second = versions.named(after);
    Schema schema = joined(first.schema(), second.schema());
    DuckDbDiff.requireColumns(id, schema);
    SegmentChanges segments = SegmentChanges.between(first.segments(), second.segments());
    Compared compared = all ? Compared.ALL : Compared.DIFFERING;
    Found found =
        segments.none() ? Found.nothing(id) : compare(first, second, schema, id, compared);
    return new DatasetDiff(
        log.name(),
        side(first),
        side(second),
        segments,
        ColumnChanges.between(first.schema(), second.schema()),
        found.rows(),
        compared,
        found.read(),
        found.shifts());
  }

  private record Found(RowChanges rows, int read, List<DatasetDiff.ColumnShift> shifts) {
    static Found nothing(List<String> id) {
      return new Found(new RowChanges(id, 0, 0, 0), 0, List.of());
    }
  }

  private Found compare(
      DatasetVersion first,
      DatasetVersion second,
      Schema schema,
      List<String> id,
      Compared compared)
      throws IOException {
    List<Column> shared =
        schema.columns().stream()
            .filter(c -> first.schema().column(c.name()).isPresent())
            .filter(c -> second.schema().column(c.name()).isPresent())
            .toList();
    boolean all = compared == Compared.ALL;
    List<Segment> old =
        all ? first.segments() : SegmentChanges.only(first.segments(), second.segments());
    List<Segment> now =
        all ? second.segments() : SegmentChanges.only(second.segments(), first.segments());
    Files.createDirectories(scratch.resolve("diffs"));
    Path folder = Files.createTempDirectory(scratch.resolve("diffs"), "diff");
    try (DuckDbDiff rows =
        DuckDbDiff.open(
            lay(old, folder),
            lay(now, folder),
            schema,
            DuckDbLimits.standard(folder.resolve("spilled")))) {
      TreeSet<String> read = new TreeSet<>();
      old.forEach(s -> read.add(s.digest().hex()));
      now.forEach(s -> read.add(s.digest().hex()));
      return new Found(rows.rows(id), read.size(), rows.columns(shared));
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Path> lay(List<Segment> segments, Path folder) throws IOException {
    return new SnapshotFiles(new Blobs(store), scratch.resolve("segments"))
        .lay(segments, folder).stream().map(RowSource.LocalFile::path).toList();
  }

  /** The columns of both; where types differ, the wider. */
  private static Schema joined(Schema first, Schema second) {
    List<Column> columns = new ArrayList<>();
    for (Column column : second.columns()) {
      ColumnType other = first.column(column.name()).map(Column::type).orElse(column.type());
      columns.add(other == ColumnType.DOUBLE ? new Column(column.name(), other) : column);
    }
    first.columns().stream().filter(c -> second.column(c.name()).isEmpty()).forEach(columns::add);
    return new Schema(columns);
  }

  private static DatasetDiff.Side side(DatasetVersion version) {
    return new DatasetDiff.Side(
        version.name(), version.position(), version.segments().size(), version.rows());
  }
}
