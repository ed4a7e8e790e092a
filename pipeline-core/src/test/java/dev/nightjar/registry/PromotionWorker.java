package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.Workers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process that promotes candidates, each judged against the champion that it sees. */
final class PromotionWorker {

  private PromotionWorker() {}

  /** Arguments: directory, name of the worker, number of candidates. */
  public static void main(String[] arguments) throws Exception {
    DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]));
    ModelRegistry registry = new ModelRegistry(store, "m", InstantSource.system(), arguments[1]);
    registry.state();
    Workers.awaitGo();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      Candidate candidate = CandidateFake.stored(store, arguments[1] + "-" + i);
      while (!(promote(registry, candidate) instanceof PromotionOutcome.Promoted)) {
        Thread.onSpinWait();
      }
    }
  }

  private static PromotionOutcome promote(ModelRegistry registry, Candidate candidate)
      throws Exception {
    @Nullable Instant latest = registry.state().latest();
    Instant night =
        latest == null ? Instant.parse("2011-01-01T00:00:00Z") : latest.plusSeconds(86_400);
    @Nullable String champion = registry.state().championAt(night);
    String version = registry.register(candidate, night);
    return registry.promote(
        PromotionRequest.judged(
            version, night, champion, Map.of("snapshot", candidate.snapshot()), "better"));
  }
}
