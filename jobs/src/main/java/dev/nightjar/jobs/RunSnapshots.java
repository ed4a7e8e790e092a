package dev.nightjar.jobs;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each run read, as its snapshot step kept it. Thread-safe. */
public final class RunSnapshots {

  private static final String OUTPUT = SnapshotStep.NAME + ".json";
  private static final int PARTS = 5;

  private final ObjectStore store;
  private final StepStore steps;

  public RunSnapshots(ObjectStore store) {
    this.store = store;
    this.steps = new StepStore(store);
  }

  /** A run that has its snapshot. */
  public record Read(Slot slot, RunId run, Snapshot snapshot) {}

  /** The snapshot of the run; empty when it did not get that far. */
  public Optional<Snapshot> of(Slot slot, RunId run) throws IOException {
    Optional<StepStore.Kept> kept = steps.read(slot, run, SnapshotStep.NAME);
    if (kept.isEmpty() || kept.get().output().outcome() instanceof Outcome.Block) {
      return Optional.empty();
    }
    return Optional.of(kept.get().output().as(SnapshotOutput.class).snapshot());
  }

  /** Every run of every pipeline and lane, in order of their keys. */
  public List<Read> all() throws IOException {
    List<Read> all = new ArrayList<>();
    for (ObjectKey key : store.list("runs", "")) {
      String[] parts = key.path().split("/", -1);
      if (parts.length == PARTS && key.name().equals(OUTPUT)) {
        Slot slot = slot(parts[1], parts[2]);
        RunId run = new RunId(parts[3]);
        of(slot, run).ifPresent(snapshot -> all.add(new Read(slot, run, snapshot)));
      }
    }
    return all;
  }

  private static Slot slot(String name, String time) {
    int tilde = name.indexOf('~');
    return tilde < 0
        ? new Slot(name, "", Slot.parseTime(time))
        : new Slot(name.substring(0, tilde), name.substring(tilde + 1), Slot.parseTime(time));
  }
}
