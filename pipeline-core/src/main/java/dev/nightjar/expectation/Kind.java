package dev.nightjar.expectation;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of expectation: its name, the names of its own arguments, and how its arguments are read.
 */
record Kind(String name, List<String> arguments, Function<Arguments, Expectation> reader) {

  Kind {
    arguments = List.copyOf(arguments);
  }

  static Kind of(String name, Function<Arguments, Expectation> reader, String... arguments) {
    return new Kind(name, List.of(arguments), reader);
  }
}
