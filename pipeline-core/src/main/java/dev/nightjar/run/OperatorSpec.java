package dev.nightjar.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which operator executes a step, and how. No part of what the step makes.
 *
 * @param operator the name of an {@link Operator}
 * @param parameters that operator's own, by name: texts, numbers, lists and maps of them
 */
public record OperatorSpec(String operator, Map<String, Object> parameters) {

  /** In this process. */
  public static final OperatorSpec IN_PROCESS = new OperatorSpec(InProcess.NAME, Map.of());

  public OperatorSpec {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
