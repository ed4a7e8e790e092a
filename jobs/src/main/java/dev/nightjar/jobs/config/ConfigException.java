package dev.nightjar.jobs.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file that a person wrote has mistakes. The message names each with file and line. */
public final class ConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /** All mistakes of one file, in order of line. */
  public ConfigException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> file + (p.line() > 0 ? ":" + p.line() : "") + ": " + p.message())
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes, in order of line. */
  public List<Problem> problems() {
    return problems;
  }
}
