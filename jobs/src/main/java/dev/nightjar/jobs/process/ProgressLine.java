package dev.nightjar.jobs.process;

import dev.nightjar.run.StepProgress;

/** How far a step is, as a line that its worker says. */
public final class ProgressLine {

  private static final String MARK = "@progress ";

  private ProgressLine() {}

  /** The line. */
  public static String of(double fraction, String text) {
    return MARK + fraction + " " + text.replaceAll("\\R", " ");
  }

  /** Tells what the line says; false: it is no such line. */
  static boolean tell(String line, StepProgress to) {
    if (!line.startsWith(MARK)) {
      return false;
    }
    String[] parts = line.substring(MARK.length()).split(" ", 2);
    double fraction;
    try {
      fraction = Double.parseDouble(parts[0]);
    } catch (NumberFormatException e) {
      return false;
    }
    to.at(fraction, parts.length == 2 ? parts[1] : "");
    return true;
  }
}
