package dev.nightjar.jobs.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes Markdown. Not thread-safe. */
final class Markdown {

  private final StringBuilder out = new StringBuilder();

  /** A paragraph or heading. */
  void line(String text) {
    out.append(text).append("\n\n");
  }

  void item(String text) {
    out.append("- ").append(text).append('\n');
  }

  void gap() {
    if (!out.isEmpty() && !out.toString().endsWith("\n\n")) {
      out.append('\n');
    }
  }

  void table(String... names) {
    List<String> rule = new ArrayList<>();
    Arrays.stream(names).forEach(n -> rule.add("---"));
    out.append("| ").append(String.join(" | ", names)).append(" |\n");
    out.append("| ").append(String.join(" | ", rule)).append(" |\n");
  }

  /** Cells of any text. */
  void row(String... cells) {
    List<String> escaped = Arrays.stream(cells).map(Markdown::escape).toList();
    out.append("| ").append(String.join(" | ", escaped)).append(" |\n");
  }

  /** A block that no text can leave. */
  void code(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    line(fence + "\n" + Words.clean(text) + "\n" + fence);
  }

  /** Text that formats nothing. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : Words.line(text).toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '!', '@' -> out.append('\\').append(c);
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Text in which only what stands between backticks is code. */
  static String prose(String text) {
    String[] parts = Words.line(text).split("`", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && i < parts.length - 1 && !parts[i].isBlank();
      out.append(code ? "`" + parts[i] + "`" : escape(i % 2 == 1 ? "`" + parts[i] : parts[i]));
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return out.toString().strip() + "\n";
  }
}
