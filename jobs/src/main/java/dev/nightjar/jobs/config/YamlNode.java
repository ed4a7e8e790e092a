package dev.nightjar.jobs.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML value that remembers its line, counted from 1. */
sealed interface YamlNode {

  int line();

  /** What a person calls this kind of value. */
  String kind();

  /** The value as plain maps, lists, texts, numbers and booleans. */
  @Nullable Object plain();

  /** Keys in the order of the file. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {

    /** A key's own line, and its value. */
    record Entry(int line, YamlNode value) {}

    @Override
    public String kind() {
      return "a mapping";
    }

    @Nullable YamlNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public Map<String, @Nullable Object> plain() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      entries.forEach((key, entry) -> map.put(key, entry.value().plain()));
      return map;
    }
  }

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public List<@Nullable Object> plain() {
      return items.stream().<@Nullable Object>map(YamlNode::plain).toList();
    }
  }

  /**
   * A single value.
   *
   * @param text as it was written, without quotes
   * @param value text, Long, Double, Boolean or null, as YAML's core schema resolves it
   */
  record Scalar(int line, String text, @Nullable Object value) implements YamlNode {
    @Override
    public String kind() {
      return value == null ? "nothing" : "“" + text + "”";
    }

    @Override
    public @Nullable Object plain() {
      return value;
    }
  }
}
