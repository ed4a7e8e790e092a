package dev.nightjar.expectation;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of a result, as JSON knows them: dates and times become ISO 8601 text. */
final class Results {

  private Results() {}

  /** A value as JSON knows it. */
  static @Nullable Object json(@Nullable Object value) {
    if (value instanceof LocalDate || value instanceof LocalDateTime) {
      return value.toString();
    }
    if (value instanceof Double d && (d.isNaN() || d.isInfinite())) {
      return d.toString();
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> json = new LinkedHashMap<>();
      map.forEach((k, v) -> json.put(k, json(v)));
      return json;
    }
    return value;
  }

  /** Values as JSON knows them. */
  static List<@Nullable Object> list(List<? extends @Nullable Object> values) {
    List<@Nullable Object> json = new ArrayList<>();
    values.forEach(v -> json.add(json(v)));
    return json;
  }

  /** A row's columns by name, with its file and its place in it. */
  static Map<String, @Nullable Object> place(List<String> columns, Answer.Row row) {
    Map<String, @Nullable Object> place = named(columns, row.values());
    place.put("segment", row.file());
    place.put("row", row.row());
    return place;
  }

  /** Values by name of their column. */
  static Map<String, @Nullable Object> named(
      List<String> columns, List<? extends @Nullable Object> values) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      named.put(columns.get(i), json(values.get(i)));
    }
    return named;
  }

  /** {@code {value: …, count: …}}. */
  static Map<String, @Nullable Object> valueCount(@Nullable Object value, long count) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("value", json(value));
    one.put("count", count);
    return one;
  }
}
