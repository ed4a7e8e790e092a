package dev.nightjar.evaluation;

import dev.nightjar.dataset.Expression;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A metric that a pipeline file makes: what each kind of decision costs, or brings in, row by row.
 *
 * @param name not that of another metric or measure
 * @param direction whether it counts costs or gains
 * @param entries at least one; a decision without an entry counts 0
 */
public record CostMatrix(String name, Metric.Direction direction, Map<Cell, Expression> entries) {

  /** A kind of decision. */
  public enum Cell {
    TRUE_POSITIVE,
    FALSE_POSITIVE,
    FALSE_NEGATIVE,
    TRUE_NEGATIVE;

    /** What pipeline files call it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about rows with that label. */
    boolean concerns(byte label) {
      return (label == 1) == (this == TRUE_POSITIVE || this == FALSE_NEGATIVE);
    }
  }

  public CostMatrix {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("a cost matrix has at least one entry: " + name);
    }
    entries = Collections.unmodifiableMap(new EnumMap<>(entries));
  }

  /** The metric that it is. */
  public Metric.Cost metric() {
    return new Metric.Cost(name, direction);
  }
}
