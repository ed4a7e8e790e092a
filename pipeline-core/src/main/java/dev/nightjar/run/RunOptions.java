package dev.nightjar.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wanted of a run that is not what its slot gets by itself. Kept with the run from
 * when it is queued, so that whoever executes it does as was wanted.
 *
 * @param of the earlier run of the slot that it goes on with, or does again; null: none
 * @param from the first step whose output is not taken from an earlier run; null: every output that
 *     an earlier run made from the same inputs is taken
 * @param params values of the pipeline's parameters, by name
 * @param notes what a person should know who reads of the run: what differs from the earlier one
 */
public record RunOptions(
    @Nullable RunId of, @Nullable String from, Map<String, String> params, List<String> notes) {

  /** Nothing was wanted. */
  public static final RunOptions NONE = new RunOptions(null, null, Map.of(), List.of());

  public RunOptions {
    params = java.util.Collections.unmodifiableMap(new TreeMap<>(params));
    notes = List.copyOf(notes);
  }

  /** Whether nothing was wanted. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
