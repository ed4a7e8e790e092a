package dev.nightjar.run;

import dev.nightjar.text.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operators that this program knows. Immutable; filled by the composition root. */
public final class Operators {

  private final Map<String, Operator> byName;

  /** Throws {@link IllegalArgumentException} when two operators have one name. */
  public Operators(List<? extends Operator> operators) {
    Map<String, Operator> map = new LinkedHashMap<>();
    for (Operator operator : operators) {
      if (map.put(operator.name(), operator) != null) {
        throw new IllegalArgumentException("two operators are called " + operator.name());
      }
    }
    byName = Collections.unmodifiableMap(map);
  }

  /** Nothing but this process. */
  public static Operators inProcess() {
    return new Operators(List.of(new InProcess()));
  }

  /**
   * The operator of that name; throws {@link IllegalArgumentException} with the nearest valid name
   * and all of them.
   */
  public Operator named(String name) {
    Operator operator = byName.get(name);
    if (operator == null) {
      throw new IllegalArgumentException(
          "there is no operator %s%s (operators: %s)"
              .formatted(name, Nearest.hint(name, names()), String.join(", ", names())));
    }
    return operator;
  }

  /** The names, in the order of registration. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
