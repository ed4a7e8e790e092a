package dev.nightjar.alert;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with fields, such as {@code {{headline}} ({{owner}})}. A field that an alert does not have
 * is empty. Immutable.
 *
 * @param text as a person wrote it
 */
public record Template(String text) {

  private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]*)}}");

  /**
   * Throws {@link IllegalArgumentException} when it names a field that there is none of, with the
   * nearest one, or when braces are left open.
   */
  public Template {
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1).strip();
      if (!Field.words().contains(name)) {
        throw new IllegalArgumentException(
            "there is no field {{%s}}%s (known: %s)"
                .formatted(
                    name, Nearest.hint(name, Field.words()), String.join(", ", Field.words())));
      }
    }
    String rest = FIELD.matcher(text).replaceAll("");
    if (rest.contains("{{") || rest.contains("}}")) {
      throw new IllegalArgumentException("a field is written {{name}}, found braces left open");
    }
  }

  /**
   * The text of a message.
   *
   * @param escape makes the value of a field harmless where the text goes; what a person wrote
   *     around it stays as it is
   */
  public String render(Message message, UnaryOperator<String> escape) {
    StringBuilder out = new StringBuilder();
    Matcher field = FIELD.matcher(text);
    int done = 0;
    while (field.find()) {
      out.append(text, done, field.start());
      out.append(escape.apply(Field.named(field.group(1).strip()).of(message)));
      done = field.end();
    }
    return out.append(text, done, text.length()).toString();
  }

  /**
   * The text where nobody wrote another: the headline first, then cause and advice, where the
   * report lies, and which run it is.
   */
  public static String standard(Message message, UnaryOperator<String> escape) {
    List<String> lines = new ArrayList<>();
    lines.add(escape.apply(Field.HEADLINE.of(message)));
    add(lines, "", Field.CAUSE.of(message), escape);
    add(lines, "What to do: ", Field.ADVICE.of(message), escape);
    add(lines, "Report: ", Field.REPORT.of(message), escape);
    add(lines, "Slot: ", Field.SLOT.of(message), escape);
    add(lines, "Run: ", Field.RUN.of(message), escape);
    add(lines, "Owner: ", Field.OWNER.of(message), escape);
    return String.join("\n", lines);
  }

  private static void add(
      List<String> lines, String before, String value, UnaryOperator<String> escape) {
    if (!value.isEmpty()) {
      lines.add(before + escape.apply(value));
    }
  }
}
