package dev.nightjar.schedules.app;

import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command printed, when it should be exactly one JSON document. */
record Json(@Nullable Object value) {

  /** Throws {@link IOException} when it is none, or more than one. */
  static Json read(String text) throws IOException {
    return new Json(CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8), Object.class));
  }

  /** The value below these names; each must be there, if only as null. */
  Json at(String... names) {
    Object here = value;
    for (String name : names) {
      if (!(here instanceof Map<?, ?> members) || !members.containsKey(name)) {
        throw new AssertionError("no " + name + " in " + here);
      }
      here = members.get(name);
    }
    return new Json(here);
  }

  /** The text below these names; a null is {@code "null"}. */
  String text(String... names) {
    return String.valueOf(at(names).value());
  }

  /** The number below these names. */
  long number(String... names) {
    return Long.parseLong(text(names));
  }

  /** The items of the list below these names. */
  List<Json> list(String... names) {
    if (at(names).value() instanceof List<?> items) {
      return items.stream().map(item -> new Json(item)).toList();
    }
    throw new AssertionError("no list: " + at(names));
  }
}
