package dev.nightjar.probe;

import dev.nightjar.dataset.Expression;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of how a model must behave on rows of a test set. It reads no labels.
 *
 * @param name what people call it, such as {@code later is never better}
 * @param on the test set
 * @param where which rows; null: all
 * @param set by feature the value that it gets in these rows, made of the row as it is
 * @param claim what must hold
 */
public record Case(
    String name, String on, @Nullable Expression where, Map<String, Expression> set, Claim claim) {

  public Case {
    Probe.check("case", name);
    set = Collections.unmodifiableMap(new TreeMap<>(set));
    if (claim.compares() && set.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is about what a change does to the score, and sets nothing");
    }
  }

  /** All of it, for people: {@code where dep_delay > 120: a positive decision}. */
  public String words() {
    String rows = where == null ? "all rows" : "where " + where.text();
    String with =
        set.entrySet().stream()
            .map(e -> e.getKey() + " = " + e.getValue().text())
            .collect(Collectors.joining(", "));
    return "%s%s: %s".formatted(rows, with.isEmpty() ? "" : ", with " + with, claim.words());
  }
}
