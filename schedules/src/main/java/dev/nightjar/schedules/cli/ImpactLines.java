package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.Impact;
import dev.nightjar.lineage.ImpactText;
import java.util.List;

/** Prints an impact. */
final class ImpactLines {

  private ImpactLines() {}

  /**
   * @param advise whether to say what to do next
   */
  static void print(Console console, Impact impact, boolean advise) {
    ImpactText.lines(impact)
        .forEach(line -> console.out().println(line.isEmpty() ? line : "  " + line));
    List<String> next = advise ? ImpactText.next(impact) : List.of();
    if (!next.isEmpty()) {
      console.out().println();
      console.out().println("  What to do next:");
      next.forEach(line -> console.out().println("    " + line));
    }
  }
}
