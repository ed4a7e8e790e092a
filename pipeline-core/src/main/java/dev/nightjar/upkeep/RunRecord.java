package dev.nightjar.upkeep;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Run;
import java.util.List;

/**
 * A run as far as the object store tells.
 *
 * @param run what is known of it
 * @param attempts one for each step that is done; tries that failed are not told of
 */
public record RunRecord(Run run, List<Attempt> attempts) {

  public RunRecord {
    attempts = List.copyOf(attempts);
  }
}
