package dev.nightjar.jobs.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.expectation.ExpectationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a result with a reference case as its own runner does; says what differs. */
final class CheckComparison {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Great Expectations' name for a field, and ours where it differs. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "unexpected_list", "partial_unexpected_list",
          "unexpected_index_list", "partial_unexpected_index_list");

  private CheckComparison() {}

  /** What differs; empty: nothing. */
  static String differences(JsonNode test, ExpectationResult found) {
    JsonNode out = test.get("out");
    double tolerance = test.path("tolerance").asDouble(Double.NaN);
    JsonNode result = MAPPER.valueToTree(found.result());
    List<String> differences = new ArrayList<>();
    if (found.exceptionInfo() != null) {
      differences.add("not answered: " + found.exceptionInfo());
    }
    if (out.has("success") && out.get("success").asBoolean() != found.success()) {
      differences.add("success is " + found.success());
    }
    for (var field : out.properties()) {
      switch (field.getKey()) {
        case "success", "traceback_substring" -> {}
        case "value_counts" ->
            counts(field.getValue(), result.at("/details/value_counts"), differences);
        case "result" -> {
          for (var inner : field.getValue().properties()) {
            field(inner.getKey(), inner.getValue(), result, tolerance, differences);
          }
        }
        default -> field(field.getKey(), field.getValue(), result, tolerance, differences);
      }
    }
    return String.join("; ", differences);
  }

  private static void field(
      String name, JsonNode expected, JsonNode result, double tolerance, List<String> into) {
    if (name.equals("unexpected_index_query")
        || (name.equals("unexpected_index_list") && expected.isEmpty())) {
      return;
    }
    JsonNode found = result.path(FIELDS.getOrDefault(name, name));
    JsonNode comparable = name.contains("index_list") ? places(found) : found;
    if (!same(sorted(expected), sorted(comparable), tolerance)) {
      into.add(name + " is " + comparable + ", not " + expected);
    }
  }

  private static void counts(JsonNode expected, JsonNode found, List<String> into) {
    for (JsonNode one : expected) {
      boolean there = false;
      for (JsonNode other : found) {
        there |= same(one, other, 0);
      }
      if (!there) {
        into.add("no " + one + " in " + found);
      }
    }
  }

  // Our rows are known by segment and row, theirs by a column that counts from 0.
  private static JsonNode places(JsonNode found) {
    List<Map<String, @Nullable Object>> places = new ArrayList<>();
    for (JsonNode one : found) {
      Map<String, @Nullable Object> place = new TreeMap<>();
      for (var field : one.properties()) {
        if (field.getKey().equals("row")) {
          place.put("pk_index", field.getValue());
        } else if (!field.getKey().equals("segment")) {
          place.put(field.getKey(), field.getValue());
        }
      }
      places.add(place);
    }
    return MAPPER.valueToTree(places);
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isArray()) {
      return node;
    }
    List<JsonNode> all = new ArrayList<>();
    node.forEach(all::add);
    all.sort(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? Double.compare(a.asDouble(), b.asDouble())
                : key(a).compareTo(key(b)));
    return MAPPER.createArrayNode().addAll(all);
  }

  private static String key(JsonNode node) {
    if (node.isNumber()) {
      return String.valueOf(node.asDouble());
    }
    if (node.isObject()) {
      Map<String, String> fields = new TreeMap<>();
      node.properties().forEach(f -> fields.put(f.getKey(), key(f.getValue())));
      return fields.toString();
    }
    return node.toString();
  }

  private static boolean same(JsonNode expected, JsonNode found, double tolerance) {
    if (expected.isNumber() && found.isNumber()) {
      double e = expected.asDouble();
      double absolute = Double.isNaN(tolerance) ? 0.05 : 0;
      double relative = Double.isNaN(tolerance) ? 1e-7 : tolerance;
      return Math.abs(e - found.asDouble()) <= absolute + relative * Math.abs(e);
    }
    if (expected.isArray() && found.isArray()) {
      boolean same = expected.size() == found.size();
      for (int i = 0; same && i < expected.size(); i++) {
        same = same(expected.get(i), found.get(i), tolerance);
      }
      return same;
    }
    if (expected.isObject() && found.isObject()) {
      boolean same = expected.size() == found.size();
      for (var field : expected.properties()) {
        same &= same(field.getValue(), found.path(field.getKey()), tolerance);
      }
      return same;
    }
    return expected.isNull() ? found.isNull() : expected.equals(found);
  }
}
