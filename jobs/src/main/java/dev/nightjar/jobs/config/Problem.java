package dev.nightjar.jobs.config;

import dev.nightjar.text.Nearest;
import java.util.Collection;

/**
 * One mistake in a file.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param message what was expected, what was found, and the nearest valid name
 */
public record Problem(int line, String message) {

  /** A column that a dataset does not have, with the nearest one that it has. */
  static Problem noColumn(int line, String dataset, String column, Collection<String> known) {
    return new Problem(
        line,
        "dataset %s has no column %s%s".formatted(dataset, column, Nearest.hint(column, known)));
  }
}
