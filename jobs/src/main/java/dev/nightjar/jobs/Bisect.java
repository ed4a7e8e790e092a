package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.lineage.BisectSearch;
import dev.nightjar.lineage.BisectSearch.Delta;
import dev.nightjar.lineage.BisectText;
import dev.nightjar.lineage.Bisection;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the delta that hurt a refused night: trains without some of its deltas, with the code and
 * the pipeline of the night, and judges on its dev rows, so that no test set is asked. Nothing is
 * registered or promoted.
 *
 * <p>Each trial is kept beside the run, so that a call which was interrupted goes on. The same
 * arguments give the same answer, bit by bit.
 */
public final class Bisect {

  private final Workbench bench;

  public Bisect(Workbench bench) {
    this.bench = bench;
  }

  /**
   * What is asked.
   *
   * @param by what is left out at a time
   * @param suspects patterns over names of segments; empty: what is new since the last promotion
   * @param metric a name in {@link Metrics}
   * @param confidence c, one-sided: the chance of naming a delta though all are alike is 1 − c
   * @param maxTrials a search that may need more models is refused
   */
  public record Request(
      BisectSearch.By by, List<String> suspects, String metric, double confidence, int maxTrials) {
    public Request {
      suspects = List.copyOf(suspects);
      if (!(confidence > 0.5 && confidence < 1)) {
        throw new IllegalArgumentException(
            "confidence lies between 50 % and 100 %, not " + confidence);
      }
    }
  }

  /** Hears of a search. */
  public interface Listener {

    /** So many models at most will be trained. */
    void planned(int most, List<String> suspects);

    /** The model without these is next; {@code kept}: an earlier call trained it. */
    void trial(List<String> leftOut, boolean kept);
  }

  /** What was found, and where the report is. */
  public record Found(Bisection bisection, ObjectKey json, ObjectKey markdown) {}

  /**
   * Searches.
   *
   * @param slot of the night
   * @throws DataException in words when there is nothing to bisect
   */
  public Found run(PipelineFile file, Slot slot, CodeId code, Request request, Listener listener)
      throws IOException {
    Documents.Night night = refused(file, slot);
    Decision decision = night.decision();
    Snapshot snapshot = requireSnapshot(decision);
    requireSame(file.pipeline(), decision, snapshot);
    Metric metric = Metrics.named(request.metric());
    Suspects suspects =
        request.suspects().isEmpty()
            ? Suspects.sinceLastPromotion(bench.store(), slot, snapshot)
            : Suspects.matching(snapshot, request.suspects());
    List<Delta> deltas = suspects.deltas(snapshot);
    List<Delta> others = suspects.others(snapshot);
    int most = BisectSearch.mostTrials(request.by(), deltas, others);
    if (most > request.maxTrials()) {
      throw new DataException(
          "the search among %d suspects may train %d models, and --max-trials allows %d: allow more, name fewer --suspects%s"
              .formatted(
                  suspects.names().size(),
                  most,
                  request.maxTrials(),
                  request.by() == BisectSearch.By.ONE ? ", or search --by halves" : ""));
    }
    listener.planned(most, suspects.names());
    ObjectKey folder = ObjectKey.of(night.folder().path(), "bisect");
    BisectTrials.Subject subject =
        new BisectTrials.Subject(file.pipeline(), code, folder, snapshot);
    try (NightData data = data(file.pipeline())) {
      BisectTrials trials = new BisectTrials(bench, subject, data, listener::trial);
      BisectJury jury =
          new BisectJury(trials, metric, file.pipeline().training(), suspects.names());
      BisectSearch search = new BisectSearch(jury, deltas, others, request.confidence());
      List<Bisection.Finding> findings = search.run(request.by());
      charge(file.pipeline(), decision.runId(), slot, CanonicalJson.digest(request).hex());
      Bisection found =
          new Bisection(
              slot.pipeline(),
              decision.logicalDate(),
              decision.runId(),
              snapshot.id(),
              snapshot.dataset(),
              request.by(),
              suspects.names(),
              suspects.why() + labels(snapshot),
              metric.name(),
              request.confidence(),
              jury.described(),
              trials(trials, jury),
              search.rounds(),
              findings,
              Bisection.conclude(findings, suspects.names().size()));
      return kept(folder, found);
    }
  }

