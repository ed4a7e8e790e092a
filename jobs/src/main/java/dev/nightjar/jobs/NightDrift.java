package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.RowSelection.Side;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.drift.ColumnDrift;
import dev.nightjar.drift.Drift;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Feature;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the test sets of a night are from what its candidate was made of: the features from those
 * of the training rows, the scores from those of the dev rows.
 */
final class NightDrift {

  private final Night night;
  private final Snapshot snapshot;
  private final ScoreSource source;
  private final Map<Double, List<Drift>> found = new TreeMap<>();
  private @Nullable Made made;

  /** What the candidate was made of. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Made(Frame train, Frame dev, double[] scores, @Nullable Digest kept) {}

  NightDrift(Night night, Snapshot snapshot, ScoreSource source) {
    this.night = night;
    this.snapshot = snapshot;
    this.source = source;
  }

  /** The columns of a test set that are needed. */
  static List<String> columns(Pipeline pipeline, ScoreSource source) {
    return source.measuresDrift()
        ? pipeline.features().stream().map(Feature::name).toList()
        : List.of();
  }

  /** Measures the drift of a test set, at the confidence of the policy and of its alternatives. */
  void add(TestSet set, Frame frame, ScoredSet scored) throws IOException {
    if (!source.measuresDrift() || frame.rows() == 0) {
      return;
    }
    Made of = made();
    for (Feature feature : night.pipeline().features()) {
      String name = feature.name();
      add(
          set,
          name,
          false,
          new ColumnDrift(
              new ColumnDrift.Side(of.train().column(name), Units.of(set.unit(), of.train())),
              new ColumnDrift.Side(frame.column(name), scored.units()),
              feature.kind() == Feature.Kind.CATEGORICAL));
    }
    if (of.dev().rows() > 0) {
      double[] scores = Objects.requireNonNull(scored.models().get(Evaluator.CANDIDATE)).scores();
      add(
          set,
          DriftMeasure.SCORE,
          true,
          new ColumnDrift(
              new ColumnDrift.Side(scores(of.scores()), Units.of(set.unit(), of.dev())),
              new ColumnDrift.Side(scores(scores), scored.units()),
              false));
    }
  }

  private static FrameColumn scores(double[] scores) {
    return new FrameColumn.Numbers(DriftMeasure.SCORE, scores);
  }

  private void add(TestSet set, String name, boolean score, ColumnDrift column) {
    double own = night.pipeline().policy().confidence();
    Stream.concat(Stream.of(own), CorrectedNumbers.confidences(night.pipeline().policy()).stream())
        .distinct()
        .forEach(
            confidence ->
                found
                    .computeIfAbsent(confidence, c -> new ArrayList<>())
                    .add(column.of(set.name(), name, score, confidence)));
  }

  private Made made() throws IOException {
    Made known = made;
    if (known == null) {
      Rows rows = night.data().rows(snapshot);
      List<String> columns =
          Stream.concat(
                  columns(night.pipeline(), source).stream(),
                  night.pipeline().testSets().stream()
                      .map(TestSet::unit)
                      .filter(unit -> unit != null && !unit.equals(Units.DAY)))
              .distinct()
              .toList();
      Frame train = rows.read(NightData.training(snapshot, Side.TRAIN), columns, List.of());
      Frame dev = rows.read(NightData.training(snapshot, Side.DEV), columns, List.of());
      boolean any = dev.rows() > 0;
      double[] scores = any ? source.development(dev) : new double[0];
      known = new Made(train, dev, scores, any ? kept(dev, scores) : null);
      made = known;
    }
    return known;
  }

  private Digest kept(Frame dev, double[] scores) throws IOException {
    return new SetRecord(night.bench().scratch(), source)
        .keep(TrainStep.keys(dev), TrainStep.labels(dev), Map.of(Evaluator.CANDIDATE, scores));
  }

  /** All that was measured; null: nothing was. */
  @Nullable DriftReport report() {
    double confidence = night.pipeline().policy().confidence();
    List<Drift> all = found.get(confidence);
    return all == null || made == null ? null : DriftReport.of(confidence, made.kept(), all);
  }

  /** What alternatives are judged by. */
  List<Measure> measures(double confidence) {
    return found.getOrDefault(confidence, List.of()).stream()
        .flatMap(d -> d.measures().stream())
        .toList();
  }
}
