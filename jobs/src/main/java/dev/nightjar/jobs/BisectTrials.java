package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.RowSelection.Side;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Feature;
import dev.nightjar.model.Trainer;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Models of a night's snapshot without some of its segments, each trained once: its scores of the
 * night's dev rows are kept beside the run, under a digest of everything that decides them, and
 * found there when the same is asked again. Not thread-safe.
 */
final class BisectTrials {

  private static final String WHY = "left out by a trial";

  private final Workbench bench;
  private final Pipeline pipeline;
  private final CodeId code;
  private final ObjectKey folder;
  private final Snapshot full;
  private final NightData data;
  private final Progress progress;
  private final List<String> columns;
  private final Frame dev;
  private final long[] devKeys;
  private final Map<List<String>, BisectTrial> known = new LinkedHashMap<>();

  /**
   * What is taken apart.
   *
   * @param code what code does it
   * @param folder where trials are kept
   * @param full the night's snapshot
   */
  record Subject(Pipeline pipeline, CodeId code, ObjectKey folder, Snapshot full) {}

  /** Hears of the trials. */
  interface Progress {
    /** The model without these was trained just now, or was there already. */
    void trial(List<String> leftOut, boolean kept);
  }

  BisectTrials(Workbench bench, Subject subject, NightData data, Progress progress)
      throws IOException {
    this.bench = bench;
    this.pipeline = subject.pipeline();
    this.code = subject.code();
    this.folder = subject.folder();
    this.full = subject.full();
    this.data = data;
    this.progress = progress;
    this.columns = pipeline.features().stream().map(Feature::name).toList();
    this.dev = data.rows(full).read(NightData.training(full, Side.DEV), columns, List.of());
    this.devKeys = TrainStep.keys(dev);
  }

  /** The labels of the night's dev rows: every trial's scores are in their order. */
  byte[] labels() {
    return TrainStep.labels(dev);
  }

  /** The trials so far, in order of their training. */
  List<BisectTrial> all() {
    return List.copyOf(known.values());
  }

  /** The night's dev rows that are still there when these segments are left out. */
  BitSet staying(List<String> leftOut) throws IOException {
    Snapshot less = reduced(leftOut);
    return less.segments().isEmpty() ? new BitSet() : staying(less, data.rows(less));
  }

  /** The model without these segments. */
  BisectTrial without(Collection<String> segments) throws IOException {
    List<String> leftOut = List.copyOf(new TreeSet<>(segments));
    BisectTrial there = known.get(leftOut);
    if (there != null) {
      return there;
    }
    Snapshot less = reduced(leftOut);
    ObjectKey key = ObjectKey.of(folder.path(), "trial-" + digest(less) + ".json");
    BisectTrial trial = kept(key);
    progress.trial(leftOut, trial != null);
    if (trial == null) {
      trial = train(leftOut, less);
      bench.store().create(key, CanonicalJson.write(trial));
    }
    known.put(leftOut, trial);
    return trial;
  }

  private Snapshot reduced(List<String> leftOut) {
    return leftOut.isEmpty() ? full : Snapshots.without(full, leftOut, WHY);
  }

  private String digest(Snapshot less) {
    List<String> parts =
        List.of(
            "bisect 1",
            full.id(),
            less.id(),
            pipeline.digest().hex(),
            CanonicalJson.digest(code).hex());
    return CanonicalJson.digest(parts).head(24);
  }

  private @Nullable BisectTrial kept(ObjectKey key) throws IOException {
    try {
      return CanonicalJson.read(bench.store().read(key), BisectTrial.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private BisectTrial train(List<String> leftOut, Snapshot less) throws IOException {
    if (less.segments().isEmpty()) {
      return BisectTrial.failed(leftOut, less.id(), "nothing is left to train on");
    }
    Rows rows = data.rows(less);
    BitSet stays = staying(less, rows);
    Frame train = rows.read(NightData.training(less, Side.TRAIN), columns, List.of());
    try {
      Training model = Training.on(train, pipeline, bench.trainers(), Trainer.Progress.silent());
      Judged judged =
          new Judged("", model.encoder(), model.scorer(), 0.5, RowKeys.of(new long[0]), null, null);
      return BisectTrial.of(leftOut, less.id(), train.rows(), judged.score(dev), stays);
    } catch (DataException e) {
      return BisectTrial.failed(leftOut, less.id(), String.valueOf(e.getMessage()));
    }
  }

  private BitSet staying(Snapshot less, Rows rows) {
    Frame own = rows.read(NightData.training(less, Side.DEV), List.of(), List.of());
    RowKeys keys = RowKeys.of(own);
    BitSet stays = new BitSet(devKeys.length);
    for (int i = 0; i < devKeys.length; i++) {
      stays.set(i, keys.contains(devKeys[i]));
    }
    return stays;
  }
}
