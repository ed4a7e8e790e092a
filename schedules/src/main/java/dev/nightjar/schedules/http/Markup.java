package dev.nightjar.schedules.http;

/**
 * Writes HTML. Only {@link #raw} takes markup, and only ours; all else is text, whatever it holds.
 * Not thread-safe.
 */
final class Markup {

  private final StringBuilder out = new StringBuilder();

  /** Markup of our own. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from anywhere, also within an attribute's quotes. */
  Markup text(String text) {
    text.codePoints()
        .filter(c -> c >= ' ' || c == '\n' || c == '\t')
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(c);
              }
            });
    return this;
  }

  /** An element with nothing but text in it. */
  Markup element(String tag, String text) {
    return raw("<" + tag + ">").text(text).raw("</" + tag + ">\n");
  }

  /** A table cell that knows its column's name, for screens too narrow for columns. */
  Markup cell(String column, String kind, String text) {
    return raw("<td class=\"" + kind + "\" data-label=\"" + column + "\">").text(text).raw("</td>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
