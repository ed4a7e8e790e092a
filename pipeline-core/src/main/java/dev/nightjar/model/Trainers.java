package dev.nightjar.model;

import dev.nightjar.text.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trainers that this program knows. Immutable; filled by the composition root. */
public final class Trainers {

  private final Map<String, Trainer> byName;

  /** Throws {@link IllegalArgumentException} when two trainers have one name. */
  public Trainers(List<? extends Trainer> trainers) {
    Map<String, Trainer> map = new LinkedHashMap<>();
    for (Trainer trainer : trainers) {
      if (map.put(trainer.name(), trainer) != null) {
        throw new IllegalArgumentException("two trainers are called " + trainer.name());
      }
    }
    byName = Collections.unmodifiableMap(map);
  }

  /**
   * The trainer of that name; throws {@link IllegalArgumentException} with the nearest valid name
   * and all of them.
   */
  public Trainer named(String name) {
    Trainer trainer = byName.get(name);
    if (trainer == null) {
      throw new IllegalArgumentException(
          "there is no trainer "
              + name
              + Nearest.hint(name, names())
              + " (trainers: "
              + String.join(", ", names())
              + ")");
    }
    return trainer;
  }

  /** The names, in the order of registration. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** All trainers, in the order of registration. */
  public List<Trainer> all() {
    return List.copyOf(byName.values());
  }
}
