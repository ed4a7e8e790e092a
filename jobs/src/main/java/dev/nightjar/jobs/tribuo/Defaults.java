package dev.nightjar.jobs.tribuo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters with their defaults, in the order of the help. */
final class Defaults {

  private final Map<String, Object> map = new LinkedHashMap<>();

  private Defaults() {}

  static Defaults of(String name, Object value) {
    return new Defaults().and(name, value);
  }

  Defaults and(String name, Object value) {
    map.put(name, value);
    return this;
  }

  Map<String, Object> map() {
    return Collections.unmodifiableMap(map);
  }
}
