package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.StepStore;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says of nights that are over whether they would work from something else now. The logs are read
 * when the first night is asked about. Not thread-safe.
 */
public final class InputChanges {

  /** So many segments are named; of the others it is said how many there are. */
  private static final int NAMED = 3;

  private final PipelineFile file;
  private final ObjectStore store;
  private final Datasets datasets;
  private @Nullable NightSnapshot now;

  public InputChanges(PipelineFile file, ObjectStore store, InstantSource clock) {
    this.file = file;
    this.store = store;
    this.datasets = new Datasets(store, clock);
  }

  /** Which of the run's segments its datasets do not have any more; empty: they have all. */
  public Optional<String> gone(Run run) throws IOException {
    Optional<Snapshot> read = new RunSnapshots(store).of(run.slot(), run.id());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Snapshot snapshot = read.get();
    Optional<String> gone =
        snapshot.goneInWords(datasets.dataset(file.pipeline().recipe().dataset()).state());
    Snapshot.Labels labels = snapshot.labels();
    return (gone.isPresent() || labels == null
            ? gone
            : labels.goneInWords(datasets.dataset(labels.dataset()).state()))
        .map(what -> "inputs changed: " + what);
  }

  /**
   * What the run would work from that it did not: another pipeline file, or other data. A run that
   * never came to its data would read them now, which is no change.
   */
  public Optional<String> since(Run run) throws IOException {
    Optional<String> gone = gone(run);
    if (gone.isPresent()) {
      return gone;
    }
    Optional<StepStore.Kept> trained =
        new StepStore(store).read(run.slot(), run.id(), TrainStep.NAME);
    if (trained.isPresent() && trained.get().output().outcome() instanceof Outcome.Continue) {
      Candidate candidate = trained.get().output().as(Candidate.class);
      if (!candidate.pipeline().equals(file.pipeline().digest())) {
        return Optional.of("inputs changed: the pipeline file says something else now");
      }
    }
    Optional<Snapshot> read = new RunSnapshots(store).of(run.slot(), run.id());
    return read.isEmpty() ? Optional.empty() : data(run, read.get());
  }

  private Optional<String> data(Run run, Snapshot then) throws IOException {
    NightSnapshot logs = now;
    if (logs == null) {
      logs = NightSnapshot.now(file, datasets);
      now = logs;
    }
    Snapshot fresh;
    try {
      fresh = logs.at(run.slot().logicalTime());
    } catch (DataException e) {
      return Optional.of("inputs changed: " + e.getMessage());
    }
    return fresh.id().equals(then.id())
        ? Optional.empty()
        : Optional.of("inputs changed: " + difference(then, fresh));
  }

  private static String difference(Snapshot then, Snapshot fresh) {
    Map<String, Digest> before = digests(then);
    Map<String, Digest> after = digests(fresh);
    List<String> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      Digest old = before.get(name);
      Digest fresher = after.get(name);
      if (old == null) {
        changes.add(name + " is new");
      } else if (fresher == null) {
        changes.add(name + " is left out");
      } else if (!old.equals(fresher)) {
        changes.add(name + " has other rows");
      }
    }
    if (changes.isEmpty()) {
      return "the same segments, read otherwise: window, labels or test sets";
    }
    int more = changes.size() - NAMED;
    return "segment "
        + String.join(", ", changes.subList(0, Math.min(NAMED, changes.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  private static Map<String, Digest> digests(Snapshot snapshot) {
    Map<String, Digest> digests = new TreeMap<>();
    for (Segment segment : snapshot.read()) {
      digests.put(segment.name(), segment.digest());
    }
    Snapshot.Labels labels = snapshot.labels();
    if (labels != null) {
      labels.segments().forEach(s -> digests.put(labels.dataset() + "/" + s.name(), s.digest()));
    }
    return digests;
  }
}
