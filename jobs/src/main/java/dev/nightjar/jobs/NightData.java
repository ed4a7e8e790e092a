package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.RowSelection.Side;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.jobs.config.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one run: its snapshot's files and the engine over them, opened when first asked for
 * and shared by the steps of one process. Not thread-safe.
 */
final class NightData implements AutoCloseable {

  private final SnapshotFiles files;
  private final DataEngine engine;
  private final Pipeline pipeline;
  private final Path runs;
  private @Nullable String open;
  private @Nullable Path folder;
  private @Nullable RowSource source;
  private DataEngine.@Nullable Rows rows;
  private final Map<String, DataEngine.Rows> pinned = new TreeMap<>();

  /**
   * @param runs where the run gets a folder of its own, which is deleted at the end
   */
  NightData(SnapshotFiles files, DataEngine engine, Pipeline pipeline, Path runs) {
    this.files = files;
    this.engine = engine;
    this.pipeline = pipeline;
    this.runs = runs;
  }

  /** Where the rows of the snapshot come from. */
  RowSource source(Snapshot snapshot) throws IOException {
    Path own = own(snapshot);
    RowSource known = source;
    if (known == null) {
      known = source(snapshot, own, snapshot.segments(), snapshot.arrivals());
      source = known;
    }
    return known;
  }

  /** Where everything is that is read of the dataset, the rows of pinned test sets among it. */
  RowSource all(Snapshot snapshot) throws IOException {
    return snapshot.pins() == null
        ? source(snapshot)
        : source(snapshot, own(snapshot), snapshot.read(), null);
  }

  private Path own(Snapshot snapshot) throws IOException {
    if (!snapshot.id().equals(open)) {
      // A run that follows a stale one may read another snapshot.
      close();
      open = snapshot.id();
    }
    Path known = folder;
    if (known == null) {
      Files.createDirectories(runs);
      known = Files.createTempDirectory(runs, "run");
      folder = known;
    }
    return known;
  }

  private RowSource source(
      Snapshot snapshot, Path own, List<Segment> segments, @Nullable List<String> arrivals)
      throws IOException {
    return new RowSource(
        files.lay(segments, own),
        snapshot.schema(),
        snapshot.time(),
        pipeline.derived(),
        pipeline.recipe(),
        pipeline.label(),
        LocalDateTime.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone())),
        Objects.requireNonNullElse(arrivals, List.of()),
        labels(snapshot, own));
  }

  private RowSource.@Nullable Labels labels(Snapshot snapshot, Path own) throws IOException {
    Snapshot.Labels read = snapshot.labels();
    return read == null
        ? null
        : new RowSource.Labels(
            files.lay(read.segments(), own.resolve("labels")), read.schema(), read.time());
  }

  /** The rows of the snapshot. */
  DataEngine.Rows rows(Snapshot snapshot) throws IOException {
    RowSource from = source(snapshot);
    DataEngine.Rows known = rows;
    if (known == null) {
      known = engine.open(from);
      rows = known;
    }
    return known;
  }

  /**
   * The rows among which those of the test set are. A pinned set has rows of its own: what the
   * dataset was given later can neither join them nor, as the same row again, stand for one.
   */
  DataEngine.Rows rows(Snapshot snapshot, TestSet set) throws IOException {
    Snapshot.Pin pin = snapshot.pin(set.name());
    if (pin == null) {
      return rows(snapshot);
    }
    Path own = own(snapshot);
    DataEngine.Rows known = pinned.get(set.name());
    if (known == null) {
      known = engine.open(source(snapshot, own, pin.segments(), pin.arrivals()));
      pinned.put(set.name(), known);
    }
    return known;
  }

  /** The rows on one side of the split of the training window, without those of any test set. */
  static RowSelection training(Snapshot snapshot, Side side) {
    List<TimeRange> tests =
        snapshot.testSets().values().stream().filter(r -> !r.isEmpty()).toList();
    return new RowSelection(snapshot.train(), tests, side, null, 0);
  }

  /** The rows of a test set. */
  static RowSelection test(Snapshot snapshot, TestSet set) {
    TimeRange range = snapshot.testSets().getOrDefault(set.name(), EMPTY);
    return new RowSelection(range, List.of(), null, null, set.sample());
  }

  private static final TimeRange EMPTY = new TimeRange(LocalDateTime.MIN, LocalDateTime.MIN);

  @Override
  public void close() {
    source = null;
    pinned.values().forEach(DataEngine.Rows::close);
    pinned.clear();
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (folder != null) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + folder, e);
      }
      folder = null;
    }
  }
}
