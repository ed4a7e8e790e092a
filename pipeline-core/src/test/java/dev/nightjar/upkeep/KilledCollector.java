package dev.nightjar.upkeep;

import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that collects over and over until it is killed. It says when it makes a call to the
 * store that was agreed upon. Arguments: directory of the store, number of the call.
 */
final class KilledCollector {

  static final Duration GRACE = Duration.ofHours(1);
  static final String NOW = "now";

  private static final int MOST = 10_000;

  private KilledCollector() {}

  public static void main(String[] arguments) throws Exception {
    int agreed = Integer.parseInt(arguments[1]);
    AtomicInteger calls = new AtomicInteger();
    ObjectStore store =
        new SteppedStore(
            DirectoryStore.open(Path.of(arguments[0])),
            () -> {
              if (calls.incrementAndGet() == agreed) {
                Workers.say(NOW);
              }
            });
    GarbageCollector collector = new GarbageCollector(store, List::of, "killed");
    Workers.awaitGo();
    for (int i = 0; i < MOST; i++) {
      collector.collect(GRACE, Retention.FOREVER, false);
    }
  }
}
