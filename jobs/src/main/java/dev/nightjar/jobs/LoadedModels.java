package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.latency.Stopwatch;
import dev.nightjar.latency.Timings;
import dev.nightjar.model.Candidate;
import dev.nightjar.reuse.ReuseLog;
import dev.nightjar.reuse.ReuseState;
import dev.nightjar.reuse.Use;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The models themselves, each loaded twice: that a model is equal to itself is no proof otherwise.
 */
final class LoadedModels implements ScoreSource {

  private final Night night;
  private final Map<String, Judged> first;
  private final Map<String, Judged> second;

  LoadedModels(Night night, Candidate candidate) throws IOException {
    this.night = night;
    JudgedModels loader = new JudgedModels(night);
    this.first = loader.load(candidate);
    this.second = loader.load(candidate);
  }

  @Override
  public Map<String, Judged> models() {
    return first;
  }

  @Override
  public double[] scores(TestSet set, String role, Frame frame) {
    return Objects.requireNonNull(first.get(role)).score(frame);
  }

  @Override
  public double[] again(TestSet set, String role, Frame frame) {
    return Objects.requireNonNull(second.get(role)).score(frame);
  }

  @Override
  public boolean measuresDrift() {
    return true;
  }

  @Override
  public double[] development(Frame dev) {
    return Objects.requireNonNull(first.get(Evaluator.CANDIDATE)).score(dev);
  }

  @Override
  public ChangedScores changes() {
    return new LoadedChanges(first, night.pipeline().training().seed());
  }

  @Override
  public Timings timings(TestSet set, Frame rows) {
    Map<String, Stopwatch.Call> calls = new LinkedHashMap<>();
    first.forEach((role, model) -> model.call(rows).ifPresent(call -> calls.put(role, call)));
    return new Stopwatch(System::nanoTime).time(set.name(), rows.rows(), calls);
  }

  @Override
  public Digest keep(byte[] content) throws IOException {
    return night.bench().blobs().put(content);
  }

  @Override
  public Digest keep(Path file) throws IOException {
    return night.bench().blobs().put(file);
  }

  @Override
  public ReuseState decided(ReuseLog log, Use use, List<String> answer) throws IOException {
    return log.write(use, answer, night.bench().actor());
  }
}
