package dev.nightjar.jobs.report;

/**
 * Writes HTML. Only {@link #raw} takes markup, and only ours: everything else is text and comes out
 * as text, whatever it holds. Not thread-safe.
 */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /** Markup of our own. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** An element with nothing but text in it. */
  Html element(String tag, String text) {
    return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
  }

  /** The same, with a class. */
  Html element(String tag, String kind, String text) {
    return raw("<" + tag + " class=\"" + kind + "\">").text(text).raw("</" + tag + ">");
  }

  /** A table cell that knows its column's name, for screens too narrow for columns. */
  Html cell(String column, String kind, String text) {
    raw("<td class=\"" + kind + "\" data-label=\"").text(column).raw("\">");
    return text(text).raw("</td>");
  }

  /** Sentences, in which what stands between backticks is code. */
  Html prose(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && i < parts.length - 1;
      if (code) {
        element("code", parts[i]);
      } else {
        text(i % 2 == 1 ? "`" + parts[i] : parts[i]);
      }
    }
    return this;
  }

  /** A row of a list of names and values. */
  Html fact(String name, String value) {
    return raw("<div>").element("dt", name).element("dd", value).raw("</div>");
  }

  /** The same for a digest or an id, which may break anywhere. */
  Html id(String name, String value) {
    return raw("<div>").element("dt", name).element("dd", "id", value).raw("</div>");
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    Words.clean(text)
        .codePoints()
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
    return out.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
