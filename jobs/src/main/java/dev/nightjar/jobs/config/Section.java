package dev.nightjar.jobs.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A mapping whose shape was checked: values come out as their types. */
record Section(YamlNode.Mapping node) {

  static final Section EMPTY = new Section(new YamlNode.Mapping(0, java.util.Map.of()));

  boolean has(String key) {
    return node.get(key) != null;
  }

  int line(String key) {
    YamlNode.Mapping.Entry entry = node.entries().get(key);
    return entry == null ? node.line() : entry.line();
  }

  YamlNode.Scalar scalar(String key) {
    if (node.get(key) instanceof YamlNode.Scalar scalar) {
      return scalar;
    }
    throw new IllegalStateException("the shape lets " + key + " be left out or structured");
  }

  String text(String key) {
    return scalar(key).text();
  }

  @Nullable String textOrNull(String key) {
    return has(key) ? text(key) : null;
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  double number(String key, double otherwise) {
    return has(key) ? Values.number(scalar(key)) : otherwise;
  }

  long whole(String key, long otherwise) {
    return has(key) && scalar(key).value() instanceof Long n ? n : otherwise;
  }

  <T> @Nullable T parsed(String key, Function<String, T> parser) {
    return has(key) ? parser.apply(text(key)) : null;
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
    return has(key)
        ? Enum.valueOf(type, text(key).replace('-', '_').toUpperCase(Locale.ROOT))
        : otherwise;
  }

  Section section(String key) {
    return node.get(key) instanceof YamlNode.Mapping mapping ? new Section(mapping) : EMPTY;
  }

  List<YamlNode> items(String key) {
    return node.get(key) instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
  }

  List<String> texts(String key) {
    return items(key).stream().map(n -> ((YamlNode.Scalar) n).text()).toList();
  }
}
