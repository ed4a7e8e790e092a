package dev.nightjar.evaluation;

import dev.nightjar.dataset.Expression;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A metric that a gates file makes where rows are of several classes: what it costs, or brings in,
 * to call a row of one class another, row by row. {@link CostMatrix} is that of two.
 *
 * @param name not that of another metric or measure
 * @param direction whether it counts costs or gains
 * @param entries by the class that a row is of, and by what it is called; at least one, and what
 *     has none counts 0
 */
public record ClassCosts(
    String name, Metric.Direction direction, Map<String, Map<String, Expression>> entries) {

  public ClassCosts {
    Map<String, Map<String, Expression>> copy = new LinkedHashMap<>();
    entries.forEach(
        (actual, called) ->
            copy.put(actual, Collections.unmodifiableMap(new LinkedHashMap<>(called))));
    entries = Collections.unmodifiableMap(copy);
    if (entries.values().stream().allMatch(Map::isEmpty)) {
      throw new IllegalArgumentException("a cost matrix has at least one entry: " + name);
    }
  }

  /** Every amount that rows are asked for. */
  public Set<Expression> amounts() {
    Set<Expression> amounts = new LinkedHashSet<>();
    entries.values().stream().map(Map::values).flatMap(Collection::stream).forEach(amounts::add);
    return amounts;
  }
}
