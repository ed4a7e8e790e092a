package dev.nightjar.jobs;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.reuse.ReuseLog;
import dev.nightjar.reuse.ReuseState;
import dev.nightjar.reuse.Use;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down that a test set was asked, before anybody sees what it answered. */
final class TestSetUses {

  private final Night night;
  private final Snapshot snapshot;
  private final String runId;
  private final ScoreSource source;
  private final List<String> answer;

  /**
   * Of one run.
   *
   * @param answer what the same answer is known by: candidate, champion and baseline
   */
  TestSetUses(
      Night night, Snapshot snapshot, String runId, ScoreSource source, List<String> answer) {
    this.night = night;
    this.snapshot = snapshot;
    this.runId = runId;
    this.source = source;
    this.answer = List.copyOf(answer);
  }

  /** Writes the use of a set, once, and says what is left. */
  Reuse write(TestSet set, ScoredSet scored, SetSummary summary) throws IOException {
    GatedNumbers gated = GatedNumbers.of(night.pipeline().policy(), scored, metrics());
    Use use =
        new Use(
            night.model(),
            runId,
            night.slot().logicalTime(),
            design(set, summary),
            gated.moving(),
            gated.fixed(),
            gated.disagreement(),
            set.sealed());
    ReuseLog log =
        TestSetLogs.of(night.bench().store(), night.pipeline(), set, night.bench().clock());
    ReuseState state = source.decided(log, use, answer);
    return Reuse.of(
        set,
        TestSetLogs.id(night.pipeline(), set),
        night.model(),
        state,
        gated.bounded(),
        gated.unbounded(),
        summary.rows());
  }

  private List<Metric> metrics() {
    List<Metric> all = new ArrayList<>(Metrics.all());
    night.pipeline().costs().forEach(cost -> all.add(cost.metric()));
    return all;
  }

  private Digest design(TestSet set, SetSummary summary) throws IOException {
    int retracted =
        new Datasets(night.bench().store(), night.bench().clock())
            .dataset(snapshot.dataset())
            .stateAt(snapshot.logPosition())
            .retracted()
            .size();
    boolean same = set.span() instanceof TestSet.Fixed;
    return CanonicalJson.digest(
        new Design(
            night.pipeline().design(),
            same ? summary.rowsDigest() : null,
            retracted == 0 ? null : retracted));
  }

  /**
   * What a person may have changed.
   *
   * @param retracted how many segments were ever taken back; null: none
   */
  private record Design(Digest pipeline, @Nullable Digest rows, @Nullable Integer retracted) {}
}
