package dev.nightjar.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a template may ask for. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
public enum Field {
  HEADLINE(m -> m.alert().headline()),
  EVENT(m -> m.alert().kind().word()),
  PIPELINE(m -> m.alert().subject().pipeline()),
  OWNER(m -> m.alert().subject().owner()),
  SLOT(m -> m.alert().subject().logicalTime()),
  RUN(m -> m.alert().subject().run()),
  CAUSE(m -> m.alert().cause()),
  ADVICE(m -> m.alert().advice()),
  REPORT(m -> m.alert().subject().report()),
  TIME(Message::at),
  ID(Message::id);

  private final Function<Message, @Nullable Object> value;

  Field(Function<Message, @Nullable Object> value) {
    this.value = value;
  }

  /** All names, in the order of this list. */
  public static List<String> words() {
    return Arrays.stream(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
  }

  static Field named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Its value; empty when the message has none. */
  String of(Message message) {
    Object found = value.apply(message);
    return found == null ? "" : found.toString();
  }
}
