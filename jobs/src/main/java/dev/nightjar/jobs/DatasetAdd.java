package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.duckdb.ForeignRows;
import dev.nightjar.jobs.duckdb.ForeignSource;
import dev.nightjar.jobs.parquet.ParquetRows;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns people's files into segments of a dataset: each day becomes a Parquet file, all become
 * blobs, and one entry of the dataset's log makes them visible. Until then nothing has happened;
 * the same addition again does nothing.
 *
 * <p>Thread-safe.
 */
public final class DatasetAdd {

  private final Blobs blobs;
  private final Datasets datasets;
  private final Path scratch;
  private final DuckDbLimits limits;

  /**
   * Adds to the datasets of a store.
   *
   * @param scratch folder for files on their way, inside the workspace; made when needed
   * @param limits what reading may use of the machine
   */
  public DatasetAdd(ObjectStore store, Datasets datasets, Path scratch, DuckDbLimits limits) {
    this.blobs = new Blobs(store);
    this.datasets = datasets;
    this.scratch = scratch;
    this.limits = limits;
  }

  /** What becomes a segment. */
  public enum By {
    /** Each day, named by its date. */
    DAY,
    /** All files together, named as asked or else by the first. */
    WHOLE
  }

  /**
   * What to add.
   *
   * @param time event time of a row; null: as the dataset has it
   * @param zone zone of event times; null: as the dataset has it, or UTC
   * @param dropUndated whether rows without a time are left out; otherwise they are an error
   * @param actor who adds
   * @param name of the one segment that all files together become, a delta to what is there; null:
   *     as {@link By} says
   * @param requires names of the segments without which the added ones make no sense
   */
  public record Request(
      String dataset,
      List<Path> files,
      @Nullable Expression time,
      @Nullable ZoneId zone,
      By by,
      boolean dropUndated,
      String actor,
      @Nullable String name,
      List<String> requires) {

    public Request {
      files = List.copyOf(files);
      requires = List.copyOf(requires);
      if (name != null && by != By.WHOLE) {
        throw new IllegalArgumentException("segments of a day are named by it, not " + name);
      }
    }

    /** Segments that are named by their rows and require no other. */
    public Request(
        String dataset,
        List<Path> files,
        @Nullable Expression time,
        @Nullable ZoneId zone,
        By by,
        boolean dropUndated,
        String actor) {
      this(dataset, files, time, zone, by, dropUndated, actor, null, List.of());
    }
  }

  /**
   * What came of it.
   *
   * @param segments of the files, new or not
   * @param addition which of them are new
   * @param undated rows left out because they have no time
   */
  public record Result(
      Schema schema, List<Segment> segments, DatasetLog.Addition addition, long undated) {

    /** Rows in all segments. */
    public long rows() {
      return segments.stream().mapToLong(Segment::rows).sum();
    }
  }

  /** Is told after each segment how many of how many are stored. */
  @FunctionalInterface
  public interface Progress {
    void stored(int segments, int of);
  }

  /**
   * Adds.
   *
   * @throws DataException that says which file, line, column or segment is at fault; nothing is
   *     added then
   */
  public Result add(Request request, Progress progress) throws IOException {
    DatasetLog log = datasets.dataset(request.dataset());
    DatasetState state = log.state();
    if (request.name() != null) {
      DatasetLog.requireSegmentName(request.name());
    }
    ForeignSource source = source(request, state);
    Files.createDirectories(scratch);
    Path folder = Files.createTempDirectory(scratch, "add-");
    try (ForeignRows rows = ForeignRows.open(source, limits)) {
      List<Part> parts = parts(request, rows.days(), state);
      List<Segment> segments = new ArrayList<>();
      for (Part part : parts) {
        segments.add(requiring(segment(part, rows, folder, state), request.requires()));
        progress.stored(segments.size(), parts.size());
      }
      DatasetLog.Addition addition =
          log.add(segments, source.time(), source.zone().getId(), rows.schema(), request.actor());
      return new Result(rows.schema(), segments, addition, rows.undated());
    } finally {
      Folders.delete(folder);
    }
  }

  /** A segment to be: one day of the rows, or all for null. */
  private record Part(
      String name,
      Segment.Kind kind,
      @Nullable LocalDate day,
      LocalDateTime from,
      LocalDateTime to) {}

  // Without a word of them a segment that is there keeps what it requires.
  private static Segment requiring(Segment segment, List<String> requires) {
    return requires.isEmpty() ? segment : segment.requiring(requires);
  }

  private static List<Part> parts(Request request, List<ForeignRows.Day> days, DatasetState state) {
    if (request.by() == By.DAY) {
      return days.stream()
          .map(d -> new Part(d.date().toString(), Segment.Kind.DELTA, d.date(), d.from(), d.to()))
          .toList();
    }
    String asked = request.name();
    if (asked != null) {
      boolean first = state.segments().isEmpty();
      return List.of(whole(asked, first ? Segment.Kind.BASE : Segment.Kind.DELTA, days));
    }
    String file = request.files().get(0).getFileName().toString();
    String name = file.replaceFirst("\\..*", "").replaceAll("[^A-Za-z0-9_=-]+", "-");
    return List.of(whole(name.isEmpty() ? "base" : name, Segment.Kind.BASE, days));
  }

  private static Part whole(String name, Segment.Kind kind, List<ForeignRows.Day> days) {
    return new Part(name, kind, null, days.get(0).from(), days.get(days.size() - 1).to());
  }

  private Segment segment(Part part, ForeignRows rows, Path folder, DatasetState state)
      throws IOException {
    Path file = folder.resolve(part.name + ".parquet");
    ParquetRows.Written written;
    try (ParquetRows out = ParquetRows.create(file, rows.schema())) {
      rows.read(part.day, out::write);
      written = out.finish();
    }
    Segment present = state.segments().get(part.name);
    if (present == null || !present.rowsDigest().equals(written.rowsDigest())) {
      present =
          new Segment(
              part.name,
              part.kind,
              blobs.put(file),
              Files.size(file),
              written.rows(),
              written.rowsDigest(),
              part.from,
              part.to);
    }
    Files.delete(file);
    return present;
  }

  private static ForeignSource source(Request request, DatasetState state) {
    DatasetState.Definition known = state.definition();
    Expression time = request.time();
    ZoneId zone = request.zone();
    if (known != null) {
      if (time != null && !time.canonical().equals(known.time().canonical())) {
        throw new DataException(
            "time: \"%s\": dataset %s has the time \"%s\", the same for all of its segments"
                .formatted(time.text(), state.name(), known.time().text()));
      }
      if (zone != null && !zone.getId().equals(known.zone())) {
        throw new DataException(
            "zone %s: dataset %s has the zone %s, the same for all of its segments"
                .formatted(zone.getId(), state.name(), known.zone()));
      }
      time = known.time();
      zone = ZoneId.of(known.zone());
    }
    if (time == null) {
      throw new DataException(
          "dataset %s is new: say with --time when a row happened: a column, or an expression such"
                  .formatted(state.name())
              + " as make_date(Year, Month, DayofMonth)");
    }
    return new ForeignSource(
        request.files(),
        time,
        zone == null ? ZoneId.of("UTC") : zone,
        known,
        request.dropUndated());
  }
}
