package dev.nightjar.run;

import dev.nightjar.alert.Announcement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds the words for what became of a run. Thread-safe. */
@FunctionalInterface
public interface RunAnnouncer {

  /**
   * What people are told of a run that is over. It is written down with the run's end, at once or
   * not at all. What is thrown here does no harm: the run is announced by {@link RunAlerts#of(Run)}
   * then.
   *
   * @param ended the run as it will be
   * @param outputs of the steps that are done, in their order
   */
  List<Announcement> announce(Run ended, Map<String, StepOutput> outputs) throws IOException;
}
