package dev.nightjar.dataset;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prefixes of one dataset's log that a night reads.
 *
 * @param recipe what the recipe sees
 * @param sets what each pinned test set sees, by its name
 */
public record Prefixes(DatasetState recipe, Map<String, DatasetState> sets) {

  public Prefixes {
    sets = Map.copyOf(sets);
  }

  /**
   * Looks up the places that recipe and test sets name.
   *
   * @param now the state now
   * @throws DataException when there is no such tag or entry, with the key and the nearest
   */
  public static Prefixes of(DatasetLog log, DatasetState now, Recipe recipe, List<TestSet> testSets)
      throws IOException {
    DatasetState seen = log.pinned(now, recipe.at());
    Map<String, DatasetState> sets = new LinkedHashMap<>();
    for (TestSet set : testSets) {
      if (set.at() != null) {
        try {
          sets.put(set.name(), log.pinned(now, set.at()));
        } catch (DataException e) {
          throw new DataException("test_sets." + set.name() + "." + e.getMessage(), e);
        }
      }
    }
    return new Prefixes(seen, sets);
  }

  /** What the pinned set sees; throws {@link IllegalArgumentException} when that is not known. */
  DatasetState of(TestSet set) {
    DatasetState seen = sets.get(set.name());
    if (seen == null) {
      throw new IllegalArgumentException(
          "test set " + set.name() + " is pinned at " + set.at() + ", and that prefix is missing");
    }
    return seen;
  }
}
