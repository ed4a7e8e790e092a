package dev.nightjar.jobs.config;

import dev.nightjar.text.Nearest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The test sets that a file may name.
 *
 * @param known in the order of the file
 * @param problems receives what is wrong
 */
record TestSetNames(List<String> known, List<Problem> problems) {

  /**
   * The set that a section is {@code on}, known or not; the only one there is when it names none,
   * and null when there are several.
   *
   * @param line of the section
   */
  @Nullable String on(Section section, int line) {
    String on = section.textOrNull("on");
    if (on != null) {
      require(on, section.line("on"));
      return on;
    }
    if (known.size() == 1) {
      return known.get(0);
    }
    problems.add(new Problem(line, "on is missing: one of " + String.join(", ", known)));
    return null;
  }

  /** That there is one of that name. */
  void require(String name, int line) {
    if (!known.contains(name)) {
      problems.add(
          new Problem(
              line,
              "there is no test set %s%s (known: %s)"
                  .formatted(name, Nearest.hint(name, known), String.join(", ", known))));
    }
  }
}
