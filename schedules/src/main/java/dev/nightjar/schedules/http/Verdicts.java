package dev.nightjar.schedules.http;

import dev.nightjar.gate.Verdict;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts of nights for a page that is asked for often: a document is read once, for what was
 * decided stays. Thread-safe.
 */
final class Verdicts {

  private static final int MOST = 1_000;

  private final Backend backend;
  private final Map<String, Verdict> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
          return size() > MOST;
        }
      };

  Verdicts(Backend backend) {
    this.backend = backend;
  }

  /** The verdict of a run that succeeded; empty when its document cannot be had just now. */
  Optional<Verdict> of(Run run) {
    if (run.state().status() != Status.SUCCEEDED) {
      return Optional.empty();
    }
    String key = run.slot() + " " + run.id().hex();
    synchronized (known) {
      if (known.containsKey(key)) {
        return Optional.ofNullable(known.get(key));
      }
    }
    try {
      Optional<Verdict> found = backend.reports().verdict(run);
      synchronized (known) {
        found.ifPresent(verdict -> known.put(key, verdict));
      }
      return found;
    } catch (IOException e) {
      backend.trouble("the verdict of run " + run.id() + " could not be read", e);
      return Optional.empty();
    }
  }
}
