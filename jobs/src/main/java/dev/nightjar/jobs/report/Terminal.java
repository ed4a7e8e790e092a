package dev.nightjar.jobs.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal can show.
 *
 * @param width columns, at least 40
 * @param colour whether ANSI colours may be used; the words say the same without them
 */
public record Terminal(int width, boolean colour) {

  /** A narrower terminal is treated as one of 40 columns. */
  public Terminal {
    width = Math.max(40, width);
  }

  /** Lines go no further than this, however wide the terminal is. */
  private static final int WIDEST = 100;

  private static final String RESET = "\u001B[0m";

  /** The sign and word of an outcome, in its colour. */
  String tone(String outcome, String text) {
    String code =
        switch (outcome) {
          case "PROMOTE", "PASSED" -> "32";
          case "REJECT", "BLOCKED", "FAILED" -> "31";
          default -> "33";
        };
    return colour ? "\u001B[1;" + code + "m" + text + RESET : text;
  }

  /**
   * A block: its first line begins with the name, and all text stands behind it. Words that are
   * longer than a line stay whole, so that they can be copied; a number keeps its percent sign.
   */
  void block(StringBuilder out, String name, int indent, String text) {
    String margin = " ".repeat(indent);
    String lead = name.length() < indent ? name + " ".repeat(indent - name.length()) : name;
    for (String line : wrap(text, Math.min(width, WIDEST) - indent)) {
      out.append((lead + line).stripTrailing()).append('\n');
      lead = margin;
    }
  }

  private static List<String> wrap(String text, int room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+(?!%)", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