  /**
   * Before anybody hears of it: what is found is looked for because of the verdicts so far, and
   * what is done about it makes other candidates.
   */
  private void charge(Pipeline pipeline, String run, Slot slot, String asked) throws IOException {
    for (TestSet set : pipeline.testSets()) {
      TestSetLogs.of(bench.store(), pipeline, set, bench.clock())
          .bisected(Documents.model(slot), run, asked, bench.actor());
    }
  }

  /** What stays as it was is said: a label may be what hurt. */
  private static String labels(Snapshot snapshot) {
    Snapshot.Labels labels = snapshot.labels();
    return labels == null
        ? ""
        : "; its labels, of dataset " + labels.dataset() + ", are the night's in every trial";
  }

  private static List<Bisection.Trial> trials(BisectTrials trials, BisectJury jury) {
    List<Bisection.Trial> all = new ArrayList<>();
    for (BisectTrial t : trials.all()) {
      all.add(new Bisection.Trial(t.leftOut(), t.trainRows(), jury.value(t), t.problem()));
    }
    return all;
  }

  private Found kept(ObjectKey folder, Bisection found) throws IOException {
    byte[] json = CanonicalJson.write(found);
    String name = "report-" + CanonicalJson.digest(found).head(16);
    ObjectKey document = ObjectKey.of(folder.path(), name + ".json");
    ObjectKey page = ObjectKey.of(folder.path(), name + ".md");
    bench.store().create(document, json);
    bench.store().create(page, BisectText.markdown(found).getBytes(StandardCharsets.UTF_8));
    return new Found(found, document, page);
  }

  private NightData data(Pipeline pipeline) {
    return new NightData(
        new SnapshotFiles(bench.blobs(), bench.scratch().resolve("segments")),
        bench.engine(),
        pipeline,
        bench.scratch().resolve("runs"));
  }

  private Documents.Night refused(PipelineFile file, Slot slot) throws IOException {
    RunId run =
        Documents.finished(bench.store(), slot.pipeline(), slot.lane()).get(slot.logicalTime());
    LocalDate date = LocalDate.ofInstant(slot.logicalTime(), file.pipeline().schedule().zone());
    String night = "the night of " + date + " of " + slot.pipeline();
    if (run == null) {
      throw new DataException(
          "%s is not over yet: nightjar run %s --date %s"
              .formatted(night, file.path().getFileName(), date));
    }
    Documents.Night found = Documents.read(bench.store(), slot, run);
    Promotion promotion = found.promotion();
    if (found.decision().verdict() == Verdict.PROMOTE) {
      throw new DataException(
          night
              + (promotion == null || promotion.outcome() != Promotion.Outcome.PROMOTED
                  ? " was found better than the champion"
                  : " was promoted, as " + promotion.version())
              + ": nothing hurt it, so there is nothing to bisect");
    }
    if (found.decision().verdict() == null) {
      throw new DataException(
          "%s was not judged (%s): %s. Only a night that was refused can be bisected"
              .formatted(night, found.decision().state(), found.decision().headline()));
    }
    return found;
  }

  private static Snapshot requireSnapshot(Decision decision) {
    Snapshot snapshot = decision.snapshot();
    if (snapshot == null) {
      throw new DataException("run " + decision.runId() + " has no snapshot");
    }
    return snapshot;
  }

  private static void requireSame(Pipeline pipeline, Decision decision, Snapshot snapshot) {
    if (!pipeline.recipe().dataset().equals(snapshot.dataset())) {
      throw new DataException(
          "the pipeline file reads dataset %s, but the night of %s read %s"
              .formatted(pipeline.recipe().dataset(), decision.logicalDate(), snapshot.dataset()));
    }
    if (!pipeline.digest().equals(decision.pipelineDigest())) {
      throw new DataException(
          "the pipeline file does not mean what it meant in the night of %s: bisect with the file of that night"
              .formatted(decision.logicalDate()));
    }
  }
}
