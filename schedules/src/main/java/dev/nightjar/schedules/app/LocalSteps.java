package dev.nightjar.schedules.app;

import dev.nightjar.jobs.NightWorker;
import dev.nightjar.jobs.process.Lifeline;
import dev.nightjar.jobs.process.ProgressLine;
import dev.nightjar.run.FencedStore;
import dev.nightjar.run.Ticker;
import dev.nightjar.run.WorkerExit;
import dev.nightjar.schedules.StepService;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Steps in this process, which was started for one. The ledger is not touched. */
record LocalSteps(LocalPlaces places) implements StepService {

  private static final Duration LOOK = Duration.ofSeconds(1);

  @Override
  @SuppressWarnings("try") // It looks until it is closed.
  public int execute(String order, @Nullable Path folder, boolean tethered, Listener listener)
      throws IOException {
    ObjectKey key = new ObjectKey(order);
    if (!tethered) {
      return work(key, folder, new FencedStore(places.store()), listener);
    }
    Lifeline lifeline = new Lifeline(System::nanoTime, LocalSteps::halt).listening(System.in);
    try (Ticker.Ticking looking = Ticker.daemon().every(LOOK, lifeline::look)) {
      return work(key, folder, new FencedStore(places.store(), lifeline::isCut), listener);
    }
  }

  private int work(ObjectKey order, @Nullable Path folder, ObjectStore store, Listener listener)
      throws IOException {
    NightWorker worker =
        new NightWorker(
            Wiring.workbench(places, store),
            Wiring.reader(),
            places.code(),
            folder == null ? places.scratch().resolve("runs") : folder);
    return worker.work(order, (fraction, text) -> listener.line(ProgressLine.of(fraction, text)));
  }

  /** Nothing may run to its end, shutdown hooks neither: it could still write. */
  private static void halt() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(WorkerExit.FORSAKEN);
  }
}
