package dev.nightjar.schedules.http;

import dev.nightjar.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The forms of a report or a model card. */
enum Form {
  HTML("text/html"),
  JSON("application/json"),
  MARKDOWN("text/markdown"),
  TEXT("text/plain");

  private final String type;

  Form(String type) {
    this.type = type;
  }

  /** The media type. */
  String type() {
    return type;
  }

  private String text() {
    return this == MARKDOWN ? "md" : name().toLowerCase(Locale.ROOT);
  }

  /** The one of these that the request names, or else wants most. */
  static Form of(Request request, Form... forms) {
    List<Form> all = Arrays.asList(forms);
    List<String> known = all.stream().map(Form::text).toList();
    String said = request.query("format").orElse("");
    if (said.isEmpty()) {
      String best = request.accepts(all.stream().map(Form::type).toArray(String[]::new));
      return all.stream().filter(f -> f.type.equals(best)).findFirst().orElseThrow();
    }
    if (!known.contains(said)) {
      throw Refusal.badRequest(
          "there is no format %s%s (known: %s)"
              .formatted(said, Nearest.hint(said, known), String.join(", ", known)));
    }
    return all.get(known.indexOf(said));
  }
}
